;; invoke: singles => 0x3fc000003fc00000:i64 0x4020000040200000:i64
;; invoke: doubles => 0x3ff8000000000000:i64 0xc004000000000000:i64
;; invoke: literal => 0x200000001:i64 0x400000003:i64
(module
  (func (export "singles") (result i64 i64)
    (local v128 v128)
    (local.set 0 (v128.const f32x4 1.5 1.5 1.5 1.5))
    (local.set 1 (v128.const f32x4 2.5 2.5 2.5 2.5))
    (i64x2.extract_lane 0 (local.get 0))
    (i64x2.extract_lane 1 (local.get 1)))
  (func (export "doubles") (result i64 i64)
    (local v128 v128)
    (local.set 0 (v128.const f64x2 1.5 1.5))
    (local.set 1 (v128.const f64x2 -2.5 -2.5))
    (i64x2.extract_lane 0 (local.get 0))
    (i64x2.extract_lane 1 (local.get 1)))
  (func (export "literal") (result i64 i64)
    (local v128)
    (local.set 0 (v128.const i32x4 1 2 3 4))
    (i64x2.extract_lane 0 (local.get 0))
    (i64x2.extract_lane 1 (local.get 0))))
