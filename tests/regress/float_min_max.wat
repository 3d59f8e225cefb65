;; invoke: zeros => 0x8000000000000000:i64 0x8000000000000000:i64 0x0:i64 0x0:i64
;; invoke: nans => 0x1:i32 0x1:i32 0x1:i32 0x1:i32
;; invoke: infinities => 0xfff0000000000000:f64 0x7ff0000000000000:f64
;; invoke: zeros32 => 0x80000000:i32 0x0:i32
;; invoke: nans32 => 0x1:i32 0x1:i32
(module
  (func $bits (param f64) (result i64) (i64.reinterpret_f64 (local.get 0)))
  (func $isnan (param f64) (result i32) (f64.ne (local.get 0) (local.get 0)))
  (func $isnan32 (param f32) (result i32) (f32.ne (local.get 0) (local.get 0)))
  (func (export "zeros") (result i64 i64 i64 i64)
    (call $bits (f64.min (f64.const 0) (f64.const -0))) (call $bits (f64.min (f64.const -0) (f64.const 0)))
    (call $bits (f64.max (f64.const 0) (f64.const -0))) (call $bits (f64.max (f64.const -0) (f64.const 0))))
  (func (export "nans") (result i32 i32 i32 i32)
    (call $isnan (f64.min (f64.const nan) (f64.const 1))) (call $isnan (f64.min (f64.const 1) (f64.const nan)))
    (call $isnan (f64.max (f64.const nan) (f64.const 1))) (call $isnan (f64.max (f64.const 1) (f64.const nan))))
  (func (export "infinities") (result f64 f64)
    (f64.min (f64.const -inf) (f64.const 1)) (f64.max (f64.const 1) (f64.const inf)))
  (func (export "zeros32") (result i32 i32)
    (i32.reinterpret_f32 (f32.min (f32.const 0) (f32.const -0)))
    (i32.reinterpret_f32 (f32.max (f32.const -0) (f32.const 0))))
  (func (export "nans32") (result i32 i32)
    (call $isnan32 (f32.min (f32.const nan) (f32.const -inf)))
    (call $isnan32 (f32.max (f32.const inf) (f32.const nan)))))
