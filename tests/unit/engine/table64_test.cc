#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

using jit::TrapReason;

constexpr uint64_t kFar = uint64_t{1} << 32;

constexpr std::string_view kTables = R"((module
  (type $number (func (result i32)))
  (table $t (export "table") i64 4 6 funcref)
  (table $fixed i64 2 2 funcref)
  (table $narrow 4 funcref)
  (elem (table $t) (i64.const 1) func $one $two)
  (elem (table $fixed) (i64.const 0) func $one $two)
  (elem $passive func $two $one)
  (func $one (type $number) (i32.const 1))
  (func $two (type $number) (i32.const 2))
  (func (export "call") (param i64) (result i32)
    (call_indirect $t (type $number) (local.get 0)))
  (func (export "call_fixed") (param i64) (result i32)
    (call_indirect $fixed (type $number) (local.get 0)))
  (func (export "is_null") (param i64) (result i32) (ref.is_null (table.get $t (local.get 0))))
  (func (export "clear") (param i64) (table.set $t (local.get 0) (ref.null func)))
  (func (export "size") (result i64) (table.size $t))
  (func (export "grow") (param i64) (result i64)
    (table.grow $t (ref.func $two) (local.get 0)))
  (func (export "fill") (param i64 i64)
    (table.fill $t (local.get 0) (ref.func $one) (local.get 1)))
  (func (export "copy") (param i64 i64 i64)
    (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
  (func (export "from_narrow") (param i64 i32 i32)
    (table.copy $t $narrow (local.get 0) (local.get 1) (local.get 2)))
  (func (export "init") (param i64)
    (table.init $t $passive (local.get 0) (i32.const 0) (i32.const 2)))
))";

}  // namespace

TEST_CASE("table64: calls go by the whole index") {
  auto store = new_store();
  Instance& instance = instantiate(*store, kTables);
  CHECK(call_i32(instance, "call", {Value::i64(1)}) == 1);
  CHECK(call_i32(instance, "call", {Value::i64(2)}) == 2);
  CHECK(call_i32(instance, "call_fixed", {Value::i64(1)}) == 2);
  CHECK(trap_of(instance, "call", {Value::i64(0)}).reason == TrapReason::UninitializedElement);
  for (uint64_t index : {uint64_t{4}, kFar + 1, uint64_t{1} << 63, ~uint64_t{0}}) {
    CHECK(trap_of(instance, "call", {Value::i64(index)}).reason == TrapReason::UndefinedElement);
    CHECK(trap_of(instance, "call_fixed", {Value::i64(index)}).reason ==
          TrapReason::UndefinedElement);
    CHECK(trap_of(instance, "is_null", {Value::i64(index)}).reason == TrapReason::TableOutOfBounds);
    CHECK(trap_of(instance, "clear", {Value::i64(index)}).reason == TrapReason::TableOutOfBounds);
  }
}

TEST_CASE("table64: grows, and answers in 64 bits") {
  auto store = new_store();
  Instance& instance = instantiate(*store, kTables);
  CHECK(call_i64(instance, "grow", {Value::i64(kFar)}) == ~uint64_t{0});
  CHECK(call_i64(instance, "grow", {Value::i64(1)}) == 4);
  CHECK(call_i64(instance, "size") == 5);
  CHECK(call_i32(instance, "call", {Value::i64(4)}) == 2);
  CHECK(call_i64(instance, "grow", {Value::i64(2)}) == ~uint64_t{0});
}

TEST_CASE("table64: bulk operations take 64-bit indices") {
  auto store = new_store();
  Instance& instance = instantiate(*store, kTables);
  CHECK(call(instance, "copy", {Value::i64(2), Value::i64(1), Value::i64(2)}));
  CHECK(call_i32(instance, "call", {Value::i64(3)}) == 2);
  CHECK(call(instance, "init", {Value::i64(0)}));
  CHECK(call_i32(instance, "call", {Value::i64(0)}) == 2);
  CHECK(call(instance, "fill", {Value::i64(0), Value::i64(4)}));
  CHECK(call_i32(instance, "call", {Value::i64(0)}) == 1);
  CHECK(call(instance, "from_narrow", {Value::i64(1), Value::i32(0), Value::i32(2)}));
  CHECK(call_i32(instance, "is_null", {Value::i64(2)}) == 1);
  CHECK(call(instance, "clear", {Value::i64(0)}));
  CHECK(call_i32(instance, "is_null", {Value::i64(0)}) == 1);
  for (const char* name : {"copy", "fill"}) {
    std::vector<Value> arguments{Value::i64(kFar), Value::i64(1)};
    if (std::string_view(name) == "copy") arguments.push_back(Value::i64(1));
    CHECK(trap_of(instance, name, arguments).reason == TrapReason::TableOutOfBounds);
  }
  CHECK(trap_of(instance, "init", {Value::i64(kFar)}).reason == TrapReason::TableOutOfBounds);
}

TEST_CASE("table64: elements past the end, and imports of the other index type, do not link") {
  auto store = new_store();
  CHECK(failure_of(*store,
                   "(module (table i64 1 funcref) (func $f)"
                   " (elem (i64.const 0x100000000) func $f))") == "out of bounds table access");
  Linker linker;
  linker.define_instance("wide", instantiate(*store, kTables));
  CHECK(failure_of(*store, "(module (import \"wide\" \"table\" (table 1 funcref)))", linker)
            .starts_with("incompatible import type"));
  instantiate(*store, "(module (import \"wide\" \"table\" (table i64 1 funcref)))", linker);
}

}  // namespace wali::engine::test
