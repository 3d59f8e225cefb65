;; listing: --cpu=full
;; listing: --cpu=baseline
(module
  (func $add (param v128 v128) (result v128) (f64x2.add (local.get 0) (local.get 1)))
  (func $minimum (param v128 v128) (result v128) (f32x4.min (local.get 0) (local.get 1)))
  (func $pseudo_minimum (param v128 v128) (result v128) (f32x4.pmin (local.get 0) (local.get 1)))
  (func $magnitude (param v128) (result v128) (f32x4.abs (local.get 0)))
  (func $round (param v128) (result v128) (f64x2.nearest (local.get 0)))
  (func $truncate (param v128) (result v128) (i32x4.trunc_sat_f32x4_s (local.get 0)))
  (func $truncate_unsigned (param v128) (result v128) (i32x4.trunc_sat_f32x4_u (local.get 0)))
  (func $convert (param v128) (result v128) (f32x4.convert_i32x4_u (local.get 0)))
  (func $promote (param v128) (result v128) (f64x2.promote_low_f32x4 (local.get 0)))
  (func $compare (param v128 v128) (result v128) (f64x2.ge (local.get 0) (local.get 1)))
  (func $multiply_add (param v128 v128 v128) (result v128)
    (f32x4.relaxed_madd (local.get 0) (local.get 1) (local.get 2))))
