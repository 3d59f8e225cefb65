;; invoke: ints 1 => 0x1:i32 0xffffffffffffffff:i64
;; invoke: ints 0 => 0x2:i32 0x100000000:i64
;; invoke: floats 1 => 0x3fc00000:f32 0x4004000000000000:f64
;; invoke: floats 0 => 0x80000000:f32 0xfff0000000000000:f64
;; invoke: compared 3 4 => 0x3:i32 0x8:i32 0x3ff0000000000000:f64
;; invoke: compared 4 3 => 0x3:i32 0x3:i32 0x4000000000000000:f64
;; invoke: nested 0 => 0x4:i32
;; invoke: nested 7 => 0x1:i32
;; invoke: same 5 => 0x5:i32
(module
  (func (export "ints") (param i32) (result i32 i64)
    (select (i32.const 1) (i32.const 2) (local.get 0))
    (select (i64.const -1) (i64.const 0x100000000) (local.get 0)))
  (func (export "floats") (param i32) (result f32 f64)
    (select (f32.const 1.5) (f32.const -0) (local.get 0))
    (select (f64.const 2.5) (f64.const -inf) (local.get 0)))
  (func (export "compared") (param i32 i32) (result i32 i32 f64)
    (select (local.get 0) (local.get 1) (i32.lt_s (local.get 0) (local.get 1)))
    (select (i32.const 8) (local.get 1) (i32.eqz (i32.gt_u (local.get 0) (local.get 1))))
    (select (f64.const 1) (f64.const 2)
      (f64.lt (f64.convert_i32_s (local.get 0)) (f64.convert_i32_s (local.get 1)))))
  (func (export "nested") (param i32) (result i32)
    (select (select (i32.const 1) (i32.const 2) (local.get 0))
            (select (i32.const 3) (i32.const 4) (local.get 0))
            (i32.and (local.get 0) (i32.const 2))))
  (func (export "same") (param i32) (result i32) (select (local.get 0) (local.get 0) (local.get 0))))
