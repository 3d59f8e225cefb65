;; invoke: wrapped -4 8 => 0x23222120:i32
;; invoke: not_wrapped -4 => trap: out of bounds memory access
;; invoke: scaled 1073741825 => 0x23222120:i32
;; invoke: scaled_base 16 1073741823 => 0x43424140:i32
;; invoke: from_i64 4294967300 => 0x23222120:i32
;; invoke: sub 4 => 0x23222120:i32
;; invoke: constant => 0x76747270:i32
(module
  (memory 1)
  (data (i32.const 0) "\10\11\12\13\20\21\22\23\30\31\32\33\40\41\42\43")
  ;; An i32 sum wraps; the offset of the instruction does not.
  (func (export "wrapped") (param i32 i32) (result i32) (i32.load (i32.add (local.get 0) (local.get 1))))
  (func (export "not_wrapped") (param i32) (result i32) (i32.load offset=8 (local.get 0)))
  (func (export "scaled") (param i32) (result i32) (i32.load (i32.shl (local.get 0) (i32.const 2))))
  (func (export "scaled_base") (param i32 i32) (result i32)
    (i32.load (i32.add (local.get 0) (i32.shl (local.get 1) (i32.const 2)))))
  (func (export "from_i64") (param i64) (result i32) (i32.load (i32.wrap_i64 (local.get 0))))
  (func (export "sub") (param i32) (result i32) (i32.load offset=4 (i32.sub (local.get 0) (i32.const 4))))
  (func (export "constant") (result i32)
    (i32.add (i32.load (i32.add (i32.const -4) (i32.const 12))) (i32.load offset=12 (i32.const 0)))))
