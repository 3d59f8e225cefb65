;; invoke: ints => 0x80000000:i32 0xedcba98765432110:i64
;; invoke: wrap => 0xffffffff:i64
;; invoke: big => 0x80000000:i64 0xffffffff00000000:i64
;; invoke: division => trap: integer overflow
;; invoke: at_merge 0 => 0x2:i32 0xffffffffffffffff:i64
;; invoke: at_merge 1 => 0x1:i32 0x1ffffffff:i64
;; invoke: identity 12345 => 0xffffcfc6:i32
;; invoke: multiply -3 => 0xffffffe8:i32 0x3:i32 0xffffffe5:i32 0xfffffffcfffffffd:i64
(module
  (func (export "ints") (result i32 i64)
    (i32.mul (i32.add (i32.const 2147483647) (i32.const 1)) (i32.const 3))
    (i64.sub (i64.const 0) (i64.const 0x123456789abcdef0)))
  (func (export "wrap") (result i64) (i64.extend_i32_u (i32.sub (i32.const 0) (i32.const 1))))
  (func (export "big") (result i64 i64) (local i64)
    (local.set 0 (i64.const 1))
    (i64.add (local.get 0) (i64.const 0x7fffffff)) (i64.and (i64.const -1) (i64.const 0xffffffff00000000)))
  (func (export "division") (result i32) (i32.div_s (i32.const -2147483648) (i32.const -1)))
  (func (export "at_merge") (param i32) (result i32 i64)
    (if (result i32 i64) (local.get 0)
      (then (i32.const 1) (i64.const 0x1ffffffff))
      (else (i32.const 2) (i64.const -1))))
  (func (export "identity") (param i32) (result i32)
    (i32.xor (i32.or (i32.add (i32.mul (local.get 0) (i32.const 1)) (i32.const 0)) (i32.const 0)) (i32.const -1)))
  (func (export "multiply") (param i32) (result i32 i32 i32 i64)
    (i32.mul (local.get 0) (i32.const 8)) (i32.mul (local.get 0) (i32.const -1)) (i32.mul (i32.const 9) (local.get 0))
    (i64.mul (i64.extend_i32_s (local.get 0)) (i64.const 0x100000001))))
