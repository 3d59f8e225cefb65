;; invoke: div_s 7 2 => 0x3:i32
;; invoke: div_s -7 2 => 0xfffffffd:i32
;; invoke: div_s -2147483648 -1 => trap: integer overflow
;; invoke: div_s 1 0 => trap: integer divide by zero
;; invoke: div_u -1 2 => 0x7fffffff:i32
;; invoke: div_u 1 0 => trap: integer divide by zero
;; invoke: rem_s -7 2 => 0xffffffff:i32
;; invoke: rem_s -2147483648 -1 => 0x0:i32
;; invoke: rem_s 5 0 => trap: integer divide by zero
;; invoke: rem_u -1 10 => 0x5:i32
;; invoke: rem_u 5 0 => trap: integer divide by zero
;; invoke: div_s_8 -9 => 0xffffffff:i32
;; invoke: div_s_minus1 -2147483648 => trap: integer overflow
;; invoke: rem_s_8 -9 => 0xffffffff:i32
;; invoke: div_u_const -5 => 0x19999999:i32
;; invoke: rem_u_const -5 => 0x1:i32
;; invoke: both -17 5 => 0xfffffffd:i32 0xfffffffe:i32 0xfffffffe:i32
(module
  (func (export "div_s") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
  (func (export "div_u") (param i32 i32) (result i32) (i32.div_u (local.get 0) (local.get 1)))
  (func (export "rem_s") (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1)))
  (func (export "rem_u") (param i32 i32) (result i32) (i32.rem_u (local.get 0) (local.get 1)))
  (func (export "div_s_8") (param i32) (result i32) (i32.div_s (local.get 0) (i32.const 8)))
  (func (export "div_s_minus1") (param i32) (result i32) (i32.div_s (local.get 0) (i32.const -1)))
  (func (export "rem_s_8") (param i32) (result i32) (i32.rem_s (local.get 0) (i32.const 8)))
  (func (export "div_u_const") (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 10)))
  (func (export "rem_u_const") (param i32) (result i32) (i32.rem_u (local.get 0) (i32.const 10)))
  (func (export "both") (param i32 i32) (result i32 i32 i32)
    (i32.div_s (local.get 0) (local.get 1))
    (i32.rem_s (local.get 0) (local.get 1))
    (i32.sub (local.get 0) (i32.mul (i32.div_s (local.get 0) (local.get 1)) (local.get 1)))))
