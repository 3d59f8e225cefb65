;; invoke: all -1 1 => 0x99:i32
;; invoke: all 1 -1 => 0x66:i32
;; invoke: all 3 3 => 0x1f0:i32
;; invoke: with_constants -5 => 0x1:i32 0x0:i32 0x1:i32 0x0:i32
;; invoke: with_constants 0 => 0x0:i32 0x0:i32 0x0:i32 0x1:i32
;; invoke: eqz_chain 0 => 0x0:i32 0x1:i32
;; invoke: eqz_chain 9 => 0x1:i32 0x0:i32
;; invoke: i64 -1 4294967295 => 0x1:i32 0x0:i32 0x0:i32
;; invoke: as_value 7 8 => 0x10:i32
(module
  (func (export "all") (param i32 i32) (result i32) (local i32)
    (i32.or (i32.shl (i32.lt_s (local.get 0) (local.get 1)) (i32.const 0))
    (i32.or (i32.shl (i32.lt_u (local.get 0) (local.get 1)) (i32.const 1))
    (i32.or (i32.shl (i32.gt_s (local.get 0) (local.get 1)) (i32.const 2))
    (i32.or (i32.shl (i32.gt_u (local.get 0) (local.get 1)) (i32.const 3))
    (i32.or (i32.shl (i32.le_s (local.get 0) (local.get 1)) (i32.const 4))
    (i32.or (i32.shl (i32.le_u (local.get 0) (local.get 1)) (i32.const 5))
    (i32.or (i32.shl (i32.ge_s (local.get 0) (local.get 1)) (i32.const 6))
    (i32.or (i32.shl (i32.ge_u (local.get 0) (local.get 1)) (i32.const 7))
            (i32.shl (i32.eq (local.get 0) (local.get 1)) (i32.const 8)))))))))))
  (func (export "with_constants") (param i32) (result i32 i32 i32 i32)
    (i32.lt_s (local.get 0) (i32.const 0)) (i32.lt_s (i32.const 0) (local.get 0))
    (i32.gt_u (local.get 0) (i32.const 10)) (i32.ge_u (i32.const 10) (local.get 0)))
  (func (export "eqz_chain") (param i32) (result i32 i32)
    (i32.eqz (i32.eqz (local.get 0))) (i32.eqz (i32.eqz (i32.eqz (local.get 0)))))
  (func (export "i64") (param i64 i64) (result i32 i32 i32)
    (i64.lt_s (local.get 0) (local.get 1)) (i64.lt_u (local.get 0) (local.get 1))
    (i64.eqz (i64.sub (local.get 0) (local.get 1))))
  ;; A compare that stays on the stack while flags are overwritten.
  (func (export "as_value") (param i32 i32) (result i32)
    (i32.lt_s (local.get 0) (local.get 1))
    (i32.add (local.get 0) (local.get 1))
    (i32.eqz (i32.sub (local.get 0) (local.get 1)))
    (i32.add)
    (i32.add)))
