;; invoke: all 0x7ff8000000000000 0x3ff0000000000000 => 0x0:i32 0x1:i32 0x0:i32 0x0:i32 0x0:i32 0x0:i32
;; invoke: all 0x3ff0000000000000 0x7ff8000000000000 => 0x0:i32 0x1:i32 0x0:i32 0x0:i32 0x0:i32 0x0:i32
;; invoke: all 0x8000000000000000 0 => 0x1:i32 0x0:i32 0x0:i32 0x1:i32 0x0:i32 0x1:i32
;; invoke: all 0x3ff0000000000000 0x4000000000000000 => 0x0:i32 0x1:i32 0x1:i32 0x1:i32 0x0:i32 0x0:i32
;; invoke: branches 0x7ff8000000000000 => 0x6c:i32
;; invoke: branches 0xbff0000000000000 => 0x19:i32
;; invoke: branches 0x3ff0000000000000 => 0x56:i32
;; invoke: selects 0x7ff8000000000000 => 0x2:i32 0x1:i32
;; invoke: selects 0x3ff0000000000000 => 0x1:i32 0x2:i32
(module
  (func (export "all") (param i64 i64) (result i32 i32 i32 i32 i32 i32)
    (local f64 f64)
    (local.set 2 (f64.reinterpret_i64 (local.get 0)))
    (local.set 3 (f64.reinterpret_i64 (local.get 1)))
    (f64.eq (local.get 2) (local.get 3)) (f64.ne (local.get 2) (local.get 3)) (f64.lt (local.get 2) (local.get 3))
    (f64.le (local.get 2) (local.get 3)) (f64.gt (local.get 2) (local.get 3)) (f64.ge (local.get 2) (local.get 3)))
  ;; A fused compare and branch must send a NaN the right way, negated or not.
  (func (export "branches") (param i64) (result i32)
    (local $x f64) (local $bits i32)
    (local.set $x (f64.reinterpret_i64 (local.get 0)))
    (if (f64.lt (local.get $x) (f64.const 0)) (then (local.set $bits (i32.or (local.get $bits) (i32.const 1)))))
    (if (f64.gt (local.get $x) (f64.const 0)) (then (local.set $bits (i32.or (local.get $bits) (i32.const 2)))))
    (if (i32.eqz (f64.lt (local.get $x) (f64.const 0)))
      (then (local.set $bits (i32.or (local.get $bits) (i32.const 4)))))
    (if (i32.eqz (f64.ge (local.get $x) (f64.const 0)))
      (then (local.set $bits (i32.or (local.get $bits) (i32.const 8)))))
    (if (f64.eq (local.get $x) (local.get $x)) (then (local.set $bits (i32.or (local.get $bits) (i32.const 16)))))
    (if (f64.ne (local.get $x) (local.get $x)) (then (local.set $bits (i32.or (local.get $bits) (i32.const 32)))))
    (block $b (br_if $b (f64.le (local.get $x) (f64.const 0)))
      (local.set $bits (i32.or (local.get $bits) (i32.const 64))))
    (local.get $bits))
  (func (export "selects") (param i64) (result i32 i32)
    (local $x f64)
    (local.set $x (f64.reinterpret_i64 (local.get 0)))
    (select (i32.const 1) (i32.const 2) (f64.eq (local.get $x) (local.get $x)))
    (select (i32.const 1) (i32.const 2) (f64.ne (local.get $x) (local.get $x)))))
