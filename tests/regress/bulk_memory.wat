;; invoke: copy_up => 0x504030201030201:i64 0x100f0e0a09080706:i64
;; invoke: copy_down => 0xb0a090807060504:i64 0x100f0e0d0c0b0d0c:i64
;; invoke: fill 10 3 => 0x100f0effffff0a09:i64
;; invoke: fill 65530 7 => trap: out of bounds memory access
;; invoke: copy_out 65530 0 7 => trap: out of bounds memory access
;; invoke: copy_out 0 65530 7 => trap: out of bounds memory access
;; invoke: copy_out 65536 0 0 => 0x1:i32
;; invoke: copy_out 65537 0 0 => trap: out of bounds memory access
;; invoke: init 0 4 => 0xddccbbaa:i32
;; invoke: init 2 4 => trap: out of bounds memory access
;; invoke: init_dropped 0 => 0x1:i32
;; invoke: init_dropped 1 => trap: out of bounds memory access
;; invoke: nothing_written => 0x0:i32
(module
  (memory 1)
  (data (i32.const 0) "\01\02\03\04\05\06\07\08\09\0a\0b\0c\0d\0e\0f\10")
  (data $passive "\aa\bb\cc\dd")
  (func (export "copy_up") (result i64 i64)
    (memory.copy (i32.const 3) (i32.const 0) (i32.const 10)) (i64.load (i32.const 0)) (i64.load (i32.const 8)))
  (func (export "copy_down") (result i64 i64)
    (memory.copy (i32.const 0) (i32.const 3) (i32.const 10)) (i64.load (i32.const 0)) (i64.load (i32.const 8)))
  (func (export "fill") (param i32 i32) (result i64)
    (memory.fill (local.get 0) (i32.const 0x1ff) (local.get 1)) (i64.load (i32.const 8)))
  (func (export "copy_out") (param i32 i32 i32) (result i32)
    (memory.copy (local.get 0) (local.get 1) (local.get 2)) (i32.const 1))
  (func (export "init") (param i32 i32) (result i32)
    (memory.init $passive (i32.const 20) (local.get 0) (local.get 1)) (i32.load (i32.const 20)))
  (func (export "init_dropped") (param i32) (result i32)
    (data.drop $passive) (memory.init $passive (i32.const 0) (i32.const 0) (local.get 0)) (i32.const 1))
  (func (export "nothing_written") (result i32)
    (memory.fill (i32.const 65536) (i32.const 1) (i32.const 0)) (i32.load (i32.const 65532))))
