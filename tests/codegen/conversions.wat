;; listing: --cpu=full
(module
  (func $i32_of_f64 (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func $u64_of_f32 (param f32) (result i64) (i64.trunc_f32_u (local.get 0)))
  (func $saturated (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0)))
  (func $f64_of_i32 (param i32) (result f64) (f64.convert_i32_s (local.get 0)))
  (func $f64_of_u32 (param i32) (result f64) (f64.convert_i32_u (local.get 0)))
  (func $f32_of_u64 (param i64) (result f32) (f32.convert_i64_u (local.get 0)))
  (func $demote (param f64) (result f32) (f32.demote_f64 (local.get 0)))
  (func $promote (param f32) (result f64) (f64.promote_f32 (local.get 0)))
  (func $bits (param f64) (result i64) (i64.reinterpret_f64 (local.get 0)))
  (func $from_bits (param i32) (result f32) (f32.reinterpret_i32 (local.get 0))))
