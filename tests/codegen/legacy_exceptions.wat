;; listing: --cpu=full
(module
  (tag $number (param i32))
  (func $throw (throw $number (i32.const 7)))
  (func $nothing_throws (param i32) (result i32)
    (try (result i32) (do (i32.add (local.get 0) (i32.const 1))) (catch_all (i32.const 2))))
  (func $catch (result i32)
    (try (result i32) (do (call $throw) (i32.const 0)) (catch $number) (catch_all (i32.const -1))))
  (func $rethrow
    (try $outer (do (call $throw)) (catch_all (rethrow $outer))))
  (func $delegate
    (try $outer (do (try (do (call $throw)) (delegate $outer))) (catch_all))))
