;; A module with every section, small enough to damage each byte in each way.
(module
  (type $binary (func (param i32 i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 1 2)
  (table 3 funcref)
  (global $count (mut i32) (i32.const 0))
  (global $base i64 (i64.const 0x100))
  (elem (i32.const 0) $add $mul)
  (elem $passive func $add)
  (data (i32.const 8) "wali")
  (data $more "\01\02")
  (func $add (type $binary) (i32.add (local.get 0) (local.get 1)))
  (func $mul (type $binary) (i32.mul (local.get 0) (local.get 1)))
  (func $init (global.set $count (i32.load8_u (i32.const 9))))
  (start $init)
  (func (export "run") (param i32) (result f64)
    (local $sum f64)
    (block $out
      (loop $next
        (br_if $out (i32.le_s (local.get 0) (i32.const 0)))
        (local.set $sum
          (f64.add (local.get $sum)
            (f64.convert_i32_s
              (call_indirect (type $binary) (local.get 0) (global.get $count)
                (i32.and (local.get 0) (i32.const 1))))))
        (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
        (br $next)))
    (call $log (i32.wrap_i64 (global.get $base)))
    (memory.init $more (i32.const 0) (i32.const 0) (i32.const 2))
    (if (i32.load16_u (i32.const 0)) (then (memory.fill (i32.const 16) (i32.const 7) (i32.const 9))))
    (block $a (block $b (br_table $a $b $a (local.get 0))))
    (local.get $sum)))
