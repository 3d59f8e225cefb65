;; invoke: call 0 5 => 0xa:i32
;; invoke: call 1 5 => 0x19:i32
;; invoke: call 2 5 => trap: indirect call type mismatch
;; invoke: call 3 5 => trap: uninitialized element
;; invoke: call 4 5 => trap: undefined element
;; invoke: call -1 5 => trap: undefined element
;; invoke: equal_type 0 5 => 0xa:i32
;; invoke: args 4294967295 1 => 0x1:i32
(module
  (type $unary (func (param i32) (result i32)))
  (type $unary_again (func (param i32) (result i32)))
  (table 4 funcref)
  (elem (i32.const 0) $double $square $other)
  (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func $square (param i32) (result i32) (i32.mul (local.get 0) (local.get 0)))
  (func $other (param i64) (result i32) (i32.const 1))
  (func (export "call") (param i32 i32) (result i32)
    (call_indirect (type $unary) (local.get 1) (local.get 0)))
  (func (export "equal_type") (param i32 i32) (result i32)
    (call_indirect (type $unary_again) (local.get 1) (local.get 0)))
  (func (export "args") (param i64 i32) (result i32)
    (call_indirect (type $unary)
      (i32.add (call $double (i32.wrap_i64 (local.get 0))) (local.get 1)) (local.get 1))))
