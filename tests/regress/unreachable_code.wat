;; invoke: after_br 1 => 0x9:i32
;; invoke: after_return 2 => 0x2:i32
;; invoke: after_unreachable => trap: unreachable
;; invoke: both_arms 0 => 0x14:i32
;; invoke: both_arms 1 => 0xa:i32
;; invoke: dead_loop => 0x0:i32
;; invoke: dead_table 1 => 0x3:i32
(module
  (func (export "after_br") (param i32) (result i32)
    (block $b (result i32)
      (i32.const 9) (br $b) (i32.add) (i32.const 1) (i32.mul)
      (block (result i32) (i32.const 4) (br_if $b (i32.const 1)))
      (drop)))
  (func (export "after_return") (param i32) (result i32)
    (return (local.get 0))
    (if (result i32) (i32.const 1) (then (i32.const 2)) (else (unreachable) (i64.eqz)))
    (loop (br 0)))
  (func (export "after_unreachable") (result i64)
    (unreachable) (select) (f64.neg) (drop) (i64.const 1))
  (func (export "both_arms") (param i32) (result i32)
    (if (local.get 0) (then (return (i32.const 10))) (else (return (i32.const 20))))
    (i32.const 30))
  (func (export "dead_loop") (result i32) (local i32)
    (block $b (br $b) (loop $l (local.set 0 (i32.const 5)) (br_if $l (local.get 0))))
    (local.get 0))
  (func (export "dead_table") (param i32) (result i32)
    (block $a (result i32)
      (block $b (result i32)
        (br $a (i32.const 3))
        (br_table $a $b (local.get 0))))))
