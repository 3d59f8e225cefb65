;; invoke: forever 1 => trap: call stack exhausted
;; invoke: large_forever 1 => trap: call stack exhausted
;; invoke: mutual 1 => trap: call stack exhausted
;; invoke: depth 10000 => 0x2710:i32
;; invoke: fib 20 => 0x1a6d:i32
(module
  (func $forever (export "forever") (param i32) (result i32)
    (i32.add (i32.const 1) (call $forever (i32.add (local.get 0) (i32.const 1)))))
  (func $large_forever (export "large_forever") (param i64) (result i64)
    (local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (local.set 20 (i64.add (local.get 0) (i64.const 1)))
    (i64.add (local.get 20) (call $large_forever (local.get 20))))
  (func $mutual (export "mutual") (param i32) (result i32)
    (i32.add (call $mutual2 (f64.const 1) (local.get 0)) (i32.const 1)))
  (func $mutual2 (param f64 i32) (result i32) (i32.add (call $mutual (local.get 1)) (i32.const 2)))
  (func $depth (export "depth") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $depth (i32.sub (local.get 0) (i32.const 1)))))
      (else (i32.const 0))))
  (func $fib (export "fib") (param i32) (result i32)
    (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
      (then (local.get 0))
      (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1)))
                     (call $fib (i32.sub (local.get 0) (i32.const 2))))))))
