;; invoke: grow 1 => 0x1:i32 0x2:i32
;; invoke: grow 2 => 0x1:i32 0x3:i32
;; invoke: grow 3 => 0xffffffff:i32 0x1:i32
;; invoke: grow -1 => 0xffffffff:i32 0x1:i32
;; invoke: then_use 2 => 0x1:i32 0x5:i32 0x4d:i32
;; invoke: zero => 0x1:i32 0x1:i32
;; invoke: in_loop => 0x3000:i32 0x3:i32
(module
  (memory 1 3)
  (func (export "grow") (param i32) (result i32 i32) (memory.grow (local.get 0)) (memory.size))
  (func (export "then_use") (param i32) (result i32 i32 i32)
    (i32.store (i32.const 0) (i32.const 77))
    (memory.grow (local.get 0))
    (i32.store (i32.const 131072) (i32.const 5))
    (i32.load (i32.const 131072))
    (i32.load (i32.const 0)))
  (func (export "zero") (result i32 i32) (memory.grow (i32.const 0)) (memory.size))
  (func (export "in_loop") (result i32 i32) (local i32)
    (loop $l
      (i32.store (local.get 0) (local.get 0))
      (local.set 0 (i32.add (local.get 0) (i32.const 4096)))
      (br_if $l (i32.ne (i32.const -1) (memory.grow (i32.const 1)))))
    (local.get 0) (memory.size)))
