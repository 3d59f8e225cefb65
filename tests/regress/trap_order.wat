;; invoke: store_then_trap 0 => 0x1:i32
;; invoke: store_then_trap 1 => trap: unreachable
;; invoke: dropped_load => trap: out of bounds memory access
;; invoke: dropped_division 0 => trap: integer divide by zero
;; invoke: trap_before_store => trap: integer divide by zero
;; invoke: unused_trunc => trap: invalid conversion to integer
(module
  (memory 1)
  (func (export "store_then_trap") (param i32) (result i32)
    (i32.store (i32.const 0) (i32.const 1))
    (if (local.get 0) (then (unreachable)))
    (i32.load (i32.const 0)))
  ;; A result nobody uses does not remove the trap.
  (func (export "dropped_load") (drop (i32.load (i32.const 65536))))
  (func (export "dropped_division") (param i32) (drop (i32.div_u (i32.const 1) (local.get 0))))
  (func (export "trap_before_store")
    (i32.store (i32.const 70000) (i32.rem_s (i32.const 1) (i32.const 0))))
  (func (export "unused_trunc") (result i32)
    (drop (i32.trunc_f32_s (f32.const nan)))
    (i32.const 1)))
