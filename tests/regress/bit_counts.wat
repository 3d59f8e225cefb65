;; invoke: all32 0 => 0x20:i32 0x20:i32 0x0:i32
;; invoke: all32 1 => 0x1f:i32 0x0:i32 0x1:i32
;; invoke: all32 -1 => 0x0:i32 0x0:i32 0x20:i32
;; invoke: all32 65536 => 0xf:i32 0x10:i32 0x1:i32
;; invoke: all64 0 => 0x40:i64 0x40:i64 0x0:i64
;; invoke: all64 -9223372036854775808 => 0x0:i64 0x3f:i64 0x1:i64
;; invoke: all64 4294967296 => 0x1f:i64 0x20:i64 0x1:i64
;; invoke: all64 -1 => 0x0:i64 0x0:i64 0x40:i64
(module
  (func (export "all32") (param i32) (result i32 i32 i32)
    (i32.clz (local.get 0)) (i32.ctz (local.get 0)) (i32.popcnt (local.get 0)))
  (func (export "all64") (param i64) (result i64 i64 i64)
    (i64.clz (local.get 0)) (i64.ctz (local.get 0)) (i64.popcnt (local.get 0))))
