;; invoke: i32_8 0x185 => 0x85:i32
;; invoke: i32_16 0x108385 => 0x8385:i32
;; invoke: i64_8 0x7700000000000085 => 0x85:i64
;; invoke: i64_16 0x7700000000008385 => 0x8385:i64
;; invoke: i64_32 0x770000007f818385 => 0x7f818385:i64
;; invoke: i64_32 0x770000007f818384 => 0x7f818385:i64
;; invoke: after 0x770000007f818385 => 0x100feff55667788:i64
(module
  (memory 1)
  (data (i32.const 0) "\85\83\81\7f\ff\fe\00\01")
  (func (export "i32_8") (param i32) (result i32)
    (i32.atomic.rmw8.cmpxchg_u (i32.const 0) (local.get 0) (i32.const -1)))
  (func (export "i32_16") (param i32) (result i32)
    (i32.atomic.rmw16.cmpxchg_u (i32.const 0) (local.get 0) (i32.const -1)))
  (func (export "i64_8") (param i64) (result i64)
    (i64.atomic.rmw8.cmpxchg_u (i32.const 0) (local.get 0) (i64.const -1)))
  (func (export "i64_16") (param i64) (result i64)
    (i64.atomic.rmw16.cmpxchg_u (i32.const 0) (local.get 0) (i64.const -1)))
  (func (export "i64_32") (param i64) (result i64)
    (i64.atomic.rmw32.cmpxchg_u (i32.const 0) (local.get 0) (i64.const -1)))
  (func (export "after") (param i64) (result i64)
    (drop (i64.atomic.rmw32.cmpxchg_u (i32.const 0) (local.get 0) (i64.const 0x1122334455667788)))
    (i64.load (i32.const 0))))
