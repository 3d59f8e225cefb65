;; invoke: load8 65535 => 0xffffff88:i32
;; invoke: load8 65536 => trap: out of bounds memory access
;; invoke: load32 65532 => 0x88070605:i32
;; invoke: load32 65533 => trap: out of bounds memory access
;; invoke: load64 65528 => 0x8807060504030201:i64
;; invoke: load64 65529 => trap: out of bounds memory access
;; invoke: load32 -1 => trap: out of bounds memory access
;; invoke: load_far 0 => trap: out of bounds memory access
;; invoke: load_far -1 => trap: out of bounds memory access
;; invoke: load_offset 65528 => 0x88070605:i32
;; invoke: load_offset 65529 => trap: out of bounds memory access
;; invoke: load_offset -4 => trap: out of bounds memory access
;; invoke: store_far -1 => trap: out of bounds memory access
;; invoke: store64 65528 => 0x1122334455667788:i64
;; invoke: store64 65529 => trap: out of bounds memory access
;; invoke: partial 65533 => trap: out of bounds memory access
;; invoke: float 65532 => 0x88070605:f32
;; invoke: float 65533 => trap: out of bounds memory access
(module
  (memory 1 1)
  (data (i32.const 65528) "\01\02\03\04\05\06\07\88")
  (func (export "load8") (param i32) (result i32) (i32.load8_s (local.get 0)))
  (func (export "load32") (param i32) (result i32) (i32.load (local.get 0)))
  (func (export "load64") (param i32) (result i64) (i64.load (local.get 0)))
  (func (export "load_far") (param i32) (result i32) (i32.load offset=0xffffffff (local.get 0)))
  (func (export "load_offset") (param i32) (result i32) (i32.load offset=4 (local.get 0)))
  (func (export "store_far") (param i32) (i64.store offset=0xffffffff (local.get 0) (i64.const 1)))
  (func (export "store64") (param i32) (result i64)
    (i64.store (local.get 0) (i64.const 0x1122334455667788)) (i64.load (local.get 0)))
  (func (export "partial") (param i32) (result i32)
    (i32.store (local.get 0) (i32.const -1)) (i32.load8_u (local.get 0)))
  (func (export "float") (param i32) (result f32) (f32.load (local.get 0))))
