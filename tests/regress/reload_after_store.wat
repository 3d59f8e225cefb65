;; invoke: order 5 => 0xfffffc1d:i32
;; invoke: overlap => 0x1020304ffff0708:i64
;; invoke: address_reused 16 => 0x3:i32 0x10:i32
(module
  (memory 1)
  ;; A load that waits on the stack must not see the later store.
  (func (export "order") (param i32) (result i32)
    (i32.store (i32.const 4) (local.get 0))
    (i32.load (i32.const 4))
    (i32.store (i32.const 4) (i32.const 1000))
    (i32.load (i32.const 4))
    (i32.sub))
  (func (export "overlap") (result i64)
    (i64.store (i32.const 8) (i64.const 0x0102030405060708))
    (i32.store16 (i32.const 10) (i32.const 0xffff))
    (i64.load (i32.const 8)))
  (func (export "address_reused") (param i32) (result i32 i32)
    (i32.store (local.get 0) (i32.const 16))
    (i32.store offset=4 (local.get 0) (i32.const 3))
    (local.set 0 (i32.load (local.get 0)))
    (i32.load offset=4 (local.get 0))
    (local.get 0)))
