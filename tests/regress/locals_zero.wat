;; invoke: fresh => 0x0:i32 0x0:i64 0x0:f32 0x0:f64
;; invoke: one_arm 0 => 0x0:i32 0x0:i64
;; invoke: one_arm 1 => 0x5:i32 0x6:i64
;; invoke: after_garbage => 0x0:i32 0x0:i64 0x0:f32 0x0:f64
;; invoke: in_loop 3 => 0x2b:i32
(module
  (func $garbage (result i32)
    (local i32 i64 f32 f64 i32 i64 f32 f64)
    (local.set 0 (i32.const -1)) (local.set 1 (i64.const -1)) (local.set 2 (f32.const -1)) (local.set 3 (f64.const -1))
    (local.set 4 (i32.const -1)) (local.set 5 (i64.const -1)) (local.set 6 (f32.const -1)) (local.set 7 (f64.const -1))
    (i32.add (local.get 0) (local.get 4)))
  (func $fresh (export "fresh") (result i32 i64 f32 f64) (local i32 i64 f32 f64)
    (local.get 0) (local.get 1) (local.get 2) (local.get 3))
  ;; Written in one arm only: the other arm must still see zero.
  (func (export "one_arm") (param i32) (result i32 i64) (local i32 i64)
    (if (local.get 0) (then (local.set 1 (i32.const 5)) (local.set 2 (i64.const 6))))
    (local.get 1) (local.get 2))
  (func (export "after_garbage") (result i32 i64 f32 f64)
    (drop (call $garbage)) (drop (call $garbage)) (call $fresh))
  ;; The first access in body order is a set that the first iteration skips.
  (func (export "in_loop") (param i32) (result i32) (local i32 i32)
    (block $out
      (loop $l
        (if (i32.eq (local.get 0) (i32.const 1)) (then (local.set 1 (i32.const 40))))
        (local.set 2 (i32.add (local.get 2) (i32.add (local.get 1) (i32.const 1))))
        (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
        (br_if $l (local.get 0))))
    (local.get 2)))
