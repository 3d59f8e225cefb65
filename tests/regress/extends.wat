;; invoke: extend_s -1 => 0xffffffffffffffff:i64
;; invoke: extend_u -1 => 0xffffffff:i64
;; invoke: wrap 1311768467750121216 => 0xabcdef00:i32
;; invoke: sign_ext 0x1234ff80 => 0xffffff80:i32 0xffffff80:i32
;; invoke: sign_ext64 0x1234567880ff8080 => 0xffffffffffffff80:i64 0xffffffffffff8080:i64 0xffffffff80ff8080:i64
;; invoke: after_wrap -1 => 0xffffffff:i64
;; invoke: compare_after_wrap 8589934591 => 0x1:i32
;; invoke: negative_constant 5 => 0x100000004:i64
(module
  (func (export "extend_s") (param i32) (result i64) (i64.extend_i32_s (local.get 0)))
  (func (export "extend_u") (param i32) (result i64) (i64.extend_i32_u (local.get 0)))
  (func (export "wrap") (param i64) (result i32) (i32.wrap_i64 (local.get 0)))
  (func (export "sign_ext") (param i32) (result i32 i32)
    (i32.extend8_s (local.get 0)) (i32.extend16_s (local.get 0)))
  (func (export "sign_ext64") (param i64) (result i64 i64 i64)
    (i64.extend8_s (local.get 0)) (i64.extend16_s (local.get 0)) (i64.extend32_s (local.get 0)))
  ;; High bits of the i64 must not leak through the wrapped value.
  (func (export "after_wrap") (param i64) (result i64)
    (i64.extend_i32_u (i32.wrap_i64 (local.get 0))))
  (func (export "compare_after_wrap") (param i64) (result i32)
    (i32.eq (i32.wrap_i64 (local.get 0)) (i32.const -1)))
  (func (export "negative_constant") (param i64) (result i64)
    (i64.add (local.get 0) (i64.extend_i32_u (i32.const -1)))))
