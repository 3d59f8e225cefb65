;; listing: --cpu=full
;; listing: --cpu=baseline
(module
  (func $add (param f64 f64) (result f64) (f64.add (local.get 0) (local.get 1)))
  (func $subtract_constant (param f32) (result f32) (f32.sub (local.get 0) (f32.const 1.5)))
  (func $divide_product (param f64 f64 f64) (result f64)
    (f64.div (f64.mul (local.get 0) (local.get 1)) (local.get 2)))
  (func $minimum (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func $square_root (param f32) (result f32) (f32.sqrt (local.get 0)))
  (func $round (param f64) (result f64 f64) (f64.floor (local.get 0)) (f64.nearest (local.get 0)))
  (func $magnitude (param f64) (result f64) (f64.abs (local.get 0)))
  (func $negate (param f32) (result f32) (f32.neg (local.get 0)))
  (func $copy_sign (param f64 f64) (result f64) (f64.copysign (local.get 0) (local.get 1)))
  (func $less (param f64 f64) (result i32) (f64.lt (local.get 0) (local.get 1)))
  (func $equal (param f32 f32) (result i32) (f32.eq (local.get 0) (local.get 1)))
  (func $branch (param f64) (result i32)
    (if (result i32) (f64.gt (local.get 0) (f64.const 0)) (then (i32.const 1)) (else (i32.const 2)))))
