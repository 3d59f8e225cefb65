#include <csignal>

#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

TEST_CASE("exceptions: a handler five frames up sees locals and operands as they were") {
  auto store = new_store();
  // Each frame keeps values in preserved registers across its call.
  Instance& instance = instantiate(*store, R"((module
    (tag $e (param i32 f64))
    (func $throw (param i32) (throw $e (local.get 0) (f64.const 0.5)))
    (func $deep (param $n i32) (param $a i32) (param $b i32) (param $c i32) (result i32)
      (if (i32.eqz (local.get $n)) (then (call $throw (local.get $a))))
      (local.set $a (i32.add (local.get $a) (call $deep (i32.sub (local.get $n) (i32.const 1))
        (i32.add (local.get $a) (i32.const 1)) (local.get $c) (local.get $b))))
      (i32.add (local.get $a) (i32.add (local.get $b) (local.get $c))))
    (func (export "legacy") (param $x i32) (result i32) (local $y i32) (local $z i32)
      (local.set $z (i32.const 1000))
      (i32.const 7)
      (local.get $x)
      (try (result i32)
        (do (local.set $y (i32.const 20))
            (local.set $z (i32.add (local.get $z) (local.get $x)))
            (local.set $x (i32.const 300))
            (call $deep (i32.const 4) (local.get $y) (i32.const 5) (i32.const 6))
            (local.set $y (i32.const 1)))
        (catch $e
          (i32.trunc_f64_s (f64.mul (f64.const 2)))
          (i32.add)
          (i32.add (i32.mul (local.get $y) (i32.const 100000)))
          (i32.add (local.get $z))
          (i32.add (local.get $x))))
      (i32.add) (i32.mul))
    (func (export "try_table") (param $x i32) (result i32) (local $y i32) (local $z i32)
      (local.set $z (i32.const 1000))
      (i32.const 7)
      (local.get $x)
      (block $h (result i32 f64)
        (try_table (result i32) (catch $e $h)
          (local.set $y (i32.const 20))
          (local.set $z (i32.add (local.get $z) (local.get $x)))
          (local.set $x (i32.const 300))
          (call $deep (i32.const 4) (local.get $y) (i32.const 5) (i32.const 6))
          (local.set $y (i32.const 1)))
        (return))
      (i32.trunc_f64_s (f64.mul (f64.const 2)))
      (i32.add)
      (i32.add (i32.mul (local.get $y) (i32.const 100000)))
      (i32.add (local.get $z))
      (i32.add (local.get $x))
      (i32.add) (i32.mul))))");
  // Payload 24 and 1, y 20, z 1000 + x, x 300.
  uint32_t caught = 24 + 1 + 20 * 100000 + 1008 + 300;
  CHECK(call_i32(instance, "legacy", {Value::i32(8)}) == 7 * (8 + caught));
  CHECK(call_i32(instance, "try_table", {Value::i32(8)}) == 7 * (8 + caught));
}

TEST_CASE("exceptions: the first clause that matches wins, and others pass on") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (tag $a (param i32)) (tag $b (param i32)) (tag $c)
    (func $throw (param $which i32)
      (if (i32.eq (local.get $which) (i32.const 0)) (then (throw $a (i32.const 10))))
      (if (i32.eq (local.get $which) (i32.const 1)) (then (throw $b (i32.const 20))))
      (throw $c))
    (func (export "legacy") (param i32) (result i32)
      (try (result i32)
        (do (try (result i32)
              (do (call $throw (local.get 0)) (i32.const 1))
              (catch $a (i32.add (i32.const 1)))
              (catch $a (i32.add (i32.const 2)))))
        (catch_all (i32.const 99))))
    (func (export "try_table") (param i32) (result i32)
      (block $all
        (block $in (result i32)
          (try_table (catch_all $all)
            (block $b (result i32)
              (try_table (catch $a $in) (catch $b $b) (catch $a $b) (call $throw (local.get 0)))
              (return (i32.const 1)))
            (return (i32.add (i32.const 2))))
          (return (i32.const 3)))
        (return (i32.add (i32.const 1))))
      (i32.const 99))
    (func (export "to_function") (param i32) (result i32)
      (try_table (result i32) (catch $a 0) (catch $b 0)
        (call $throw (local.get 0)) (i32.const 1)))))");
  CHECK(call_i32(instance, "legacy", {Value::i32(0)}) == 11);
  CHECK(call_i32(instance, "legacy", {Value::i32(1)}) == 99);
  CHECK(call_i32(instance, "legacy", {Value::i32(2)}) == 99);
  CHECK(call_i32(instance, "try_table", {Value::i32(0)}) == 11);
  CHECK(call_i32(instance, "try_table", {Value::i32(1)}) == 22);
  CHECK(call_i32(instance, "try_table", {Value::i32(2)}) == 99);
  CHECK(call_i32(instance, "to_function", {Value::i32(0)}) == 10);
  CHECK(call_i32(instance, "to_function", {Value::i32(1)}) == 20);
  Trap trap = trap_of(instance, "to_function", {Value::i32(2)});
  CHECK(trap.reason == jit::TrapReason::UncaughtException);
  CHECK(trap.exception != nullptr);
}

