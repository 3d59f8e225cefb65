;; listing: --cpu=full
;; listing: --cpu=full --bounds=explicit
(module
  (memory 1) (memory $other 1)
  (func $load (param i32) (result i32) (i32.load $other offset=8 (local.get 0)))
  (func $store (param i32 i64) (i64.store $other (local.get 0) (local.get 1)))
  (func $copy (param i32 i32 i32) (memory.copy 0 $other (local.get 0) (local.get 1) (local.get 2)))
  (func $size (result i32) (memory.size $other)))
