;; invoke: machine 10 => 0x1e:i32 0x9d24d07:i32 0x0:i32
;; invoke: machine 100 => 0x12c:i32 0xe61e486:i32 0x0:i32
(module
  ;; A state machine: br_table to a loop head and out of it, with locals that live in registers.
  (func (export "machine") (param $n i32) (result i32 i32 i32)
    (local $state i32) (local $a i32) (local $b i32)
    (block $out
      (loop $next
        (block $two (block $one (block $zero
          (br_table $zero $one $two $out (local.get $state)))
          (local.set $a (i32.add (local.get $a) (i32.const 3)))
          (local.set $state (i32.const 1))
          (br $next))
          (local.set $b (i32.add (i32.mul (local.get $b) (i32.const 7)) (local.get $a)))
          (local.set $state (i32.const 2))
          (br $next))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (local.set $state (select (i32.const 0) (i32.const 3) (local.get $n)))
        (br $next)))
    (local.get $a) (local.get $b) (local.get $n)))
