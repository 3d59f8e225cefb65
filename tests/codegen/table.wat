;; listing: --cpu=full
(module
  (table $fixed 4 4 funcref) (table $growing 4 externref)
  (func $get (param i32) (result funcref) (table.get $fixed (local.get 0)))
  (func $set (param i32 externref) (table.set $growing (local.get 0) (local.get 1)))
  (func $size (result i32 i32) (table.size $fixed) (table.size $growing))
  (func $grow (param i32) (result i32) (table.grow $growing (ref.null extern) (local.get 0))))