TEST_CASE("exceptions: rethrow and throw_ref throw the same exception again") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (tag $e (param i32 i64))
    (global $cleaned (mut i32) (i32.const 0))
    (func $throw (throw $e (i32.const 5) (i64.const -1)))
    (func $finally
      (try (do (call $throw))
        (catch_all
          (try (do (call $throw)) (catch $e (drop) (drop)))
          (global.set $cleaned (i32.add (global.get $cleaned) (i32.const 1)))
          (rethrow 0))))
    (func $finally_ref (local $kept exnref)
      (block $h (result exnref)
        (try_table (catch_all_ref $h) (call $finally))
        (return))
      (local.set $kept)
      (block $again (try_table (catch_all $again) (call $throw)))
      (global.set $cleaned (i32.add (global.get $cleaned) (i32.const 10)))
      (throw_ref (local.get $kept)))
    (func (export "run") (result i32)
      (try (result i32)
        (do (call $finally_ref) (i32.const 0))
        (catch $e (i32.wrap_i64) (i32.add) (i32.add (global.get $cleaned)))))
    (func (export "outer_of_two") (result i32)
      (try (result i32)
        (do (try (result i32)
              (do (call $throw) (i32.const 1))
              (catch $e
                (try (result i32)
                  (do (call $throw) (i32.const 2))
                  (catch $e (drop) (drop) (rethrow 1)))
                (drop) (drop) (drop) (i32.const 3))))
        (catch $e (drop) (drop) (i32.const 4))))
    (func (export "null") (throw_ref (ref.null exn)))))");
  CHECK(trap_of(instance, "null").reason == jit::TrapReason::NullExceptionReference);
  CHECK(call_i32(instance, "run") == 5 + 11 - 1);
  CHECK(call_i32(instance, "outer_of_two") == 4);
}

TEST_CASE("exceptions: delegate goes to the try it names, past those between") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (tag $e)
    (func $throw (throw $e))
    (func (export "outer") (result i32)
      (try $outer (result i32)
        (do (try (result i32)
              (do (try (do (call $throw)) (delegate $outer)) (i32.const 0))
              (catch_all (i32.const 1))))
        (catch_all (i32.const 2))))
    (func (export "inner") (result i32)
      (try $outer (result i32)
        (do (try $inner (result i32)
              (do (block (try (do (call $throw)) (delegate 0))) (i32.const 0))
              (catch_all (i32.const 1))))
        (catch_all (i32.const 2))))
    (func $caller
      (try (do (try (do (call $throw)) (delegate 1))) (catch_all)))
    (func (export "caller") (result i32)
      (try (result i32) (do (call $caller) (i32.const 0)) (catch_all (i32.const 3))))))");
  CHECK(call_i32(instance, "outer") == 2);
  CHECK(call_i32(instance, "inner") == 1);
  CHECK(call_i32(instance, "caller") == 3);
}

TEST_CASE("exceptions: a trap is caught by nothing") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (memory 1)
    (func $trap (param i32) (drop (i32.load (i32.mul (local.get 0) (i32.const 65536)))) (unreachable))
    (func (export "legacy") (param i32) (try (do (call $trap (local.get 0))) (catch_all)))
    (func (export "try_table") (param i32)
      (block (try_table (catch_all 0) (call $trap (local.get 0)))))))");
  for (const char* name : {"legacy", "try_table"}) {
    CHECK(trap_of(instance, name, {Value::i32(0)}).reason == jit::TrapReason::Unreachable);
    CHECK(trap_of(instance, name, {Value::i32(1)}).reason == jit::TrapReason::MemoryOutOfBounds);
  }
}

