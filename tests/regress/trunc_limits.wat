;; invoke: i32_s 0x41dfffffffffffff => 0x7fffffff:i32
;; invoke: i32_s 0x41e0000000000000 => trap: integer overflow
;; invoke: i32_s 0xc1e00000001fffff => 0x80000000:i32
;; invoke: i32_s 0xc1e0000000200000 => trap: integer overflow
;; invoke: i32_s 0x7ff8000000000000 => trap: invalid conversion to integer
;; invoke: i32_u 0x41efffffffffffff => 0xffffffff:i32
;; invoke: i32_u 0x41f0000000000000 => trap: integer overflow
;; invoke: i32_u 0xbfefffffffffffff => 0x0:i32
;; invoke: i32_u 0xbff0000000000000 => trap: integer overflow
;; invoke: i64_s 0x43dfffffffffffff => 0x7ffffffffffffc00:i64
;; invoke: i64_s 0x43e0000000000000 => trap: integer overflow
;; invoke: i64_s 0xc3e0000000000000 => 0x8000000000000000:i64
;; invoke: i64_s 0xc3e0000000000001 => trap: integer overflow
;; invoke: i64_u 0x43efffffffffffff => 0xfffffffffffff800:i64
;; invoke: i64_u 0x43f0000000000000 => trap: integer overflow
;; invoke: i64_u 0x43e0000000000000 => 0x8000000000000000:i64
;; invoke: i64_u 0xbfefffffffffffff => 0x0:i64
;; invoke: i64_u 0xbff0000000000000 => trap: integer overflow
;; invoke: f32_i32_s 0x4effffff => 0x7fffff80:i32
;; invoke: f32_i32_s 0x4f000000 => trap: integer overflow
;; invoke: f32_i32_s 0xcf000000 => 0x80000000:i32
;; invoke: f32_i32_s 0xcf000001 => trap: integer overflow
;; invoke: f32_i64_u 0x5f7fffff => 0xffffff0000000000:i64
;; invoke: f32_i64_u 0x5f800000 => trap: integer overflow
;; invoke: f32_i64_u 0x7fc00000 => trap: invalid conversion to integer
(module
  (func (export "i32_s") (param i64) (result i32) (i32.trunc_f64_s (f64.reinterpret_i64 (local.get 0))))
  (func (export "i32_u") (param i64) (result i32) (i32.trunc_f64_u (f64.reinterpret_i64 (local.get 0))))
  (func (export "i64_s") (param i64) (result i64) (i64.trunc_f64_s (f64.reinterpret_i64 (local.get 0))))
  (func (export "i64_u") (param i64) (result i64) (i64.trunc_f64_u (f64.reinterpret_i64 (local.get 0))))
  (func (export "f32_i32_s") (param i32) (result i32) (i32.trunc_f32_s (f32.reinterpret_i32 (local.get 0))))
  (func (export "f32_i64_u") (param i32) (result i64) (i64.trunc_f32_u (f32.reinterpret_i32 (local.get 0)))))
