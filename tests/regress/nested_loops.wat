;; invoke: matrix 6 => 0xf4ce2efc:i32 0x715cf83c:i32
;; invoke: breaks 10 => 0x34:i32 0x1:i32
;; invoke: continue_outer 8 => 0x14:i32
(module
  (memory 1)
  (func (export "matrix") (param $n i32) (result i32 i32)
    (local $i i32) (local $j i32) (local $k i32) (local $sum i32)
    (loop $li
      (local.set $j (i32.const 0))
      (loop $lj
        (local.set $k (i32.const 0))
        (loop $lk
          (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 3))
            (i32.xor (local.get $i) (i32.add (local.get $j) (local.get $k)))))
          (i32.store (i32.shl (local.get $k) (i32.const 2)) (local.get $sum))
          (br_if $lk (i32.lt_s (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $n))))
        (br_if $lj (i32.lt_s (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $n))))
      (br_if $li (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum) (i32.load (i32.const 8)))
  (func (export "breaks") (param $n i32) (result i32 i32)
    (local $i i32) (local $count i32)
    (block $done
      (loop $outer
        (block $inner_done
          (loop $inner
            (br_if $inner_done (i32.ge_u (i32.mul (local.get $i) (local.get $i)) (local.get $n)))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $done (i32.gt_u (local.get $count) (i32.const 50)))
            (br $inner)))
        (local.set $count (i32.add (local.get $count) (local.get $i)))
        (local.set $i (i32.const 0))
        (br $outer)))
    (local.get $count) (local.get $i))
  (func (export "continue_outer") (param $n i32) (result i32)
    (local $sum i32) (local $i i32)
    (loop $outer (result i32)
      (local.set $i (i32.const 0))
      (loop $inner
        (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
        (local.set $i (i32.add (local.get $i) (i32.const 2)))
        (br_if $inner (i32.lt_s (local.get $i) (local.get $n))))
      (br_if $outer (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0)))
      (local.get $sum))))
