;; invoke: keeps_nan32 0x7fa00001 => 0x7fa00001:i32
;; invoke: keeps_nan64 0x7ff4000000000001 => 0x7ff4000000000001:i64
;; invoke: through_locals 0x7fa00001 => 0x7fa00001:i32
;; invoke: through_memory 0xfff4000000000001 => 0xfff4000000000001:i64
(module
  (memory 1)
  (global $g (mut f32) (f32.const 0))
  (func (export "keeps_nan32") (param i32) (result i32)
    (i32.reinterpret_f32 (f32.reinterpret_i32 (local.get 0))))
  (func (export "keeps_nan64") (param i64) (result i64)
    (i64.reinterpret_f64 (f64.reinterpret_i64 (local.get 0))))
  (func (export "through_locals") (param i32) (result i32)
    (local f32)
    (local.set 1 (f32.reinterpret_i32 (local.get 0)))
    (global.set $g (local.get 1))
    (i32.reinterpret_f32 (select (global.get $g) (f32.const 0) (i32.const 1))))
  (func (export "through_memory") (param i64) (result i64)
    (f64.store (i32.const 8) (f64.reinterpret_i64 (local.get 0)))
    (i64.reinterpret_f64 (f64.load (i32.const 8)))))
