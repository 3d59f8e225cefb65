;; Modules that number equal types differently agree on them, groups of types included.
(module $exporter
  (rec (type $a (func (param (ref null $b)) (result i32))) (type $b (func (param (ref null $a)))))
  (func $f (type $a) (i32.const 42))
  (func $other (param i64))
  (elem declare func $f)
  (table (export "table") 1 (ref null $a))
  (global (export "constant") (ref $a) (ref.func $f))
  (global (export "variable") (mut (ref null $a)) (ref.func $f))
)
(register "exporter" $exporter)

(module
  (type (func))
  (type (func (param i64)))
  (rec (type $a (func (param (ref null $b)) (result i32))) (type $b (func (param (ref null $a)))))
  (import "exporter" "table" (table 1 (ref null $a)))
  (import "exporter" "constant" (global (ref $a)))
  (import "exporter" "constant" (global (ref null $a)))
  (import "exporter" "constant" (global funcref))
  (import "exporter" "variable" (global (mut (ref null $a))))
)

(assert_unlinkable
  (module
    (type $a (func (param (ref null $a)) (result i32)))
    (import "exporter" "table" (table 1 (ref null $a))))
  "incompatible import type")
(assert_unlinkable
  (module
    (rec (type $a (func (param (ref null $b)) (result i32))) (type $b (func (param (ref null $a)))))
    (import "exporter" "constant" (global (ref $b))))
  "incompatible import type")
(assert_unlinkable
  (module (import "exporter" "variable" (global (mut funcref))))
  "incompatible import type")
(assert_unlinkable
  (module (import "exporter" "table" (table 1 funcref)))
  "incompatible import type")
