;; listing: --cpu=full
;; listing: --cpu=full --bounds=explicit
(module
  (memory 1 1 shared)
  (func $load (param i32) (result i32) (i32.atomic.load offset=4 (local.get 0)))
  (func $load_narrow (param i32) (result i64) (i64.atomic.load8_u (local.get 0)))
  (func $store (param i32 i64) (i64.atomic.store (local.get 0) (local.get 1)))
  (func $add (param i32 i32) (result i32) (i32.atomic.rmw.add (local.get 0) (local.get 1)))
  (func $subtract (param i32 i64) (result i64) (i64.atomic.rmw.sub (local.get 0) (local.get 1)))
  (func $and (param i32 i32) (result i32) (i32.atomic.rmw.and (local.get 0) (local.get 1)))
  (func $or_narrow (param i32 i32) (result i32) (i32.atomic.rmw16.or_u (local.get 0) (local.get 1)))
  (func $exchange (param i32 i32) (result i32) (i32.atomic.rmw.xchg (local.get 0) (local.get 1)))
  (func $compare_exchange (param i32 i64 i64) (result i64)
    (i64.atomic.rmw.cmpxchg (local.get 0) (local.get 1) (local.get 2)))
  (func $wait (param i32 i32 i64) (result i32)
    (memory.atomic.wait32 (local.get 0) (local.get 1) (local.get 2)))
  (func $notify (param i32) (result i32) (memory.atomic.notify (local.get 0) (i32.const 1)))
  (func $fence (atomic.fence)))
