;; listing: --cpu=full
(module
  (memory i64 1)
  (func $load (param i64) (result i32) (i32.load (local.get 0)))
  (func $load_at_offset (param i64) (result i64) (i64.load offset=24 (local.get 0)))
  (func $load_at_large_offset (param i64) (result i32) (i32.load8_u offset=0x100000000 (local.get 0)))
  (func $load_at_constant (result i64) (i64.load (i64.const 1024)))
  (func $store (param i64 f64) (f64.store offset=8 (local.get 0) (local.get 1)))
  (func $grow (param i64) (result i64) (memory.grow (local.get 0))))