TEST_CASE("exceptions: what nobody catches has the frames from the throw outwards") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (tag $e)
    (func $throw (throw $e))
    (func $middle (call $throw))
    (func $run (export "run") (call $middle))))");
  Trap trap = trap_of(instance, "run");
  CHECK(trap.message == "uncaught exception");
  CHECK(signal_of(trap.reason) == SIGABRT);
  REQUIRE(trap.backtrace.size() == 3);
  CHECK(trap.backtrace[0].function_index == 0);
  CHECK(trap.backtrace[2].function_index == 2);
}

/// Calls back into the guest, and passes on what comes out of it.
struct CallBack {
  Instance* instance = nullptr;
  int failures = 0;

  static jit::HostResult call(void* data, jit::InstanceData* caller, uint64_t* values) {
    auto* self = static_cast<CallBack*>(data);
    jit::FunctionRecord* function = self->instance->find_function("back");
    auto results = invoke(self->instance->store(),
                          *function,
                          std::vector{Value::i32(static_cast<uint32_t>(values[0]))});
    if (results) return jit::HostResult::Ok;
    ++self->failures;
    return Thread::of(caller).pass_on(results.error());
  }
};

TEST_CASE("exceptions: host functions in between pass them on, and nothing piles up") {
  auto store = new_store();
  CallBack back;
  Linker linker;
  linker.define_host_function("host", "back", {{I32}, {}}, {CallBack::call, &back});
  Instance& instance = instantiate(*store,
                                   R"((module
    (import "host" "back" (func $host (param i32)))
    (tag $e (param i32))
    (func (export "back") (param i32)
      (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 42))))
      (if (i32.eq (local.get 0) (i32.const -1)) (then (unreachable)))
      (call $host (i32.sub (local.get 0) (i32.const 1))))
    (func $run (export "run") (param i32) (result i32)
      (try (result i32) (do (call $host (local.get 0)) (i32.const 0)) (catch $e)))
    (func (export "loop") (param $n i32) (result i32) (local $sum i32)
      (loop $again
        (local.set $sum (i32.add (local.get $sum) (call $run (i32.const 1))))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (local.get $sum))))",
                                   linker);
  back.instance = &instance;
  CHECK(call_i32(instance, "run", {Value::i32(3)}) == 42);
  CHECK(back.failures == 4);
  CHECK(trap_of(instance, "run", {Value::i32(-1)}).reason == jit::TrapReason::Unreachable);
  CHECK(call_i32(instance, "loop", {Value::i32(10000)}) == 42 * 10000);
  CHECK(store->thread().exceptions().size() < 2000);
  CHECK(trap_of(instance, "back", {Value::i32(3)}).reason == jit::TrapReason::UncaughtException);
}

TEST_CASE("exceptions: a million throws leave memory as it was") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (tag $e (param i32)) (tag $holds (param exnref))
    (global $kept (mut exnref) (ref.null exn))
    (table $t 2 exnref)
    (func $throw (param i32) (throw $e (local.get 0)))
    (func $wrap (param exnref) (throw $holds (local.get 0)))
    (func $caught (param i32) (result exnref) (local $x exnref)
      (block $h (result i32 exnref)
        (try_table (catch_ref $e $h) (call $throw (local.get 0))) (unreachable))
      (local.set $x) (drop) (local.get $x))
    (func $value (param exnref) (result i32)
      (block $h (result i32) (try_table (catch $e $h) (throw_ref (local.get 0))) (unreachable)))
    (func $wrapped (param exnref) (result exnref) (local $x exnref)
      (block $h (result exnref exnref)
        (try_table (catch_ref $holds $h) (call $wrap (local.get 0))) (unreachable))
      (local.set $x) (drop) (local.get $x))
    (func $unwrapped (param exnref) (result exnref)
      (block $h (result exnref)
        (try_table (catch $holds $h) (throw_ref (local.get 0))) (unreachable)))
    (func (export "run") (param $n i32) (result i32) (local $mine exnref)
      (local.set $mine (call $caught (i32.const 1000)))
      (global.set $kept (call $caught (i32.const 200)))
      (table.set $t (i32.const 1) (call $wrapped (call $caught (i32.const 30))))
      (loop $again
        (drop (call $caught (local.get $n)))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
      (call $value (local.get $mine))
      (i32.add (call $value (global.get $kept)))
      (i32.add (call $value (call $unwrapped (table.get $t (i32.const 1))))))
    (func (export "caught") (result exnref) (call $caught (i32.const 5)))
    (func (export "value") (param exnref) (result i32) (call $value (local.get 0)))))");
  auto held = call(instance, "caught");
  REQUIRE(held.has_value());
  CHECK(call_i32(instance, "run", {Value::i32(1000000)}) == 1230);
  CHECK(store->thread().exceptions().size() < 2000);
  CHECK(call_i32(instance, "value", *held) == 5);
}

