;; invoke: narrow 1048575 => 0x9a9a:i32
;; invoke: narrow 1048576 => 0x9a95:i32
;; invoke: narrow -4097 => 0xa6a6:i32
;; invoke: narrow -4096 => 0xa656:i32
;; invoke: narrow -4098 => 0xa6a6:i32
;; invoke: narrow 2147483647 => 0x9a95:i32
;; invoke: narrow -2147483648 => 0xa6a6:i32
;; invoke: narrow -1 => 0x5656:i32
;; invoke: narrow -2 => 0xa656:i32
;; invoke: narrow 0 => 0x9a9a:i32
;; invoke: wide 1048575 => 0xa9a:i32
;; invoke: wide 1048576 => 0xa95:i32
;; invoke: wide -4097 => 0x6a6:i32
;; invoke: wide -4096 => 0x656:i32
;; invoke: wide 9223372036854775807 => 0xa95:i32
;; invoke: wide -9223372036854775808 => 0x6a6:i32
;; invoke: wide -1 => 0x656:i32
;; Constants that some processors compare with only by their neighbour.
(module
  (func (export "narrow") (param i32) (result i32) (local i32)
    (local.set 1 (i32.or (i32.shl (i32.gt_s (local.get 0) (i32.const 1048575)) (i32.const 0)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_s (local.get 0) (i32.const 1048575)) (i32.const 1)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_u (local.get 0) (i32.const 1048575)) (i32.const 2)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_u (local.get 0) (i32.const 1048575)) (i32.const 3)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_s (local.get 0) (i32.const -4097)) (i32.const 4)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_s (local.get 0) (i32.const -4097)) (i32.const 5)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_u (local.get 0) (i32.const -4097)) (i32.const 6)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_u (local.get 0) (i32.const -4097)) (i32.const 7)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_s (local.get 0) (i32.const 2147483647)) (i32.const 8)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_s (local.get 0) (i32.const 2147483647)) (i32.const 9)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_u (local.get 0) (i32.const 2147483647)) (i32.const 10)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_u (local.get 0) (i32.const 2147483647)) (i32.const 11)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_s (local.get 0) (i32.const -2)) (i32.const 12)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_s (local.get 0) (i32.const -2)) (i32.const 13)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.gt_u (local.get 0) (i32.const -2)) (i32.const 14)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i32.le_u (local.get 0) (i32.const -2)) (i32.const 15)) (local.get 1)))
    (local.get 1))
  (func (export "wide") (param i64) (result i32) (local i32)
    (local.set 1 (i32.or (i32.shl (i64.gt_s (local.get 0) (i64.const 1048575)) (i32.const 0)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.le_s (local.get 0) (i64.const 1048575)) (i32.const 1)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.gt_u (local.get 0) (i64.const 1048575)) (i32.const 2)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.le_u (local.get 0) (i64.const 1048575)) (i32.const 3)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.gt_s (local.get 0) (i64.const -4097)) (i32.const 4)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.le_s (local.get 0) (i64.const -4097)) (i32.const 5)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.gt_u (local.get 0) (i64.const -4097)) (i32.const 6)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.le_u (local.get 0) (i64.const -4097)) (i32.const 7)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.gt_s (local.get 0) (i64.const 9223372036854775807)) (i32.const 8)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.le_s (local.get 0) (i64.const 9223372036854775807)) (i32.const 9)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.gt_u (local.get 0) (i64.const 9223372036854775807)) (i32.const 10)) (local.get 1)))
    (local.set 1 (i32.or (i32.shl (i64.le_u (local.get 0) (i64.const 9223372036854775807)) (i32.const 11)) (local.get 1)))
    (local.get 1)))
