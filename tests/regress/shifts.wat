;; invoke: shl32 1 31 => 0x80000000:i32
;; invoke: shl32 1 32 => 0x1:i32
;; invoke: shl32 1 33 => 0x2:i32
;; invoke: shl32 1 -1 => 0x80000000:i32
;; invoke: shr_s32 -8 34 => 0xfffffffe:i32
;; invoke: shr_u32 -8 32 => 0xfffffff8:i32
;; invoke: shr_u32 -8 60 => 0xf:i32
;; invoke: rotl32 305419896 36 => 0x23456781:i32
;; invoke: rotr32 305419896 36 => 0x81234567:i32
;; invoke: rotl32 -2147483647 0 => 0x80000001:i32
;; invoke: shl64 1 63 => 0x8000000000000000:i64
;; invoke: shl64 1 64 => 0x1:i64
;; invoke: shl64 1 65 => 0x2:i64
;; invoke: shr_s64 -8 66 => 0xfffffffffffffffe:i64
;; invoke: shr_u64 -8 -4 => 0xf:i64
;; invoke: rotl64 81985529216486895 68 => 0x123456789abcdef0:i64
;; invoke: rotr64 81985529216486895 4 => 0xf0123456789abcde:i64
;; invoke: const32 -1 => 0xffffffff:i32 0xffffff00:i32 0x7fffffff:i32 0xffffffff:i32
;; invoke: const64 -1 => 0xffffffffffffffff:i64 0xfffffff000000000:i64 0x7fffffffffffffff:i64
;; invoke: chain 3 5 7 => 0x7000060:i32
(module
  (func (export "shl32") (param i32 i32) (result i32) (i32.shl (local.get 0) (local.get 1)))
  (func (export "shr_s32") (param i32 i32) (result i32) (i32.shr_s (local.get 0) (local.get 1)))
  (func (export "shr_u32") (param i32 i32) (result i32) (i32.shr_u (local.get 0) (local.get 1)))
  (func (export "rotl32") (param i32 i32) (result i32) (i32.rotl (local.get 0) (local.get 1)))
  (func (export "rotr32") (param i32 i32) (result i32) (i32.rotr (local.get 0) (local.get 1)))
  (func (export "shl64") (param i64 i64) (result i64) (i64.shl (local.get 0) (local.get 1)))
  (func (export "shr_s64") (param i64 i64) (result i64) (i64.shr_s (local.get 0) (local.get 1)))
  (func (export "shr_u64") (param i64 i64) (result i64) (i64.shr_u (local.get 0) (local.get 1)))
  (func (export "rotl64") (param i64 i64) (result i64) (i64.rotl (local.get 0) (local.get 1)))
  (func (export "rotr64") (param i64 i64) (result i64) (i64.rotr (local.get 0) (local.get 1)))
  (func (export "const32") (param i32) (result i32 i32 i32 i32)
    (i32.shl (local.get 0) (i32.const 0)) (i32.shl (local.get 0) (i32.const 40))
    (i32.shr_u (local.get 0) (i32.const 33)) (i32.rotl (local.get 0) (i32.const 63)))
  (func (export "const64") (param i64) (result i64 i64 i64)
    (i64.shl (local.get 0) (i64.const 64)) (i64.shl (local.get 0) (i64.const 100))
    (i64.shr_u (local.get 0) (i64.const 65)))
  (func (export "chain") (param i32 i32 i32) (result i32)
    (i32.shl (local.get 0) (i32.shl (local.get 1) (i32.shr_u (local.get 2) (local.get 0))))
    (i32.rotr (local.get 2) (i32.rotl (local.get 1) (local.get 0)))
    (i32.xor)))
