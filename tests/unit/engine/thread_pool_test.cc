#include "engine/thread_pool.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <latch>
#include <set>
#include <string>

#include "engine/type_registry.h"
#include "tests/support/host_features.h"
#include "tests/unit/engine/threads.h"

namespace wali::engine::test {
namespace {

using loader::ExternalKind;
using loader::Mutability;
using wali::test::HostFeature;
using wali::test::needs;

/// "add" adds to a mutable global that begins with 5, again and again, and returns it.
ModuleBuilder counter() {
  ModuleBuilder module;
  module.global({I32, Mutability::Variable}, Code().i32_const(5));
  module.export_item("counter", ExternalKind::Global, 0);
  Code add;
  add.loop().global_get(0).i32_const(1).i32_add().global_set(0);
  add.local_get(0).i32_const(1).i32_sub().local_tee(0).br_if(0).end().global_get(0);
  module.export_function("add", module.function({I32}, {I32}, add));
  return module;
}

size_t count_mappings() {
  std::ifstream maps("/proc/self/maps");
  size_t lines = 0;
  for (std::string line; std::getline(maps, line);) ++lines;
  return lines;
}

}  // namespace

TEST_CASE("threads: each has globals of its own, with the values of its parent") {
  auto store = new_store();
  Instance& instance = instantiate(*store, counter());
  CHECK(call_i32(instance, "add", {Value::i32(1)}) == 6);
  constexpr int kThreads = 8;
  std::array<uint32_t, kThreads> results{};
  in_threads(*store, kThreads, [&](Thread&, uint64_t i) {
    auto times = static_cast<uint32_t>(100000 + i);
    auto value = invoke(*store, *instance.find_function("add"), {{Value::i32(times)}});
    if (value) results[i] = value->front().as_i32();
  });
  for (uint32_t i = 0; i < kThreads; ++i) CHECK(results[i] == 6 + 100000 + i);
  CHECK(call_i32(instance, "add", {Value::i32(1)}) == 7);
}

TEST_CASE("threads: an imported global is that of the same thread") {
  auto store = new_store();
  Instance& owner = instantiate(*store, counter());
  Linker linker;
  linker.define_instance("owner", owner);
  ModuleBuilder module;
  module.import_global("owner", "counter", {I32, Mutability::Variable});
  module.export_function("set", module.function({I32}, {}, Code().local_get(0).global_set(0)));
  Instance& importer = instantiate(*store, module, linker);
  std::array<uint32_t, 4> results{};
  in_threads(*store, 4, [&](Thread&, uint64_t i) {
    auto start = Value::i32(static_cast<uint32_t>(1000 * i));
    if (!invoke(*store, *importer.find_function("set"), {{start}})) return;
    auto value = invoke(*store, *owner.find_function("add"), {{Value::i32(3)}});
    if (value) results[i] = value->front().as_i32();
  });
  CHECK(results == std::array<uint32_t, 4>{3, 1003, 2003, 3003});
  CHECK(call_i32(owner, "add", {Value::i32(1)}) == 6);
}

TEST_CASE("threads: the id is the system's, and stacks are used again") {
  auto store = new_store();
  instantiate(*store, counter());
  std::mutex mutex;
  std::set<pid_t> own_ids;
  std::set<const std::byte*> stacks;
  size_t mappings = 0;
  for (int round = 0; round < 200; ++round) {
    auto ids = in_threads(*store, 3, [&](Thread& thread, uint64_t) {
      std::lock_guard lock(mutex);
      own_ids.insert(gettid());
      stacks.insert(thread.stack().top());
    });
    for (pid_t id : ids) CHECK(own_ids.contains(id));
    if (round == 50) mappings = count_mappings();
  }
  CHECK(stacks.size() < 60);
  CHECK(count_mappings() < mappings + 40);
}

TEST_CASE("threads: a trap has the frames of its thread and leaves the others alone") {
  auto store = new_store();
  ModuleBuilder module;
  uint32_t inner = module.function({I32}, {I32}, Code().i32_const(8).local_get(0).i32_div_s());
  module.name_function(inner, "inner");
  uint32_t outer = module.function({I32}, {I32}, Code().local_get(0).call(inner));
  module.name_function(outer, "outer");
  module.export_function("divide", outer);
  Instance& instance = instantiate(*store, module);
  std::atomic<int> wrong = 0;
  in_threads(*store, 6, [&](Thread&, uint64_t i) {
    for (int times = 0; times < 300; ++times) {
      auto divisor = static_cast<uint32_t>(i % 2);
      auto result = invoke(*store, *instance.find_function("divide"), {{Value::i32(divisor)}});
      bool right = divisor != 0 ? result.has_value() && result->front().as_i32() == 8
                                : !result && result.error().backtrace.size() == 2 &&
                                      result.error().backtrace[0].function == "inner" &&
                                      result.error().message == "integer divide by zero";
      if (!right) ++wrong;
    }
  });
  CHECK(wrong == 0);
}

TEST_CASE("threads: an exhausted stack traps in the thread that exhausts it") {
  auto store = new_store({.stack_size = size_t{1} << 20});
  ModuleBuilder module;
  module.export_function("forever", module.function({}, {}, Code().call(0)));
  Instance& instance = instantiate(*store, module);
  std::atomic<int> exhausted = 0;
  for (int round = 0; round < 3; ++round) {
    in_threads(*store, 4, [&](Thread&, uint64_t) {
      auto result = invoke(*store, *instance.find_function("forever"), {});
      if (!result && result.error().reason == jit::TrapReason::StackExhausted) ++exhausted;
    });
  }
  CHECK(exhausted == 12);
}

TEST_CASE("threads: a table that several threads grow at once gets every element") {
  auto store = new_store();
  ModuleBuilder module;
  module.table({.element = FuncRef, .limits = {0, 100000}});
  uint32_t type = module.type({}, {I32});
  Code grow;
  grow.op({0xd0, 0x70}).i32_const(1).op({0xfc, 15, 0});
  module.export_function("grow", module.function_of_type(type, {}, grow));
  Instance& instance = instantiate(*store, module);
  std::mutex mutex;
  std::set<uint32_t> old_lengths;
  in_threads(*store, 4, [&](Thread&, uint64_t) {
    for (int i = 0; i < 500; ++i) {
      auto result = invoke(*store, *instance.find_function("grow"), {});
      std::lock_guard lock(mutex);
      if (result) old_lengths.insert(result->front().as_i32());
    }
  });
  CHECK(instance.table(0).length() == 2000);
  CHECK(old_lengths.size() == 2000);
}

TEST_CASE("threads: types, thunks and host functions are made by several threads at once") {
  auto store = new_store();
  constexpr int kThreads = 4, kTypes = 60;
  std::array<std::array<jit::FunctionRecord*, kTypes>, kThreads> records{};
  in_threads(*store, kThreads, [&](Thread&, uint64_t i) {
    for (size_t k = 0; k < kTypes; ++k) {
      loader::FunctionType type{std::vector(k, I32), {}};
      auto nothing = [](void*, jit::InstanceData*, uint64_t*) { return jit::HostResult::Ok; };
      auto record = store->host_function(type, {nothing});
      if (!record) continue;
      records[i][k] = *record;
      std::vector<Value> arguments(k, Value::i32(0));
      if (!invoke(*store, **record, arguments)) records[i][k] = nullptr;
    }
  });
  for (size_t k = 0; k < kTypes; ++k) {
    REQUIRE(records[0][k] != nullptr);
    CHECK(canonical_type(records[0][k]->type_id).params.size() == k);
  }
}

TEST_CASE("threads: one that runs can call an instance that is made later") {
  auto store = new_store();
  ModuleBuilder first;
  first.table({.element = FuncRef, .limits = {1, 1}});
  first.export_item("table", ExternalKind::Table, 0);
  uint32_t type = first.type({}, {I32});
  first.export_function("call",
                        first.function_of_type(type, {}, Code().i32_const(0).call_indirect(type)));
  Instance& caller = instantiate(*store, first);
  std::latch running(1), made(1);
  std::atomic<uint32_t> answer = 0;
  Job job{[&](Thread&, uint64_t) {
            running.count_down();
            made.wait();
            auto result = invoke(*store, *caller.find_function("call"), {});
            if (result) answer = result->front().as_i32();
          },
          std::latch(1)};
  REQUIRE(store->threads().start(store->thread(), {run_job, &job, {}}));
  running.wait();
  Linker linker;
  linker.define_instance("first", caller);
  ModuleBuilder second;
  second.import_table("first", "table", {.element = FuncRef, .limits = {1, 1}});
  second.global({I32, Mutability::Variable}, Code().i32_const(41));
  Code body;
  body.global_get(0).i32_const(1).i32_add();
  second.active_elements(0, {second.function({}, {I32}, body)});
  instantiate(*store, second, linker);
  made.count_down();
  job.done.wait();
  CHECK(answer == 42);
}

TEST_CASE("threads: after a fork the child has one thread and can start others" *
          needs(HostFeature::ThreadsAfterFork)) {
  auto store = new_store();
  Instance& instance = instantiate(*store, counter());
  std::atomic<bool> stop = false;
  Job busy{[&](Thread&, uint64_t) {
             while (!stop) {
               loader::FunctionType type{std::vector(7, I64), {}};
               (void)store->thunks().entry(type);
               (void)canonical_type_id(type);
               (void)invoke(*store, *instance.find_function("add"), {{Value::i32(10)}});
             }
           },
           std::latch(3)};
  for (int i = 0; i < 3; ++i) {
    REQUIRE(store->threads().start(store->thread(), {run_job, &busy, {}}));
  }
  for (int round = 0; round < 30; ++round) {
    store->before_fork();
    pid_t child = fork();
    if (child == 0) {
      store->after_fork_in_child();
      std::atomic<uint32_t> value = 0;
      Job job{[&](Thread&, uint64_t) {
                auto result = invoke(*store, *instance.find_function("add"), {{Value::i32(2)}});
                value = result ? result->front().as_i32() : 0;
              },
              std::latch(1)};
      bool started = store->threads().start(store->thread(), {run_job, &job, {}}).has_value();
      if (started) job.done.wait();
      _exit(value == 7 ? 0 : 1);
    }
    store->after_fork_in_parent();
    REQUIRE(child > 0);
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  stop = true;
  busy.done.wait();
}

}  // namespace wali::engine::test
