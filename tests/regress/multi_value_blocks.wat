;; invoke: block 1 => 0x1:i32 0x2:i64 0x4008000000000000:f64
;; invoke: block 0 => 0x4:i32 0x5:i64 0x4018000000000000:f64
;; invoke: loop 10 => 0x5:i32 0x6:i32
;; invoke: if 0 => 0x14:i32 0xa:i32
;; invoke: if 1 => 0x1e:i32 0x7:i32
;; invoke: swap 3 4 => 0x4:i32 0x3:i32
;; invoke: rotate 5 => 0x3:i32 0x1:i32 0x2:i32
(module
  (func $swap (export "swap") (param i32 i32) (result i32 i32) (local.get 1) (local.get 0))
  (func (export "block") (param i32) (result i32 i64 f64)
    (block $b (result i32 i64 f64)
      (i32.const 1) (i64.const 2) (f64.const 3)
      (br_if $b (local.get 0))
      (drop) (drop) (drop)
      (i32.const 4) (i64.const 5) (f64.const 6)))
  (func (export "loop") (param i32) (result i32 i32)
    (i32.const 0) (i32.const 1)
    (loop $l (param i32 i32) (result i32 i32)
      (call $swap)
      (i32.add (i32.const 1))
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $l (local.get 0))))
  (func (export "if") (param i32) (result i32 i32)
    (i32.const 10) (i32.const 20)
    (if (param i32 i32) (result i32 i32) (local.get 0)
      (then (i32.add) (i32.const 7))
      (else (call $swap))))
  (func (export "rotate") (param i32) (result i32 i32 i32)
    (i32.const 1) (i32.const 2) (i32.const 3)
    (loop $l (param i32 i32 i32) (result i32 i32 i32)
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (call $rotate3)
      (br_if $l (local.get 0))))
  (func $rotate3 (param i32 i32 i32) (result i32 i32 i32) (local.get 1) (local.get 2) (local.get 0)))
