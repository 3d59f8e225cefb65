;; invoke: pick 0 => 0x4a6:i32
;; invoke: pick 1 => 0x44f:i32
;; invoke: pick 2 => 0x3eb:i32
;; invoke: pick 3 => 0x44f:i32
;; invoke: pick -1 => 0x44f:i32
;; invoke: same 0 => 0x9:i64
;; invoke: same 9 => 0x9:i64
;; invoke: many 0 => 0x6f:i32
;; invoke: many 5 => 0x6e:i32
;; invoke: many 11 => 0x6f:i32
;; invoke: many 12 => 0x0:i32
(module
  (func (export "pick") (param i32) (result i32)
    (i32.add (i32.const 1000)
      (block $a (result i32)
        (i32.add (i32.const 100)
          (block $b (result i32)
            (i32.const 77)
            (i32.add (i32.const 10)
              (block $c (result i32)
                (i32.const 5) (i32.const 6) (i32.const 3)
                (br_table $c $b $a $b (local.get 0))))
            (i32.add))))))
  (func (export "same") (param i32) (result i64)
    (block $a (result i64)
      (i64.const 9)
      (br_table $a $a $a (local.get 0))))
  (func (export "many") (param i32) (result i32)
    (local i32)
    (block $d (block $c (block $b (block $a
      (br_table $a $b $c $d $a $b $c $d $d $c $b $a $d (local.get 0)))
      (local.set 1 (i32.add (local.get 1) (i32.const 1))))
      (local.set 1 (i32.add (local.get 1) (i32.const 10))))
      (local.set 1 (i32.add (local.get 1) (i32.const 100))))
    (local.get 1)))
