;; listing: --cpu=full
(module
  (global $imported (import "m" "g") (mut i32))
  (global $own (mut i64) (i64.const 1))
  (global $constant f64 (f64.const 2.5))
  (func $set_locals (param i32) (result i32) (local i32 i64)
    (local.set 1 (i32.add (local.get 0) (i32.const 1))) (local.tee 0 (local.get 1)))
  (func $swap (param i32 i32) (result i32 i32) (local.get 1) (local.get 0))
  (func $zero (result i32 f64) (local i32 f64) (local.get 0) (local.get 1))
  (func $get (result i32 i64 f64) (global.get $imported) (global.get $own) (global.get $constant))
  (func $set (param i32 i64) (global.set $imported (local.get 0)) (global.set $own (local.get 1)))
  (func $increment (global.set $own (i64.add (global.get $own) (i64.const 1)))))
