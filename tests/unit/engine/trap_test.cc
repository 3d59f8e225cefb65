#include "engine/trap.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

using jit::TrapReason;

/// The backtrace's names, innermost first.
std::vector<std::string> names_of(const Trap& trap) {
  std::vector<std::string> names;
  for (const BacktraceFrame& frame : trap.backtrace) names.push_back(frame.function);
  return names;
}

}  // namespace

TEST_CASE("traps: every reason has words and a signal") {
  for (int i = 1; i < static_cast<int>(TrapReason::kCount); ++i) {
    CHECK_FALSE(message_of(static_cast<TrapReason>(i)).empty());
    CHECK(signal_of(static_cast<TrapReason>(i)) > 0);
  }
}

TEST_CASE("traps: a load past the end of memory, with the address that failed") {
  auto store = new_store();
  ModuleBuilder module;
  module.memory({.limits = {1, 1}});
  module.export_function("load", module.function({I32}, {I32}, Code().local_get(0).i32_load(16)));
  Instance& instance = instantiate(*store, module);
  CHECK(call_i32(instance, "load", {Value::i32(65536 - 20)}) == 0);
  for (uint32_t at : {65536u, 0x80000000u, 0xffffffffu}) {
    Trap trap = trap_of(instance, "load", {Value::i32(at)});
    CHECK(trap.reason == TrapReason::MemoryOutOfBounds);
    REQUIRE(trap.fault_address);
    CHECK(*trap.fault_address == uint64_t{at} + 16);
  }
  CHECK(call_i32(instance, "load", {Value::i32(0)}) == 0);
}

TEST_CASE("traps: past the end of a mapped file, the process would die by SIGBUS") {
  auto store = new_store();
  ModuleBuilder module;
  module.memory({.limits = {1, 16}});
  module.export_function("load", module.function({I32}, {I32}, Code().local_get(0).i32_load(0)));
  Instance& instance = instantiate(*store, module);
  int file = memfd_create("short", 0);
  REQUIRE(ftruncate(file, 4096) == 0);
  auto mapped = instance.memory(0).linear().mappings().map(
      memory::GuestAddress{0}, 3 * 65536, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  REQUIRE(mapped);
  uint32_t second_page = static_cast<uint32_t>(mapped->value) + 65536;
  Trap trap = trap_of(instance, "load", {Value::i32(second_page)});
  CHECK(trap.reason == TrapReason::MappedFileTooShort);
  CHECK(signal_of(trap.reason) == SIGBUS);
  CHECK(trap.fault_address == second_page);
  CHECK(call_i32(instance, "load", {Value::i32(second_page - 65536)}) == 0);
}

TEST_CASE("traps: division tells zero from overflow") {
  auto store = new_store();
  ModuleBuilder module;
  module.export_function(
      "divide", module.function({I32, I32}, {I32}, Code().local_get(0).local_get(1).i32_div_s()));
  Instance& instance = instantiate(*store, module);
  CHECK(call_i32(instance, "divide", {Value::i32(7), Value::i32(2)}) == 3);
  CHECK(trap_of(instance, "divide", {Value::i32(7), Value::i32(0)}).message ==
        "integer divide by zero");
  CHECK(trap_of(instance, "divide", {Value::i32(0x80000000), Value::i32(0xffffffff)}).message ==
        "integer overflow");
}

TEST_CASE("traps: the backtrace names the functions from the innermost outwards") {
  auto store = new_store();
  ModuleBuilder module;
  uint32_t inner = module.function({}, {}, Code().unreachable());
  uint32_t middle = module.function({}, {}, Code().call(inner));
  module.export_function("outer", module.function({}, {}, Code().call(middle)));
  module.name_function(inner, "inner");
  module.name_function(middle, "middle");
  Instance& instance = instantiate(*store, module);
  Trap trap = trap_of(instance, "outer");
  CHECK(trap.reason == TrapReason::Unreachable);
  CHECK(names_of(trap) == std::vector<std::string>{"inner", "middle", "outer"});
  const loader::Module& decoded = instance.module();
  for (const BacktraceFrame& frame : trap.backtrace) {
    CHECK(frame.wasm_offset == decoded.body(frame.function_index).offset);
  }
}

TEST_CASE("traps: the backtrace crosses instances and host functions that call back") {
  auto store = new_store();
  ModuleBuilder inner;
  inner.export_function("fail", inner.function({}, {}, Code().unreachable()));
  Instance& failing = instantiate(*store, inner);

  struct Callback {
    Store& store;
    jit::FunctionRecord& function;
    std::optional<Trap> trap;
  } callback{*store, *failing.find_function("fail"), {}};
  auto call_back = [](void* data, jit::InstanceData*, uint64_t*) {
    auto* callback = static_cast<Callback*>(data);
    auto result = invoke(callback->store, callback->function, {});
    callback->trap = result.error();
    return jit::HostResult::Ok;
  };
  Linker linker;
  linker.define_host_function("host", "call_back", {{}, {}}, {call_back, &callback});
  linker.define_instance("inner", failing);
  ModuleBuilder outer;
  uint32_t host = outer.import_function("host", "call_back", outer.type({}, {}));
  uint32_t fail = outer.import_function("inner", "fail", outer.type({}, {}));
  outer.export_function("through_host", outer.function({}, {I32}, Code().call(host).i32_const(77)));
  outer.export_function("direct", outer.function({}, {}, Code().call(fail)));
  Instance& instance = instantiate(*store, outer, linker);

  CHECK(call_i32(instance, "through_host") == 77);
  REQUIRE(callback.trap);
  CHECK(names_of(*callback.trap) == std::vector<std::string>{"fail", "through_host"});
  CHECK(names_of(trap_of(instance, "direct")) == std::vector<std::string>{"fail", "direct"});
}

TEST_CASE("traps: a host function may end the guest's run with its own words") {
  auto store = new_store();
  auto refuse = [](void*, jit::InstanceData* instance, uint64_t*) {
    Thread::of(instance).raise(TrapReason::HostTrap, "not today");
    return jit::HostResult::Trap;
  };
  Linker linker;
  linker.define_host_function("host", "refuse", {{}, {}}, {refuse, nullptr});
  ModuleBuilder module;
  uint32_t import = module.import_function("host", "refuse", module.type({}, {}));
  module.export_function("run", module.function({}, {}, Code().call(import)));
  Trap trap = trap_of(instantiate(*store, module, linker), "run");
  CHECK(trap.message == "not today");
  CHECK(names_of(trap) == std::vector<std::string>{"run"});
}

TEST_CASE("traps: a bulk operation out of bounds has a backtrace too") {
  auto store = new_store();
  ModuleBuilder module;
  module.memory({.limits = {1, 1}});
  module.export_function(
      "fill",
      module.function({}, {}, Code().i32_const(65535).i32_const(0).i32_const(2).op({0xfc, 11, 0})));
  Trap trap = trap_of(instantiate(*store, module), "fill");
  CHECK(trap.message == "out of bounds memory access");
  CHECK(names_of(trap) == std::vector<std::string>{"fill"});
}

TEST_CASE("trap handler: a crash of the engine itself stays a crash") {
  auto store = new_store();
  pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    close(STDERR_FILENO);
    // doctest has a handler of its own, which would report this death as a failed test.
    struct sigaction action = {};
    action.sa_handler = SIG_DFL;
    sigaction(SIGABRT, &action, nullptr);
    volatile uintptr_t nowhere = 16;
    *reinterpret_cast<volatile int*>(nowhere) = 1;
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK_FALSE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
}

}  // namespace wali::engine::test
