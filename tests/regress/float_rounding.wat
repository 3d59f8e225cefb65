;; invoke: nearest => 0x0:f64 0x4000000000000000:f64 0x4000000000000000:f64 0x4330000000000002:f64
;; invoke: nearest_signed => 0x8000000000000000:i64 0x80000000:i32
;; invoke: others => 0x8000000000000000:i64 0xbff0000000000000:f64 0xc01c000000000000:f64 0x80000000:i32 0x4b000000:f32
;; invoke: copysign => 0xfff8000000000000:i64 0x4014000000000000:i64 0xc0a00000:i32
;; invoke: abs_neg => 0x7ff8000000000000:i64 0xfff8000000000000:i64 0x80000000:i32 0x0:i32
;; invoke: sqrt => 0x3ff6a09e667f3bcd:f64 0x8000000000000000:i64 0x1:i32
(module
  (func (export "nearest") (result f64 f64 f64 f64)
    (f64.nearest (f64.const 0.5)) (f64.nearest (f64.const 1.5)) (f64.nearest (f64.const 2.5))
    (f64.nearest (f64.const 4503599627370497.5)))
  (func (export "nearest_signed") (result i64 i32)
    (i64.reinterpret_f64 (f64.nearest (f64.const -0.4)))
    (i32.reinterpret_f32 (f32.nearest (f32.const -0.5))))
  (func (export "others") (result i64 f64 f64 i32 f32)
    (i64.reinterpret_f64 (f64.ceil (f64.const -0.9))) (f64.floor (f64.const -0.1)) (f64.trunc (f64.const -7.9))
    (i32.reinterpret_f32 (f32.trunc (f32.const -0.9))) (f32.ceil (f32.const 8388607.5)))
  (func (export "copysign") (result i64 i64 i32)
    (i64.reinterpret_f64 (f64.copysign (f64.const nan) (f64.const -1)))
    (i64.reinterpret_f64 (f64.copysign (f64.const -5) (f64.const 0)))
    (i32.reinterpret_f32 (f32.copysign (f32.const 5) (f32.const -0))))
  (func (export "abs_neg") (result i64 i64 i32 i32)
    (i64.reinterpret_f64 (f64.abs (f64.const -nan))) (i64.reinterpret_f64 (f64.neg (f64.const nan)))
    (i32.reinterpret_f32 (f32.neg (f32.const 0))) (i32.reinterpret_f32 (f32.abs (f32.const -0))))
  (func (export "sqrt") (result f64 i64 i32)
    (f64.sqrt (f64.const 2)) (i64.reinterpret_f64 (f64.sqrt (f64.const -0)))
    (f64.ne (f64.sqrt (f64.const -1)) (f64.sqrt (f64.const -1)))))
