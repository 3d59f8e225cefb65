#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

TEST_CASE("tail calls: ten million of them run in the stack of one, whatever their arguments") {
  auto store = new_store();
  // $few has no argument on the stack, $some three, $many eight and results there.
  Instance& instance = instantiate(*store, R"((module
    (type $some (func (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
                      (result i64 i64 i64 i64 i64 i64)))
    (table 1 1 funcref)
    (elem (i32.const 0) $some)
    (func $few (param $n i64) (param $sum i64) (result i64 i64 i64 i64 i64 i64)
      (if (i64.eqz (local.get $n))
        (then (return (local.get $sum) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6))))
      (return_call_indirect (type $some)
        (i64.sub (local.get $n) (i64.const 1)) (local.get $sum) (i64.const 2) (i64.const 3) (i64.const 4)
        (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i32.const 0)))
    (func $some (type $some)
      (if (i64.eqz (local.get 0))
        (then (return (local.get 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5) (i64.const 6))))
      (return_call $many
        (i64.sub (local.get 0) (i64.const 1)) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
        (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)
        (i64.const 10) (i64.const 11) (i64.const 12) (i64.const 13) (i64.const 14)))
    (func $many (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
                (result i64 i64 i64 i64 i64 i64)
      (local $sum i64) (local $i i64)
      (local.set $sum (i64.add (local.get 2) (i64.add (local.get 8) (i64.add (local.get 9)
        (i64.add (local.get 13) (local.get 14))))))
      (return_call $few (local.get 0) (i64.add (local.get 1) (local.get $sum))))
    (func (export "run") (param i64) (result i64) (local i64 i64)
      (local.set 1 (i64.const 1000))
      (call $few (local.get 0) (i64.const 0))
      (local.set 2 (i64.add))
      (i64.add) (i64.add) (i64.add)
      (i64.add (local.get 2))
      (i64.add (local.get 1)))))");
  // A round is two calls down and adds 2 + 8 + 9 + 13 + 14.
  auto results = call(instance, "run", {Value::i64(10'000'000)});
  REQUIRE(results.has_value());
  CHECK(results->front().as_i64() == 5'000'000ull * 46 + 20 + 1000);
}

TEST_CASE("tail calls: floats on the stack, an odd number of words, an even one") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (func $nine (param f64 f64 f64 f64 f64 f64 f64 f64 f32) (result f64)
      (f64.sub (f64.promote_f32 (local.get 8)) (local.get 0)))
    (func $ten (param f64 f64 f64 f64 f64 f64 f64 f64 f32 f64) (result f64)
      (return_call $nine (local.get 9) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
        (local.get 5) (local.get 6) (local.get 7) (local.get 8)))
    (func (export "run") (param f64 f32) (result f64)
      (f64.add (f64.const 1)
        (call $ten (f64.const 0) (f64.const 0) (f64.const 0) (f64.const 0) (f64.const 0) (f64.const 0)
          (f64.const 0) (f64.const 0) (local.get 1) (local.get 0))))))");
  auto results = call(instance, "run", {Value::f64(2), Value::f32(10)});
  REQUIRE(results.has_value());
  CHECK(results->front().as_f64() == 9);
}

TEST_CASE("tail calls: two instances that tail-call one another need no stack") {
  auto store = new_store();
  Instance& first = instantiate(*store, R"((module
    (type $f (func (param i32 i32) (result i32)))
    (table (export "t") 2 funcref)
    (global $step i32 (i32.const 3))
    (func $there (export "there") (type $f)
      (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
      (return_call_indirect (type $f)
        (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (global.get $step)) (i32.const 1)))
    (elem (i32.const 0) $there)))");
  Linker linker;
  linker.define_instance("first", first);
  Instance& second = instantiate(*store,
                                 R"((module
    (type $f (func (param i32 i32) (result i32)))
    (import "first" "t" (table 2 funcref))
    (import "first" "there" (func $there (type $f)))
    (global $step i32 (i32.const 40))
    (func $back (type $f)
      (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
      (return_call $there
        (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (global.get $step))))
    (elem (i32.const 1) $back)
    (func (export "run") (param i32) (result i32)
      (i32.add (call $back (local.get 0) (i32.const 0)) (global.get $step)))))",
                                 linker);
  CHECK(call_i32(second, "run", {Value::i32(10'000'000)}) == 5'000'000u * 43 + 40);
}

TEST_CASE("tail calls: a host function takes the place of its caller") {
  auto store = new_store();
  auto sum = [](void*, jit::InstanceData*, uint64_t* values) {
    uint64_t total = 0;
    for (int i = 0; i < 10; ++i) total = 10 * total + values[i];
    values[0] = total;
    return jit::HostResult::Ok;
  };
  Linker linker;
  loader::FunctionType type{std::vector<ValueType>(10, I64), {I64}};
  linker.define_host_function("host", "sum", type, {sum});
  Instance& instance = instantiate(*store,
                                   R"((module
    (import "host" "sum" (func $sum (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i64)))
    (func $go (param i64) (result i64)
      (return_call $sum (local.get 0) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
        (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 0)))
    (func (export "run") (param i64) (result i64)
      (i64.sub (call $go (local.get 0))
        (call $sum (local.get 0) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
          (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 1))))))",
                                   linker);
  auto results = call(instance, "run", {Value::i64(1)});
  REQUIRE(results.has_value());
  CHECK(results->front().as_i64() == ~uint64_t{0});
}

TEST_CASE("tail calls: a trap after one has the frames that are left") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (func $fails (param i32 i32 i32 i32 i32 i32 i32 i32 i32) (drop (i32.add (local.get 7) (local.get 8)))
      (unreachable))
    (func $gone (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
      (return_call $fails (local.get 0) (local.get 1) (local.get 2) (local.get 3) (local.get 4)
        (local.get 5) (local.get 6) (local.get 7) (local.get 8)))
    (func (export "run")
      (call $gone (i32.const 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
        (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11)
        (i32.const 12) (i32.const 13)))))");
  Trap trap = trap_of(instance, "run");
  REQUIRE(trap.backtrace.size() == 2);
  CHECK(trap.backtrace[0].function_index == 0);
  CHECK(trap.backtrace[1].function_index == 2);
}

}  // namespace
}  // namespace wali::engine::test
