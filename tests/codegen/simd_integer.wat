;; listing: --cpu=full
;; listing: --cpu=baseline
(module
  (func $add (param v128 v128) (result v128) (i32x4.add (local.get 0) (local.get 1)))
  (func $multiply (param v128 v128) (result v128) (i64x2.mul (local.get 0) (local.get 1)))
  (func $saturate (param v128 v128) (result v128) (i8x16.add_sat_s (local.get 0) (local.get 1)))
  (func $narrow (param v128 v128) (result v128) (i8x16.narrow_i16x8_u (local.get 0) (local.get 1)))
  (func $extend (param v128) (result v128) (i32x4.extend_high_i16x8_s (local.get 0)))
  (func $shift (param v128 i32) (result v128) (i16x8.shl (local.get 0) (local.get 1)))
  (func $shift_bytes (param v128) (result v128) (i8x16.shr_s (local.get 0) (i32.const 3)))
  (func $compare (param v128 v128) (result v128) (i32x4.lt_u (local.get 0) (local.get 1)))
  (func $any_true (param v128) (result i32) (v128.any_true (local.get 0)))
  (func $bitmask (param v128) (result i32) (i16x8.bitmask (local.get 0)))
  (func $bit_select (param v128 v128 v128) (result v128)
    (v128.bitselect (local.get 0) (local.get 1) (local.get 2)))
  (func $popcnt (param v128) (result v128) (i8x16.popcnt (local.get 0)))
  (func $dot (param v128 v128) (result v128) (i32x4.dot_i16x8_s (local.get 0) (local.get 1))))
