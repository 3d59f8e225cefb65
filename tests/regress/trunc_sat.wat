;; invoke: all 0x7ff8000000000000 => 0x0:i32 0x0:i32 0x0:i64 0x0:i64
;; invoke: all 0x7ff0000000000000 => 0x7fffffff:i32 0xffffffff:i32 0x7fffffffffffffff:i64 0xffffffffffffffff:i64
;; invoke: all 0xfff0000000000000 => 0x80000000:i32 0x0:i32 0x8000000000000000:i64 0x0:i64
;; invoke: all 0x41e0000000000000 => 0x7fffffff:i32 0x80000000:i32 0x80000000:i64 0x80000000:i64
;; invoke: all 0x43f0000000000000 => 0x7fffffff:i32 0xffffffff:i32 0x7fffffffffffffff:i64 0xffffffffffffffff:i64
;; invoke: all 0xc1e0000000200000 => 0x80000000:i32 0x0:i32 0xffffffff7fffffff:i64 0x0:i64
;; invoke: all 0xbfefffffffffffff => 0x0:i32 0x0:i32 0x0:i64 0x0:i64
;; invoke: all 0x4058ff5c28f5c28f => 0x63:i32 0x63:i32 0x63:i64 0x63:i64
;; invoke: all32 0x7fc00000 => 0x0:i32 0x0:i32 0x0:i64 0x0:i64
;; invoke: all32 0x4f000000 => 0x7fffffff:i32 0x80000000:i32 0x80000000:i64 0x80000000:i64
;; invoke: all32 0x5f800000 => 0x7fffffff:i32 0xffffffff:i32 0x7fffffffffffffff:i64 0xffffffffffffffff:i64
;; invoke: all32 0xff800000 => 0x80000000:i32 0x0:i32 0x8000000000000000:i64 0x0:i64
(module
  (func (export "all") (param i64) (result i32 i32 i64 i64)
    (local f64)
    (local.set 1 (f64.reinterpret_i64 (local.get 0)))
    (i32.trunc_sat_f64_s (local.get 1)) (i32.trunc_sat_f64_u (local.get 1))
    (i64.trunc_sat_f64_s (local.get 1)) (i64.trunc_sat_f64_u (local.get 1)))
  (func (export "all32") (param i32) (result i32 i32 i64 i64)
    (local f32)
    (local.set 1 (f32.reinterpret_i32 (local.get 0)))
    (i32.trunc_sat_f32_s (local.get 1)) (i32.trunc_sat_f32_u (local.get 1))
    (i64.trunc_sat_f32_s (local.get 1)) (i64.trunc_sat_f32_u (local.get 1))))
