;; invoke: keep 0 => 0x7:i32
;; invoke: keep 1 => 0x6:i32
;; invoke: nested 0 => 0x3e2:i32
;; invoke: nested 1 => 0x1:i32
;; invoke: nested 2 => 0x3e7:i32
;; invoke: tee_before 4 => 0x4:i32 0x5:i32
;; invoke: float_result 0 => 0x405b800000000000:f64
;; invoke: float_result 1 => 0x4059a00000000000:f64
(module
  (func (export "keep") (param i32) (result i32)
    (block $b (result i32)
      (i32.add (br_if $b (i32.const 6) (local.get 0)) (i32.const 1))))
  (func (export "nested") (param i32) (result i32)
    (block $a (result i32)
      (i32.const 1000)
      (block $b (result i32)
        (i32.const 5)
        (br_if $a (i32.const 1) (i32.eq (local.get 0) (i32.const 1)))
        (br_if $b (i32.eq (local.get 0) (i32.const 2)))
        (i32.add))
      (i32.sub)))
  ;; The branch carries a local's old value while the local changes.
  (func (export "tee_before") (param i32) (result i32 i32)
    (block $b (result i32 i32)
      (local.get 0)
      (local.tee 0 (i32.add (local.get 0) (i32.const 1)))
      (br_if $b (local.get 0))
      (drop)
      (i32.const -1)))
  (func (export "float_result") (param i32) (result f64)
    (f64.add (f64.const 100)
      (block $b (result f64)
        (f64.mul (br_if $b (f64.const 2.5) (local.get 0)) (f64.const 4))))))
