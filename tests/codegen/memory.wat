;; listing: --cpu=full
;; listing: --cpu=full --bounds=explicit
(module
  (memory 1 100)
  (func $load (param i32) (result i32) (i32.load (local.get 0)))
  (func $load_at_offset (param i32) (result i64) (i64.load offset=24 (local.get 0)))
  (func $load_at_large_offset (param i32) (result i64) (i64.load offset=0x90000000 (local.get 0)))
  (func $load_at_constant (result f64) (f64.load offset=8 (i32.const 1024)))
  (func $load_narrow (param i32) (result i32 i64) (i32.load8_s (local.get 0)) (i64.load16_u (local.get 0)))
  (func $load_sum (param i32 i32) (result i32) (i32.load offset=4 (i32.add (local.get 0) (i32.const 12))))
  (func $store (param i32 i32) (i32.store offset=16 (local.get 0) (local.get 1)))
  (func $store_constant (param i32) (i64.store (local.get 0) (i64.const 7)))
  (func $store_narrow (param i32 i64) (i64.store8 (local.get 0) (local.get 1)))
  (func $store_float (param i32 f32) (f32.store (local.get 0) (local.get 1)))
  (func $add_from_memory (param i32 i32) (result i32) (i32.add (local.get 1) (i32.load (local.get 0))))
  (func $load_vector (param i32) (result v128) (v128.load offset=32 (local.get 0)))
  (func $store_vector (param i32 v128) (v128.store (local.get 0) (local.get 1)))
  (func $size (result i32) (memory.size))
  (func $grow (param i32) (result i32) (memory.grow (local.get 0))))