TEST_CASE("exceptions: another thread finds them in tables alone, and those stay") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (tag $e (param i32))
    (global $mine (export "mine") (mut exnref) (ref.null exn))
    (table $t 1 exnref)
    (func $throw (param i32) (throw $e (local.get 0)))
    (func $caught (param i32) (result exnref)
      (block $h (result exnref)
        (try_table (catch_all_ref $h) (call $throw (local.get 0))) (unreachable)))
    (func (export "put") (param i32)
      (global.set $mine (call $caught (local.get 0)))
      (table.set $t (i32.const 0) (call $caught (local.get 0))))
    (func (export "clear") (param $n i32)
      (table.set $t (i32.const 0) (ref.null exn))
      (loop $again
        (drop (call $caught (local.get $n)))
        (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))))");
  REQUIRE(call(instance, "put", {Value::i32(77)}).has_value());
  auto* before = reinterpret_cast<jit::Exception*>(instance.table(0).get(0));
  auto other = Thread::create(store->thunks());
  REQUIRE(other.has_value());
  (*other)->copy_instances(store->thread());
  CHECK(instance.global(0, instance.data()).words[0] != 0);
  CHECK(instance.global(0, (*other)->instance(instance.data()->id)).words[0] == 0);

  REQUIRE(call(instance, "put", {Value::i32(78)}).has_value());
  auto* after = reinterpret_cast<jit::Exception*>(instance.table(0).get(0));
  REQUIRE(call(instance, "clear", {Value::i32(10000)}).has_value());
  CHECK(before->payload()[0] == 77);
  CHECK(after->payload()[0] == 78);
  CHECK(store->thread().exceptions().size() < 2000);
}

TEST_CASE("exceptions: instances share a tag that one imports of another") {
  auto store = new_store();
  Instance& owner = instantiate(*store, R"((module
    (tag $e (export "e") (param i32))
    (tag $same (param i32))
    (func (export "throw") (param i32) (throw $e (local.get 0)))
    (func (export "throw_other") (throw $same (i32.const 1)))))");
  Linker linker;
  linker.define_instance("owner", owner);
  Instance& user = instantiate(*store,
                               R"((module
    (import "owner" "e" (tag $e (param i32)))
    (import "owner" "throw" (func $throw (param i32)))
    (import "owner" "throw_other" (func $other))
    (tag $same (param i32))
    (memory 1)
    (data (i32.const 0) "\07")
    (func (export "run") (param $x i32) (result i32) (local $y i32)
      (local.set $y (i32.const 100))
      (block $h (result i32)
        (try_table (catch $same $h) (catch $e $h)
          (local.set $y (i32.add (local.get $y) (local.get $x)))
          (call $throw (local.get $x)))
        (unreachable))
      (i32.add (local.get $y))
      (i32.add (i32.load8_u (i32.const 0))))
    (func (export "other") (result i32)
      (block $h (result i32) (try_table (catch $e $h) (catch $same $h) (call $other)) (unreachable)))))",
                               linker);
  CHECK(call_i32(user, "run", {Value::i32(5)}) == 5 + 105 + 7);
  CHECK(trap_of(user, "other").reason == jit::TrapReason::UncaughtException);
  CHECK(failure_of(*store, R"((module (import "owner" "e" (tag (param i64)))))", linker) ==
        "incompatible import type: \"owner\" \"e\" is a tag (i32) -> (), the module wants a tag "
        "(i64) -> ()");
}

}  // namespace
}  // namespace wali::engine::test
