#include <atomic>
#include <string>
#include <thread>

#include "tests/unit/engine/threads.h"

namespace wali::engine::test {
namespace {

using jit::TrapReason;

constexpr uint32_t kCalls = 1'000'000;
// Calls are repeated until this many have met an element that is not theirs.
constexpr uint32_t kMinTraps = 1000;
constexpr int kMaxRounds = 500;

// Words of memory: calls made so far, wrong calls, stop, and one for each writer that has begun.
enum Word : uint32_t { kMade, kWrong, kStop, kFirstWriter };

/// `$table` is how the table of one element is declared. Its element is $right most of the time;
/// writers put null or $wrong there and $right back.
std::string racing_module(std::string_view table) {
  return R"((module
  (type $one (func (param i32) (result i32)))
  (type $two (func (param i32 i64) (result i32)))
  (memory (export "memory") 1)
  (table $t )" +
         std::string(table) + R"( funcref)
  (elem (table $t) (i32.const 0) func $right)
  (elem $rights func $right)
  (elem $wrongs func $wrong)
  (func $note_wrong (drop (i32.atomic.rmw.add (i32.const 4) (i32.const 1))))
  (func $right (type $one) (i32.add (local.get 0) (i32.const 1)))
  (func $wrong (type $two) (call $note_wrong) (i32.const -1))
  (func $pause (local $i i32)
    (local.set $i (i32.const 50))
    (loop $again (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))
  (func (export "call") (local $n i32)
    (loop $again
      (local.set $n (i32.load (i32.const 0)))
      (if (i32.ge_u (local.get $n) (i32.const 1000000)) (then (return)))
      (i32.store (i32.const 0) (i32.add (local.get $n) (i32.const 1)))
      (if (i32.ne (call_indirect $t (type $one) (local.get $n) (i32.const 0))
                  (i32.add (local.get $n) (i32.const 1)))
        (then (call $note_wrong)))
      (br $again)))
  (func (export "write_one") (param $word i32)
    (i32.atomic.store (local.get $word) (i32.const 1))
    (loop $again
      (table.set $t (i32.const 0) (ref.func $wrong))
      (table.set $t (i32.const 0) (ref.func $right))
      (call $pause)
      (br_if $again (i32.eqz (i32.atomic.load (i32.const 8))))))
  (func (export "write_many") (param $word i32)
    (i32.atomic.store (local.get $word) (i32.const 1))
    (loop $again
      (table.init $t $wrongs (i32.const 0) (i32.const 0) (i32.const 1))
      (table.fill $t (i32.const 0) (ref.null func) (i32.const 1))
      (table.init $t $rights (i32.const 0) (i32.const 0) (i32.const 1))
      (call $pause)
      (br_if $again (i32.eqz (i32.atomic.load (i32.const 8))))))
))";
}

}  // namespace

TEST_CASE("table races: a call goes to a function of its type or traps") {
  for (std::string_view table : {"(export \"table\") 1", "1", "1 1"}) {
    CAPTURE(table);
    auto store = new_store();
    Instance& instance = instantiate(*store, racing_module(table));
    auto* memory = reinterpret_cast<uint32_t*>(instance.memory(0).base());
    auto word = [&](uint32_t index) { return std::atomic_ref(memory[index]); };
    std::atomic<uint32_t> traps = 0, other_traps = 0, failures = 0;
    auto write = [&](const char* name, uint32_t flag) {
      auto done = invoke(*store,
                         *instance.find_function(name),
                         {{Value::i32(flag * static_cast<uint32_t>(sizeof(uint32_t)))}});
      if (!done) ++failures;
    };
    auto call_until_done = [&] {
      while (word(kFirstWriter) == 0 || word(kFirstWriter + 1) == 0) std::this_thread::yield();
      for (int round = 0; round < kMaxRounds && (round == 0 || traps < kMinTraps); ++round) {
        word(kMade) = 0;
        for (;;) {
          auto done = invoke(*store, *instance.find_function("call"), {});
          if (done) break;
          ++traps;
          TrapReason reason = done.error().reason;
          bool is_right = reason == TrapReason::IndirectCallTypeMismatch ||
                          reason == TrapReason::UninitializedElement;
          if (is_right) continue;
          ++other_traps;
          break;
        }
      }
      word(kStop) = 1;
    };
    in_threads(*store, 3, [&](Thread&, uint64_t i) {
      if (i == 0) write("write_one", kFirstWriter);
      if (i == 1) write("write_many", kFirstWriter + 1);
      if (i == 2) call_until_done();
    });
    CHECK(word(kMade) == kCalls);
    CHECK(word(kWrong) == 0);
    CHECK(other_traps == 0);
    CHECK(failures == 0);
    CHECK(traps >= kMinTraps);
  }
}

TEST_CASE("table races: a table written only by a later function is read in one step too") {
  auto store = new_store();
  Instance& instance = instantiate(*store, R"((module
    (type $number (func (result i32)))
    (table $t 2 2 funcref)
    (elem (table $t) (i32.const 0) func $one)
    (func $one (type $number) (i32.const 1))
    (func $two (type $number) (i32.const 2))
    (func $other (param i64))
    (elem declare func $two $other)
    (func (export "call") (param i32) (result i32)
      (call_indirect $t (type $number) (local.get 0)))
    (func (export "tail_call") (param i32) (result i32)
      (return_call_indirect $t (type $number) (local.get 0)))
    (func (export "set_two") (param i32) (table.set $t (local.get 0) (ref.func $two)))
    (func (export "set_other") (param i32) (table.set $t (local.get 0) (ref.func $other)))
  ))");
  // Calls must not depend on the copy that calls through a constant table read.
  jit::TableEntry* entries = instance.table(0).data().entries;
  for (int i = 0; i < 2; ++i) {
    entries[i].code = nullptr;
    entries[i].type_id = ~0u;
  }
  for (const char* name : {"call", "tail_call"}) {
    CAPTURE(name);
    CHECK(call_i32(instance, name, {Value::i32(0)}) == 1);
    CHECK(trap_of(instance, name, {Value::i32(1)}).reason == TrapReason::UninitializedElement);
    CHECK(trap_of(instance, name, {Value::i32(2)}).reason == TrapReason::UndefinedElement);
  }
  CHECK(call(instance, "set_two", {Value::i32(0)}));
  CHECK(call_i32(instance, "call", {Value::i32(0)}) == 2);
  CHECK(call(instance, "set_other", {Value::i32(0)}));
  CHECK(trap_of(instance, "call", {Value::i32(0)}).reason == TrapReason::IndirectCallTypeMismatch);
}

}  // namespace wali::engine::test
