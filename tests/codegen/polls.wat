;; listing: --cpu=full
;; listing: --cpu=full --sigpoll=loop
;; listing: --cpu=full --sigpoll=func
;; listing: --cpu=full --sigpoll=all
(module
  (func $count (param i32) (result i32)
    (local i32)
    (loop $again
      (local.set 1 (i32.add (local.get 1) (i32.const 3)))
      (br_if $again (i32.lt_u (local.get 1) (local.get 0))))
    (local.get 1)))
