;; What the text format offers, as far as wat2wasm knows it too.
(module $everything
  (type $binary (func (param $a i32) (param i32) (result i32)))
  (import "host" "f\u{e9}\t\"" (func $imported (type $binary)))
  (import "host" "table" (table $it 1 0x1_0 externref))
  (global $ig (import "host" "global") i64)
  (func $inline_import (export "one") (export "two") (import "host" "g") (param $x i32) (param i64) (result f32 f64))
  (import "host" "memory" (memory $im 1 2 shared))
  (import "host" "tag" (tag $itag (param i32)))

  (export "t" (table $t)) (export "m" (memory $m)) (export "g" (global $g)) (export "e" (tag $e))
  (start $start)

  (memory $m 1)
  (memory $big i64 1 0x1_0000)
  (memory $filled (data "abc" "\00\7f\n"))
  (table $t 8 funcref)
  (table $filled_table funcref (elem $start $imported))
  (global $g (mut i64) (i64.add (i64.const -1) (i64.const 0xffff_ffff_ffff_ffff)))
  (global $ref funcref (ref.func $start))
  (tag $e (param i32 f32))

  (elem $passive func $start $start)
  (elem $declared declare func $numbers)
  (elem (table $t) (offset (i32.const 2)) func $start)
  (elem (i32.const 3) $start 0)
  (elem $expressions funcref (ref.func $start) (item ref.null func))
  (data $bytes "\ff" "\u{1f600}")
  (data (memory $m) (offset i32.const 5) "x")
  (data (i32.const 5) "y")

  (func $start (local i32 i32) (local $v v128) (local f32)
    (block $out
      (loop $again
        (br_if $again (i32.eqz (local.get 0)))
        (br_table $again $out 0 (i32.const 1)))
      (if (local.get 1) (then (br $out)) (else (nop))))
    i32.const 1
    if $named (result i32)
      i32.const 2
    else $named
      i32.const 3
    end $named
    drop
    (local.set $v (v128.const i32x4 1 -2 0x80000000 4))
    (local.set $v (i8x16.shuffle 0 1 2 3 4 5 6 7 24 25 26 27 28 29 30 31 (local.get $v) (local.get $v)))
    (v128.store8_lane offset=1 align=1 15 (i32.const 0) (local.get $v))
    (v128.store offset=16 (i32.const 0) (v128.const f64x2 nan:0x4 -inf))
    (drop (i16x8.extract_lane_s 7 (local.get $v)))
    (drop (i32.atomic.rmw8.add_u (i32.const 0) (i32.const 1)))
    (drop (i64.load32_u $big offset=0x1_0000 align=2 (i64.const 0)))
    (memory.copy $m $im (i32.const 0) (i32.const 0) (i32.const 0))
    (memory.init $m $bytes (i32.const 0) (i32.const 0) (i32.const 0))
    (data.drop $bytes)
    (table.init $t $passive (i32.const 0) (i32.const 0) (i32.const 0))
    (table.copy (i32.const 0) (i32.const 0) (i32.const 0))
    (drop (table.grow $t (ref.null func) (i32.const 1)))
    (drop (call_indirect $t (type $binary) (i32.const 1) (i32.const 2) (i32.const 0)))
    (drop (call_indirect (param i64) (result i64) (i64.const 1) (i32.const 0)))
    (drop (select (result i32) (i32.const 1) (i32.const 2) (i32.const 3)))
    (drop (memory.grow $filled (memory.size $filled)))
    (block (result i32 f32) (try $try (do (nop)) (catch $e (br 1)) (catch_all (rethrow $try))) (unreachable))
    drop
    (throw $itag)
    (try (do (call $start)) (delegate 0))
    (return_call $start))

  (func $numbers (result f32 f64 i32 i64)
    (f32.const 0x1.fffffep+127) (f64.const 1_000.5e-3) (i32.const -0x8000_0000) (i64.const 18446744073709551615)
    return)
  (func $floats (result f32 f32 f64 f64)
    f32.const -0 f32.const +nan:0x20_0000 f64.const 4.9406564584124654e-324 f64.const 0x0.8p1))
