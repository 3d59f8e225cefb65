;; listing: --cpu=full
(module
  (type $binary (func (param i32 i32) (result i32)))
  (import "m" "imported" (func $imported (type $binary)))
  (table 4 4 funcref)
  (func $direct (type $binary) (return_call $direct (local.get 1) (local.get 0)))
  (func $of_import (type $binary) (return_call $imported (local.get 1) (local.get 0)))
  (func $indirect (param i32) (result i32)
    (return_call_indirect (type $binary) (i32.const 1) (i32.const 2) (local.get 0)))
  (func $few (param i64) (result i64)
    (return_call $many (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6)
      (i64.const 7) (local.get 0) (i64.const 9)))
  (func $many (param i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)
    (return_call $few (i64.sub (local.get 8) (local.get 7)))))
