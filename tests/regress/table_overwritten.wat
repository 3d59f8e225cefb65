;; invoke: after_copy 0 => 0x2:i32
;; invoke: after_copy 1 => 0x2:i32
;; invoke: after_init 2 => 0x4:i32
;; invoke: init_too_long 2 => trap: out of bounds table access
;; invoke: dropped 0 => trap: out of bounds table access
(module
  (type $f (func (result i32)))
  (table 5 funcref)
  (elem (i32.const 0) $one $two)
  (elem $more func $three $one)
  (func $one (result i32) (i32.const 1))
  (func $two (result i32) (i32.const 2))
  (func $three (result i32) (i32.const 3))
  (func (export "after_copy") (param i32) (result i32)
    (table.copy (i32.const 0) (i32.const 1) (i32.const 1))
    (call_indirect (type $f) (local.get 0)))
  (func (export "after_init") (param i32) (result i32)
    (table.init $more (i32.const 2) (i32.const 0) (i32.const 2))
    (i32.add (call_indirect (type $f) (local.get 0)) (call_indirect (type $f) (i32.const 3))))
  (func (export "init_too_long") (param i32) (result i32)
    (table.init $more (i32.const 2) (i32.const 1) (i32.const 2))
    (i32.const 0))
  (func (export "dropped") (param i32) (result i32)
    (elem.drop $more)
    (table.init $more (i32.const 0) (i32.const 0) (i32.const 0))
    (table.init $more (i32.const 0) (i32.const 0) (i32.const 1))
    (i32.const 0)))
