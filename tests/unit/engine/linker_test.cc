#include "engine/linker.h"

#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

using jit::HostResult;
using loader::ExternalKind;
using loader::Mutability;

HostResult add(void* data, jit::InstanceData*, uint64_t* values) {
  values[0] = static_cast<uint32_t>(values[0] + values[1] + *static_cast<int*>(data));
  return HostResult::Ok;
}

ModuleBuilder caller_of_import(const ModuleBuilder::Types& params) {
  ModuleBuilder module;
  uint32_t imported = module.import_function("host", "add", module.type(params, {I32}));
  module.export_function(
      "run", module.function({I32, I32}, {I32}, Code().local_get(0).local_get(1).call(imported)));
  return module;
}

}  // namespace

TEST_CASE("linker: a host function gets its arguments and returns its result") {
  auto store = new_store();
  int bias = 100;
  Linker linker;
  linker.define_host_function("host", "add", {{I32, I32}, {I32}}, {add, &bias});
  Instance& instance = instantiate(*store, caller_of_import({I32, I32}), linker);
  CHECK(call_i32(instance, "run", {Value::i32(3), Value::i32(4)}) == 107);
}

TEST_CASE("linker: a missing import is named with its type") {
  auto store = new_store();
  CHECK(failure_of(*store, caller_of_import({I32, I32})) ==
        "unknown import: \"host\" \"add\", a function (i32 i32) -> (i32)");
}

TEST_CASE("linker: a function of another type is refused with both types") {
  auto store = new_store();
  int bias = 0;
  Linker linker;
  linker.define_host_function("host", "add", {{I64}, {I32}}, {add, &bias});
  CHECK(
      failure_of(*store, caller_of_import({I32, I32}), linker) ==
      "incompatible import type: \"host\" \"add\" is a function (i64) -> (i32), the module wants a "
      "function (i32 i32) -> (i32)");
}

TEST_CASE("linker: a host module answers for whatever type the import has") {
  auto store = new_store();
  int bias = 1;
  Linker linker;
  linker.define_host_module(
      "host",
      [&](std::string_view name, const loader::FunctionType& type) -> std::optional<HostFunction> {
        if (name != "add" || type.params.size() != 2) return std::nullopt;
        return HostFunction{add, &bias};
      });
  Instance& instance = instantiate(*store, caller_of_import({I32, I32}), linker);
  CHECK(call_i32(instance, "run", {Value::i32(1), Value::i32(2)}) == 4);
}

TEST_CASE("linker: memories match by size, maximum and sharing") {
  auto store = new_store();
  ModuleBuilder owner;
  owner.memory({.limits = {1, 3}});
  owner.export_item("memory", ExternalKind::Memory, 0);
  Linker linker;
  linker.define_instance("owner", instantiate(*store, owner));

  auto import = [](loader::MemoryType type) {
    ModuleBuilder module;
    module.import_memory("owner", "memory", type);
    return module;
  };
  instantiate(*store, import({.limits = {1, 3}}), linker);
  instantiate(*store, import({.limits = {0, std::nullopt}}), linker);
  for (const loader::MemoryType& wrong : {loader::MemoryType{.limits = {2, 3}},
                                          loader::MemoryType{.limits = {1, 2}},
                                          loader::MemoryType{.shared = true, .limits = {1, 3}}}) {
    CHECK(failure_of(*store, import(wrong), linker).starts_with("incompatible import type"));
  }
}

TEST_CASE("linker: a grown memory matches by its present size") {
  auto store = new_store();
  ModuleBuilder owner;
  owner.memory({.limits = {1, 3}});
  owner.export_item("memory", ExternalKind::Memory, 0);
  owner.export_function("grow", owner.function({}, {I32}, Code().i32_const(1).memory_grow()));
  Instance& instance = instantiate(*store, owner);
  Linker linker;
  linker.define_instance("owner", instance);
  ModuleBuilder module;
  module.import_memory("owner", "memory", {.limits = {2, 3}});
  CHECK(failure_of(*store, module, linker).starts_with("incompatible import type"));
  CHECK(call_i32(instance, "grow") == 1);
  instantiate(*store, module, linker);
}

TEST_CASE("linker: globals match by type and mutability, and are shared") {
  auto store = new_store();
  ModuleBuilder owner;
  owner.global({I32, Mutability::Variable}, Code().i32_const(7));
  owner.export_item("counter", ExternalKind::Global, 0);
  owner.export_function("read", owner.function({}, {I32}, Code().global_get(0)));
  Instance& instance = instantiate(*store, owner);
  Linker linker;
  linker.define_instance("owner", instance);

  ModuleBuilder constant;
  constant.import_global("owner", "counter", {I32, Mutability::Constant});
  CHECK(
      failure_of(*store, constant, linker) ==
      "incompatible import type: \"owner\" \"counter\" is a mutable global i32, the module wants a "
      "constant global i32");

  ModuleBuilder writer;
  writer.import_global("owner", "counter", {I32, Mutability::Variable});
  writer.export_function(
      "write", writer.function({}, {I32}, Code().i32_const(9).global_set(0).global_get(0)));
  CHECK(call_i32(instantiate(*store, writer, linker), "write") == 9);
  CHECK(call_i32(instance, "read") == 9);
}

TEST_CASE("linker: a function imported from another instance sees its own globals") {
  auto store = new_store();
  ModuleBuilder owner;
  owner.global({I32, Mutability::Variable}, Code().i32_const(5));
  owner.export_function(
      "next",
      owner.function(
          {}, {I32}, Code().global_get(0).i32_const(1).i32_add().global_set(0).global_get(0)));
  Linker linker;
  linker.define_instance("owner", instantiate(*store, owner));
  ModuleBuilder user;
  uint32_t next = user.import_function("owner", "next", user.type({}, {I32}));
  user.global({I32, Mutability::Variable}, Code().i32_const(1000));
  user.export_function("run", user.function({}, {I32}, Code().call(next).global_get(0).i32_add()));
  Instance& instance = instantiate(*store, user, linker);
  CHECK(call_i32(instance, "run") == 1006);
  CHECK(call_i32(instance, "run") == 1007);
}

}  // namespace wali::engine::test
