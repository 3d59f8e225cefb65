;; invoke: fibonacci 20 => 0x1a6d:i64
;; invoke: rotate4 7 => 0x2:i32 0x3:i32 0x4:i32 0x1:i32
;; invoke: mixed 9 => 0x4:i32 0x402a000000000000:f64 0xf:i32 0x4012000000000000:f64
;; invoke: float_swap 5 => 0x40000000:f32 0x3f800000:f32
;; invoke: gcd 1071 462 => 0x15:i32
;; invoke: swap_through_call 6 => 0x12:i32 0x15:i64 0x4058000000000000:f64
(module
  (func $noop)
  (func (export "fibonacci") (param i32) (result i64)
    (local $a i64) (local $b i64)
    (local.set $b (i64.const 1))
    (loop $l
      (local.get $b)
      (local.set $b (i64.add (local.get $a) (local.get $b)))
      (local.set $a)
      (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
      (br_if $l (local.get 0)))
    (local.get $a))
  (func (export "rotate4") (param $n i32) (result i32 i32 i32 i32)
    (local $a i32) (local $b i32) (local $c i32) (local $d i32)
    (local.set $a (i32.const 1)) (local.set $b (i32.const 2)) (local.set $c (i32.const 3)) (local.set $d (i32.const 4))
    (loop $l
      (local.get $a) (local.get $b) (local.get $c) (local.get $d)
      (local.set $a) (local.set $d) (local.set $c) (local.set $b)
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $a) (local.get $b) (local.get $c) (local.get $d))
  (func (export "mixed") (param $n i32) (result i32 f64 i32 f64)
    (local $a i32) (local $x f64) (local $b i32) (local $y f64)
    (local.set $a (i32.const 10)) (local.set $x (f64.const 0.5)) (local.set $y (f64.const 8))
    (loop $l
      (local.get $a) (local.get $x)
      (local.set $a (local.get $b)) (local.set $x (f64.add (local.get $y) (f64.const 1)))
      (local.set $y) (local.set $b (i32.add (i32.const 1)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $a) (local.get $x) (local.get $b) (local.get $y))
  (func (export "float_swap") (param $n i32) (result f32 f32)
    (local $a f32) (local $b f32)
    (local.set $a (f32.const 1)) (local.set $b (f32.const 2))
    (loop $l
      (local.get $a) (local.set $a (local.get $b)) (local.set $b)
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $a) (local.get $b))
  (func (export "gcd") (param i32 i32) (result i32) (local i32)
    (block $out
      (loop $l
        (br_if $out (i32.eqz (local.get 1)))
        (local.set 2 (i32.rem_u (local.get 0) (local.get 1)))
        (local.set 0 (local.get 1))
        (local.set 1 (local.get 2))
        (br $l)))
    (local.get 0))
  (func (export "swap_through_call") (param $n i32) (result i32 i64 f64)
    (local $a i32) (local $b i64) (local $c f64)
    (local.set $c (f64.const 1.5))
    (loop $l
      (local.get $a)
      (call $noop)
      (local.set $b (i64.add (local.get $b) (i64.extend_i32_s (local.get $n))))
      (local.set $c (f64.mul (local.get $c) (f64.const 2)))
      (call $noop)
      (local.set $a (i32.add (i32.const 3)))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $a) (local.get $b) (local.get $c)))
