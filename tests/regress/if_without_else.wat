;; invoke: plain 0 => 0x0:i32
;; invoke: plain 3 => 0x1e:i32
;; invoke: passes 0 8 => 0x8:i32
;; invoke: passes 1 8 => 0x6c:i32
;; invoke: leaves 0 => 0x2:i32
;; invoke: leaves 1 => 0x32:i32
;; invoke: constant => 0x2:i32
(module
  (func (export "plain") (param i32) (result i32)
    (if (local.get 0) (then (local.set 0 (i32.mul (local.get 0) (i32.const 10)))))
    (local.get 0))
  (func (export "passes") (param i32 i32) (result i32)
    (local.get 1)
    (if (param i32) (result i32) (local.get 0) (then (i32.add (i32.const 100)))))
  (func (export "leaves") (param i32) (result i32)
    (block $b (result i32)
      (i32.const 1)
      (if (local.get 0) (then (br $b (i32.const 50))))
      (i32.add (i32.const 1))))
  (func (export "constant") (result i32) (local i32)
    (if (i32.const 0) (then (local.set 0 (i32.const 1))))
    (if (i32.const 1) (then (local.set 0 (i32.add (local.get 0) (i32.const 2)))))
    (local.get 0)))
