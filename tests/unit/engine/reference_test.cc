#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

TEST_CASE("references: call_ref calls a function of any instance and traps on null") {
  auto store = new_store();
  Instance& owner = instantiate(*store, R"((module
    (type $f (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
    (global $mine i32 (i32.const 1000))
    (func $sum (export "sum") (type $f)
      (i32.add (global.get $mine) (i32.sub (local.get 8) (local.get 0))))
    (global (export "ref") (ref $f) (ref.func $sum))))");
  Linker linker;
  linker.define_instance("owner", owner);
  Instance& user = instantiate(*store,
                               R"((module
    (type $f (func (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32)))
    (import "owner" "ref" (global $ref (ref null $f)))
    (table $t 1 (ref null $f))
    (func $own (type $f) (i32.mul (local.get 8) (local.get 0)))
    (elem declare func $own)
    (func $call (param (ref null $f)) (result i32)
      (call_ref $f (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
        (i32.const 0) (i32.const 0) (i32.const 7) (local.get 0)))
    (func $tail (param (ref null $f)) (result i32)
      (return_call_ref $f (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)
        (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 7) (local.get 0)))
    (func (export "foreign") (result i32) (i32.add (call $call (global.get $ref)) (call $tail (global.get $ref))))
    (func (export "own") (result i32)
      (table.set $t (i32.const 0) (ref.func $own))
      (i32.add (call $call (table.get $t (i32.const 0))) (call $tail (ref.func $own))))
    (func (export "null") (result i32) (call $call (ref.null $f)))
    (func (export "null_tail") (result i32) (call $tail (ref.null nofunc)))))",
                               linker);
  CHECK(call_i32(user, "foreign") == 2 * 1004);
  CHECK(call_i32(user, "own") == 2 * 21);
  CHECK(trap_of(user, "null").reason == jit::TrapReason::NullFunctionReference);
  CHECK(trap_of(user, "null_tail").reason == jit::TrapReason::NullFunctionReference);
  CHECK(failure_of(*store,
                   R"((module (type $g (func)) (import "owner" "ref" (global (ref null $g)))))",
                   linker)
            .starts_with("incompatible import type"));
}

TEST_CASE("references: branches on null keep what lies below the reference") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (type $f (func (result i32)))
    (table $t 2 (ref null $f))
    (func $five (type $f) (i32.const 5))
    (elem (i32.const 1) (ref null $f) (ref.func $five))
    (func (export "on_null") (param i32) (result i32)
      (block $null (result i32)
        (i32.const 40)
        (i32.add (call_ref $f (br_on_null $null (table.get $t (local.get 0)))))))
    (func (export "on_non_null") (param i32) (result i32) (local $kept (ref null $f))
      (local.set $kept (table.get $t (local.get 0)))
      (i32.const 3)
      (block $other (param i32) (result i32 (ref $f))
        (br_on_non_null $other (local.get $kept))
        (return (i32.add (i32.const 1))))
      (i32.mul (call_ref $f)))
    (func (export "as_non_null") (param i32) (result i32)
      (call_ref $f (ref.as_non_null (table.get $t (local.get 0)))))))");
  CHECK(call_i32(instance, "on_null", {Value::i32(0)}) == 40);
  CHECK(call_i32(instance, "on_null", {Value::i32(1)}) == 45);
  CHECK(call_i32(instance, "on_non_null", {Value::i32(0)}) == 4);
  CHECK(call_i32(instance, "on_non_null", {Value::i32(1)}) == 15);
  CHECK(trap_of(instance, "as_non_null", {Value::i32(0)}).reason == jit::TrapReason::NullReference);
  CHECK(call_i32(instance, "as_non_null", {Value::i32(1)}) == 5);
}

}  // namespace
}  // namespace wali::engine::test
