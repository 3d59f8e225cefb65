;; invoke: get => 0x2a:i32
(module
  (memory 1)
  (global $g (mut i32) (i32.const 1))
  (func $start (global.set $g (i32.add (global.get $g) (i32.load8_u (i32.const 3)))))
  (data (i32.const 3) "\29")
  (start $start)
  (func (export "get") (result i32) (global.get $g)))
