;; listing: --cpu=full
(module
  (memory 1) (table $t 4 funcref) (data $d "bytes") (elem $e func $copy)
  (func $copy (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
  (func $fill (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
  (func $fill_constant (param i32) (memory.fill (local.get 0) (i32.const 0) (i32.const 16)))
  (func $init (param i32) (memory.init $d (local.get 0) (i32.const 0) (i32.const 5)))
  (func $drop (data.drop $d) (elem.drop $e))
  (func $table_copy (param i32 i32 i32) (table.copy (local.get 0) (local.get 1) (local.get 2)))
  (func $table_fill (param i32 i32) (table.fill $t (local.get 0) (ref.null func) (local.get 1)))
  (func $table_init (param i32) (table.init $t $e (local.get 0) (i32.const 0) (i32.const 1))))
