;; invoke: div_s -9223372036854775808 -1 => trap: integer overflow
;; invoke: div_s -9223372036854775808 3 => 0xd555555555555556:i64
;; invoke: div_s 1 0 => trap: integer divide by zero
;; invoke: div_u -1 3 => 0x5555555555555555:i64
;; invoke: div_u 1 0 => trap: integer divide by zero
;; invoke: rem_s -9223372036854775808 -1 => 0x0:i64
;; invoke: rem_s -9 4 => 0xffffffffffffffff:i64
;; invoke: rem_s 1 0 => trap: integer divide by zero
;; invoke: rem_u -1 1000000007 => 0x22b5dd47:i64
;; invoke: rem_u 1 0 => trap: integer divide by zero
;; invoke: div_by_shifted -100 2 => 0xffffffffffffffce:i64
(module
  (func (export "div_s") (param i64 i64) (result i64) (i64.div_s (local.get 0) (local.get 1)))
  (func (export "div_u") (param i64 i64) (result i64) (i64.div_u (local.get 0) (local.get 1)))
  (func (export "rem_s") (param i64 i64) (result i64) (i64.rem_s (local.get 0) (local.get 1)))
  (func (export "rem_u") (param i64 i64) (result i64) (i64.rem_u (local.get 0) (local.get 1)))
  ;; Shift count and dividend want the same fixed registers.
  (func (export "div_by_shifted") (param i64 i64) (result i64)
    (i64.div_s (i64.shl (local.get 0) (local.get 1)) (i64.shl (local.get 1) (local.get 1)))))
