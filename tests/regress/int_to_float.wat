;; invoke: f64_u64 -1 => 0x43f0000000000000:f64
;; invoke: f64_u64 -9223372036854775808 => 0x43e0000000000000:f64
;; invoke: f64_u64 -9223372036854774785 => 0x43e0000000000000:f64
;; invoke: f64_u64 -9223372036854774784 => 0x43e0000000000000:f64
;; invoke: f64_u64 -9223372036854774783 => 0x43e0000000000001:f64
;; invoke: f64_u64 9007199254740993 => 0x4340000000000000:f64
;; invoke: f32_u64 -1 => 0x5f800000:f32
;; invoke: f32_u64 -9223371487098961921 => 0x5f000000:f32
;; invoke: f32_u64 -9223371487098961920 => 0x5f000000:f32
;; invoke: f32_u64 -9223371487098961919 => 0x5f000001:f32
;; invoke: f32_u64 16777217 => 0x4b800000:f32
;; invoke: f32_s64 9007200328482817 => 0x5a000001:f32
;; invoke: f32_u32 -1 => 0x4f800000:f32
;; invoke: f32_u32 -127 => 0x4f800000:f32
;; invoke: f64_u32 -1 => 0x41efffffffe00000:f64
;; invoke: f64_s32 -2147483648 => 0xc1e0000000000000:f64
;; invoke: f32_s32 16777217 => 0x4b800000:f32
;; invoke: demote 0x47efffffefffffff => 0x7f7fffff:f32
;; invoke: demote 0x47effffff0000000 => 0x7f800000:f32
;; invoke: promote 1 => 0x36a0000000000000:f64
(module
  (func (export "f64_u64") (param i64) (result f64) (f64.convert_i64_u (local.get 0)))
  (func (export "f32_u64") (param i64) (result f32) (f32.convert_i64_u (local.get 0)))
  (func (export "f32_s64") (param i64) (result f32) (f32.convert_i64_s (local.get 0)))
  (func (export "f32_u32") (param i32) (result f32) (f32.convert_i32_u (local.get 0)))
  (func (export "f64_u32") (param i32) (result f64) (f64.convert_i32_u (local.get 0)))
  (func (export "f64_s32") (param i32) (result f64) (f64.convert_i32_s (local.get 0)))
  (func (export "f32_s32") (param i32) (result f32) (f32.convert_i32_s (local.get 0)))
  (func (export "demote") (param i64) (result f32) (f32.demote_f64 (f64.reinterpret_i64 (local.get 0))))
  (func (export "promote") (param i32) (result f64) (f64.promote_f32 (f32.reinterpret_i32 (local.get 0)))))
