;; invoke: kinds => 0xffffffff:i32 0x1122334455667788:i64 0x3fa00000:f32 0xbfe0000000000000:f64 0x2a:i32
;; invoke: count 5 => 0x4:i32
;; invoke: across_call => 0xffffffff:i32 0x0:i32
;; invoke: set_between => 0x1d:i32
(module
  (global $i (mut i32) (i32.const -1))
  (global $l (mut i64) (i64.const 0x1122334455667788))
  (global $f (mut f32) (f32.const 1.25))
  (global $d (mut f64) (f64.const -0.5))
  (global $c i32 (i32.const 42))
  (func (export "kinds") (result i32 i64 f32 f64 i32)
    (global.get $i) (global.get $l) (global.get $f) (global.get $d) (global.get $c))
  (func $bump (global.set $i (i32.add (global.get $i) (i32.const 1))))
  (func (export "count") (param i32) (result i32)
    (loop $l (call $bump) (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (global.get $i))
  ;; The first read must not see the call's write.
  (func (export "across_call") (result i32 i32) (global.get $i) (call $bump) (global.get $i))
  (func (export "set_between") (result i32)
    (global.get $i) (global.set $i (i32.const 10)) (global.get $i) (global.set $i (i32.const 20))
    (global.get $i) (i32.add) (i32.add)))
