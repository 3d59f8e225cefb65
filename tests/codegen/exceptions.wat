;; listing: --cpu=full
(module
  (tag $number (param i32))
  (tag $pair (param i64 f64))
  (func $may_throw (param i32) (result i32)
    (if (local.get 0) (then (throw $number (local.get 0)))) (i32.const 1))
  (func $throw_two (throw $pair (i64.const 1) (f64.const 2)))
  ;; The same instructions up to the return, with a handler around the call and without.
  (func $without_handler (param i32) (result i32) (call $may_throw (local.get 0)))
  (func $with_handler (param i32) (result i32)
    (block $caught (result i32)
      (try_table (result i32) (catch $number $caught) (call $may_throw (local.get 0)))))
  (func $nothing_throws (param i32) (result i32)
    (block $caught
      (return (try_table (result i32) (catch_all $caught) (i32.add (local.get 0) (i32.const 1)))))
    (i32.const 2))
  (func $catch_all (param i32) (result i32)
    (block $caught (drop (try_table (result i32) (catch_all $caught) (call $may_throw (local.get 0)))))
    (i32.const 2))
  (func $with_reference (param i32) (result i32)
    (block $caught (result i32 exnref)
      (return (try_table (result i32) (catch_ref $number $caught) (call $may_throw (local.get 0)))))
    (throw_ref)))
