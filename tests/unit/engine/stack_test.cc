#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {

using jit::TrapReason;

TEST_CASE("guest stack: endless recursion traps, and the next call works") {
  auto store = new_store({.stack_size = size_t{1} << 20});
  ModuleBuilder module;
  module.export_function(
      "recurse",
      module.function(
          {I32}, {I32}, Code().local_get(0).i32_const(1).i32_add().call(0).local_get(0).i32_add()));
  module.export_function("one", module.function({}, {I32}, Code().i32_const(1)));
  Instance& instance = instantiate(*store, module);
  for (int round = 0; round < 3; ++round) {
    Trap trap = trap_of(instance, "recurse", {Value::i32(0)});
    CHECK(trap.reason == TrapReason::StackExhausted);
    CHECK(trap.backtrace.size() == Thread::kMaxBacktrace);
    CHECK(trap.backtrace_is_cut);
    CHECK(call_i32(instance, "one") == 1);
  }
}

TEST_CASE("guest stack: frames of several hundred KiB trap in time, whatever their size") {
  auto store = new_store({.stack_size = size_t{2} << 20});
  ModuleBuilder module;
  std::vector<ValueType> locals(45'000, I64);
  uint32_t type = module.type({I32}, {I32});
  Code recursive;
  recursive.local_get(0).op({0x04, 0x7f});  // if (result i32)
  recursive.local_get(0).i32_const(1).i32_sub().call(0).else_().i32_const(7).end();
  module.export_function("deep", module.function_of_type(type, locals, recursive));
  Instance& instance = instantiate(*store, module);
  CHECK(call_i32(instance, "deep", {Value::i32(3)}) == 7);
  for (int round = 0; round < 3; ++round) {
    Trap trap = trap_of(instance, "deep", {Value::i32(1000)});
    CHECK(trap.reason == TrapReason::StackExhausted);
    CHECK(trap.backtrace.size() < 10);
    CHECK(call_i32(instance, "deep", {Value::i32(3)}) == 7);
  }
}

TEST_CASE("guest stack: host functions and guest code that call each other trap, however deep") {
  struct Recursion {
    Store& store;
    jit::FunctionRecord* function = nullptr;
    uint32_t depth = 0;
    uint32_t limit;
    std::optional<Trap> trap;
  };
  auto call_back = [](void* data, jit::InstanceData* instance, uint64_t*) {
    auto* recursion = static_cast<Recursion*>(data);
    if (++recursion->depth == recursion->limit) return jit::HostResult::Ok;
    auto result = invoke(recursion->store, *recursion->function, {});
    if (result) return jit::HostResult::Ok;
    if (!recursion->trap) recursion->trap = result.error();
    Thread::of(instance).raise(result.error().reason);
    return jit::HostResult::Trap;
  };
  auto store = new_store();
  Recursion recursion{.store = *store, .limit = 5'000, .trap = {}};
  Linker linker;
  linker.define_host_function("host", "call_back", {{}, {}}, {call_back, &recursion});
  ModuleBuilder module;
  uint32_t host = module.import_function("host", "call_back", module.type({}, {}));
  module.export_function("enter", module.function({}, {}, Code().call(host)));
  Instance& instance = instantiate(*store, module, linker);
  recursion.function = instance.find_function("enter");

  CHECK(call(instance, "enter"));
  CHECK(recursion.depth == 5'000);
  recursion.limit = UINT32_MAX;
  for (int round = 0; round < 2; ++round) {
    recursion.depth = 0;
    recursion.trap.reset();
    CHECK(trap_of(instance, "enter").reason == TrapReason::StackExhausted);
    REQUIRE(recursion.trap);
    CHECK(recursion.trap->reason == TrapReason::StackExhausted);
    CHECK(recursion.depth > 5'000);
  }
  recursion.depth = 0;
  recursion.limit = 10;
  CHECK(call(instance, "enter"));
}

}  // namespace wali::engine::test
