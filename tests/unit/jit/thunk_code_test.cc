#include <doctest/doctest.h>

#include "tests/unit/jit/fixture.h"
#include "tests/unit/jit/hand_written.h"

// What takes a Wasm caller to see: functions written by hand.

namespace wali::jit::test {
namespace {

struct Run {
  bool finished;
  uint64_t result;
};

Run run(Thunks& thunks, const CodeMemory& code, Guest& guest) {
  uint64_t value = 0;
  auto entry = thunks.entry(function_type("", "l"));
  REQUIRE(entry.has_value());
  bool finished = (*entry)(code.begin(), &guest.instances[0], &value);
  return {finished, value};
}

TEST_CASE("thunks: the entry pins the instance and its memory") {
  Thunks thunks;
  Guest guest;
  CodeMemory instance = wasm_function([](HandWritten& a) { a.copy(kResult, isa::kInstance); });
  CHECK(run(thunks, instance, guest).result == reinterpret_cast<uint64_t>(&guest.instances[0]));
  CodeMemory base = wasm_function([](HandWritten& a) { a.copy(kResult, isa::kMemoryBase); });
  CHECK(run(thunks, base, guest).result == reinterpret_cast<uint64_t>(&guest.bases[0]));
}

TEST_CASE("thunks: an instance switch pins the peer's memory and the caller's again") {
  Thunks thunks;
  Guest guest;
  CodeMemory callee = wasm_function([](HandWritten& a) { a.copy(kResult, isa::kMemoryBase); });
  auto crossing = thunks.instance_switch(function_type("", "l"), callee.begin(), 1);
  REQUIRE(crossing.has_value());
  CodeMemory inside = wasm_function([&](HandWritten& a) { a.call(*crossing); });
  CHECK(run(thunks, inside, guest).result == reinterpret_cast<uint64_t>(&guest.bases[1]));
  CodeMemory after = wasm_function([&](HandWritten& a) {
    a.call(*crossing);
    a.copy(kResult, isa::kMemoryBase);
  });
  CHECK(run(thunks, after, guest).result == reinterpret_cast<uint64_t>(&guest.bases[0]));
  CodeMemory caller = wasm_function([&](HandWritten& a) {
    a.call(*crossing);
    a.copy(kResult, isa::kInstance);
  });
  CHECK(run(thunks, caller, guest).result == reinterpret_cast<uint64_t>(&guest.instances[0]));
}

TEST_CASE("thunks: preserved registers survive calls, an exit from a trap restores the host's") {
  Thunks thunks;
  Guest guest;
  for (HostResult answer : {HostResult::Ok, HostResult::Trap}) {
    Recorder recorder{function_type("", "llllllll"), answer};
    auto stub = thunks.host_stub(recorder.type, Recorder::call, &recorder);
    REQUIRE(stub.has_value());
    auto crossing = thunks.instance_switch(recorder.type, *stub, 1);
    REQUIRE(crossing.has_value());
    uint64_t sum = 0;
    CodeMemory code = wasm_function([&](HandWritten& a) {
      uint64_t mark = 0x100;
      for (isa::Register reg : isa::kPreserved) {
        a.set(reg, mark *= 2);
        sum += mark;
      }
      a.move_stack(-32);
      a.call(*crossing);
      a.move_stack(32);
      a.set(kResult, 0);
      for (isa::Register reg : isa::kPreserved) a.add(kResult, reg);
    });
    Run found = run(thunks, code, guest);
    CHECK(found.finished == (answer == HostResult::Ok));
    if (found.finished) CHECK(found.result == sum);
  }
}

/// setjmp and longjmp at their barest: the second host function goes back to the first one's call.
struct Jump {
  NativeContext context = {};
  int captures = 0;
  int resumptions = 0;
  std::vector<uint64_t> arguments = {};
};

HostResult capture(void* data, InstanceData* caller, uint64_t* values) {
  auto* jump = static_cast<Jump*>(data);
  ++jump->captures;
  jump->arguments.assign(values, values + 10);
  jump->context = *reinterpret_cast<const NativeContext*>(values[10]);
  CHECK(jump->context.instance == caller);
  CHECK(jump->context.memory_base == caller->memory_base);
  CHECK(jump->context.pc == *static_cast<uint64_t*>(caller->thread->exit_sp));
  CHECK(jump->context.sp == reinterpret_cast<uint64_t>(caller->thread->exit_sp) + 8);
  values[0] = 5;
  return HostResult::Ok;
}

HostResult resume(void* data, InstanceData*, uint64_t*) {
  auto* jump = static_cast<Jump*>(data);
  ++jump->resumptions;
  resume_context(jump->context, 1000);
}

TEST_CASE("thunks: a captured context returns once more from its call, registers restored") {
  Thunks thunks;
  Guest guest;
  Jump jump;
  loader::FunctionType type = function_type("llllllllll", "l");
  auto first = thunks.host_stub(type, capture, &jump, StubKind::CapturesContext);
  REQUIRE(first.has_value());
  auto second = thunks.host_stub(function_type("", ""), resume, &jump);
  REQUIRE(second.has_value());
  CodeMemory code = wasm_function([&](HandWritten& a) {
    for (isa::Register reg : isa::kPreserved) a.set(reg, 7);
    isa::CallLayout layout;
    layout.assign(type);
    a.move_stack(-8 * static_cast<int32_t>(layout.argument_words));
    for (uint32_t i = 0; i < 10; ++i) {
      const isa::Location& location = layout.params[i];
      if (location.reg == isa::Register::none) {
        a.store_word(location.stack_word, 100 + i);
      } else {
        a.set(location.reg, 100 + i);
      }
    }
    a.call(*first);
    asmjit::Label returned_twice = a.new_label();
    a.jump_if_result_is(1000, returned_twice);
    for (isa::Register reg : isa::kPreserved) a.set(reg, 9);
    a.move_stack(-16);
    a.call(*second);
    a.stop();
    a.bind(returned_twice);
    for (isa::Register reg : isa::kPreserved) a.add(kResult, reg);
  });
  Run found = run(thunks, code, guest);
  CHECK(found.finished);
  CHECK(found.result == 1000 + std::size(isa::kPreserved) * 7);
  CHECK(jump.captures == 1);
  CHECK(jump.resumptions == 1);
  CHECK(jump.arguments == std::vector<uint64_t>{100, 101, 102, 103, 104, 105, 106, 107, 108, 109});
  CHECK(guest.thread.entry_sp == nullptr);
  CHECK(guest.thread.exit_sp == nullptr);
}

TEST_CASE("thunks: a context without arguments, and a result it shares its words with") {
  Thunks thunks;
  Guest guest;
  const NativeContext* seen = nullptr;
  auto note = [](void* data, InstanceData*, uint64_t* values) {
    *static_cast<const NativeContext**>(data) = reinterpret_cast<const NativeContext*>(values[0]);
    values[0] = reinterpret_cast<const NativeContext*>(values[0])->pc;
    return HostResult::Ok;
  };
  auto stub = thunks.host_stub(function_type("", "l"), note, &seen, StubKind::CapturesContext);
  REQUIRE(stub.has_value());
  CodeMemory code = wasm_function([&](HandWritten& a) { a.call(*stub); });
  Run found = run(thunks, code, guest);
  CHECK(seen != nullptr);
  CHECK(code.contains(reinterpret_cast<const void*>(found.result)));
}

TEST_CASE("thunks: Wasm code runs with no exit published, a host function with one") {
  Thunks thunks;
  Guest guest;
  Recorder recorder{function_type("", "l")};
  auto stub = thunks.host_stub(recorder.type, Recorder::call, &recorder);
  REQUIRE(stub.has_value());
  auto load_exit_sp = [](HandWritten& a) {
    a.load(kResult, isa::kInstance, offsetof(InstanceData, thread));
    a.load(kResult, kResult, offsetof(ThreadData, exit_sp));
  };
  CodeMemory before = wasm_function(load_exit_sp);
  CodeMemory after = wasm_function([&](HandWritten& a) {
    a.call(*stub);
    load_exit_sp(a);
  });
  int outer;
  guest.thread.exit_sp = &outer;
  CHECK(run(thunks, before, guest).result == 0);
  CHECK(run(thunks, after, guest).result == 0);
  CHECK(recorder.exit_sp != nullptr);
  CHECK(recorder.exit_sp != &outer);
  CHECK(guest.thread.exit_sp == &outer);
}

}  // namespace
}  // namespace wali::jit::test
