;; listing: --cpu=full
(module
  (table $t i64 4 funcref)
  (func $get (param i64) (result funcref) (table.get $t (local.get 0)))
  (func $set (param i64 funcref) (table.set $t (local.get 0) (local.get 1)))
  (func $size (result i64) (table.size $t))
  (func $call (param i64) (call_indirect $t (local.get 0))))
