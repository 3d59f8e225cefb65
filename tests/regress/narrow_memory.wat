;; invoke: signed 0 => 0xffffff80:i32 0xffff8000:i32
;; invoke: unsigned 0 => 0x80:i32 0x8000:i32
;; invoke: signed64 4 => 0xfffffffffffffffe:i64 0xfffffffffffffffe:i64 0xfffffffffffffffe:i64
;; invoke: unsigned64 4 => 0xfe:i64 0xfffe:i64 0xfffffffe:i64
;; invoke: stores -2 => 0xfffe00fe:i64
;; invoke: stores64 -81985529216486896 => 0x7654321032100010:i64 0x3210001000000000:i64
(module
  (memory 1)
  (data (i32.const 0) "\80\ff\00\80\fe\ff\ff\ff\ff\ff\ff\7f")
  (func (export "signed") (param i32) (result i32 i32)
    (i32.load8_s (local.get 0)) (i32.load16_s offset=2 (local.get 0)))
  (func (export "unsigned") (param i32) (result i32 i32)
    (i32.load8_u (local.get 0)) (i32.load16_u offset=2 (local.get 0)))
  (func (export "signed64") (param i32) (result i64 i64 i64)
    (i64.load8_s (local.get 0)) (i64.load16_s (local.get 0)) (i64.load32_s (local.get 0)))
  (func (export "unsigned64") (param i32) (result i64 i64 i64)
    (i64.load8_u (local.get 0)) (i64.load16_u (local.get 0)) (i64.load32_u (local.get 0)))
  (func (export "stores") (param i32) (result i64)
    (i64.store (i32.const 16) (i64.const 0))
    (i32.store8 (i32.const 16) (local.get 0))
    (i32.store16 (i32.const 18) (local.get 0))
    (i64.load (i32.const 16)))
  (func (export "stores64") (param i64) (result i64 i64)
    (i64.store8 (i32.const 16) (local.get 0))
    (i64.store16 (i32.const 18) (local.get 0))
    (i64.store32 (i32.const 20) (local.get 0))
    (i64.load (i32.const 16))
    (i64.load (i32.const 12))))
