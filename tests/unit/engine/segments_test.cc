#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

using loader::ExternalKind;
using loader::Mutability;

ModuleBuilder with_table(uint64_t length) {
  ModuleBuilder module;
  module.table({.limits = {length, length}});
  return module;
}

void export_call_through_table(ModuleBuilder& module) {
  uint32_t type = module.type({}, {I32});
  module.export_function("call",
                         module.function({I32}, {I32}, Code().local_get(0).call_indirect(type)));
}

}  // namespace

TEST_CASE("segments: active elements fill the table in front of the first call") {
  auto store = new_store();
  ModuleBuilder module = with_table(4);
  uint32_t five = module.function({}, {I32}, Code().i32_const(5));
  uint32_t six = module.function({}, {I32}, Code().i32_const(6));
  module.active_elements(1, {five, six});
  export_call_through_table(module);
  Instance& instance = instantiate(*store, module);
  CHECK(call_i32(instance, "call", {Value::i32(1)}) == 5);
  CHECK(call_i32(instance, "call", {Value::i32(2)}) == 6);
  CHECK(trap_of(instance, "call", {Value::i32(0)}).reason == jit::TrapReason::UninitializedElement);
  CHECK(trap_of(instance, "call", {Value::i32(4)}).reason == jit::TrapReason::UndefinedElement);
}

TEST_CASE("segments: a call through the table checks the type") {
  auto store = new_store();
  ModuleBuilder module = with_table(1);
  module.active_elements(0, {module.function({I32}, {}, Code())});
  export_call_through_table(module);
  Instance& instance = instantiate(*store, module);
  CHECK(trap_of(instance, "call", {Value::i32(0)}).message == "indirect call type mismatch");
}

TEST_CASE("segments: active elements out of the table's bounds trap") {
  auto store = new_store();
  ModuleBuilder module = with_table(1);
  uint32_t function = module.function({}, {}, Code());
  module.active_elements(1, {function});
  CHECK(failure_of(*store, module) == "out of bounds table access");
}

TEST_CASE("segments: data in front of the one that traps is written") {
  auto store = new_store();
  ModuleBuilder owner;
  owner.memory({.limits = {1, 1}});
  owner.export_item("memory", ExternalKind::Memory, 0);
  owner.export_function("load", owner.function({I32}, {I32}, Code().local_get(0).i32_load()));
  Instance& instance = instantiate(*store, owner);
  Linker linker;
  linker.define_instance("owner", instance);
  ModuleBuilder writer;
  writer.import_memory("owner", "memory", {.limits = {1, std::nullopt}});
  writer.active_data(16, "abcd");
  writer.active_data(65535, "xy");
  CHECK(failure_of(*store, writer, linker) == "out of bounds memory access");
  CHECK(call_i32(instance, "load", {Value::i32(16)}) == 0x64636261);
  CHECK(call_i32(instance, "load", {Value::i32(65532)}) == 0);
}

TEST_CASE("segments: memory.init reads a passive segment until it is dropped") {
  auto store = new_store();
  ModuleBuilder module;
  module.memory({.limits = {1, 1}});
  module.passive_data("abcdef");
  module.export_function("init",
                         module.function({I32, I32, I32},
                                         {I32},
                                         Code()
                                             .local_get(0)
                                             .local_get(1)
                                             .local_get(2)
                                             .op({0xfc, 8, 0, 0})
                                             .local_get(0)
                                             .i32_load()));
  module.export_function("drop", module.function({}, {I32}, Code().op({0xfc, 9, 0}).i32_const(0)));
  Instance& instance = instantiate(*store, module);
  CHECK(call_i32(instance, "init", {Value::i32(8), Value::i32(1), Value::i32(4)}) == 0x65646362);
  CHECK(trap_of(instance, "init", {Value::i32(8), Value::i32(3), Value::i32(4)}).message ==
        "out of bounds memory access");
  CHECK(call_i32(instance, "drop") == 0);
  CHECK(trap_of(instance, "init", {Value::i32(8), Value::i32(0), Value::i32(1)}).message ==
        "out of bounds memory access");
  CHECK(call_i32(instance, "init", {Value::i32(8), Value::i32(0), Value::i32(0)}) == 0x65646362);
}

TEST_CASE("segments: table.init, table.copy and elem.drop follow the same rules") {
  auto store = new_store();
  ModuleBuilder module = with_table(6);
  uint32_t one = module.function({}, {I32}, Code().i32_const(1));
  uint32_t two = module.function({}, {I32}, Code().i32_const(2));
  module.passive_elements({one, two});
  export_call_through_table(module);
  auto three_operands = [&](const char* name, std::initializer_list<uint8_t> instruction) {
    module.export_function(
        name,
        module.function(
            {I32, I32, I32},
            {I32},
            Code().local_get(0).local_get(1).local_get(2).op(instruction).i32_const(0)));
  };
  three_operands("init", {0xfc, 12, 0, 0});
  three_operands("copy", {0xfc, 14, 0, 0});
  module.export_function("drop", module.function({}, {I32}, Code().op({0xfc, 13, 0}).i32_const(0)));
  Instance& instance = instantiate(*store, module);
  auto operands = [](uint32_t a, uint32_t b, uint32_t c) {
    return std::vector{Value::i32(a), Value::i32(b), Value::i32(c)};
  };
  CHECK(call_i32(instance, "init", operands(0, 0, 2)) == 0);
  CHECK(call_i32(instance, "copy", operands(1, 0, 5)) == 0);
  CHECK(call_i32(instance, "call", {Value::i32(1)}) == 1);
  CHECK(call_i32(instance, "call", {Value::i32(2)}) == 2);
  CHECK(trap_of(instance, "copy", operands(2, 0, 5)).message == "out of bounds table access");
  CHECK(trap_of(instance, "init", operands(0, 1, 2)).message == "out of bounds table access");
  CHECK(call_i32(instance, "drop") == 0);
  CHECK(trap_of(instance, "init", operands(0, 0, 1)).message == "out of bounds table access");
}

TEST_CASE("tables: grow returns the old length until the maximum") {
  auto store = new_store();
  ModuleBuilder module;
  module.table({.limits = {1, 3}});
  module.export_function(
      "grow",
      module.function({I32}, {I32}, Code().ref_null(FuncRef).local_get(0).op({0xfc, 15, 0})));
  module.export_function("size", module.function({}, {I32}, Code().op({0xfc, 16, 0})));
  Instance& instance = instantiate(*store, module);
  CHECK(call_i32(instance, "grow", {Value::i32(2)}) == 1);
  CHECK(call_i32(instance, "grow", {Value::i32(1)}) == 0xffffffff);
  CHECK(call_i32(instance, "grow", {Value::i32(0xffffffff)}) == 0xffffffff);
  CHECK(call_i32(instance, "size") == 3);
}

TEST_CASE("tables: a shared table calls functions of the instance that put them there") {
  auto store = new_store();
  ModuleBuilder owner = with_table(2);
  owner.export_item("table", ExternalKind::Table, 0);
  owner.global({I32, Mutability::Variable}, Code().i32_const(11));
  uint32_t read = owner.function({}, {I32}, Code().global_get(0));
  owner.active_elements(0, {read});
  export_call_through_table(owner);
  Instance& first = instantiate(*store, owner);
  CHECK(call_i32(first, "call", {Value::i32(0)}) == 11);

  Linker linker;
  linker.define_instance("owner", first);
  ModuleBuilder user;
  user.import_table("owner", "table", {.limits = {2, std::nullopt}});
  user.global({I32, Mutability::Variable}, Code().i32_const(22));
  user.active_elements(1, {user.function({}, {I32}, Code().global_get(0))});
  export_call_through_table(user);
  Instance& second = instantiate(*store, user, linker);
  for (Instance* caller : {&first, &second}) {
    CHECK(call_i32(*caller, "call", {Value::i32(0)}) == 11);
    CHECK(call_i32(*caller, "call", {Value::i32(1)}) == 22);
  }
}

TEST_CASE("instantiation: the start function runs after the segments") {
  auto store = new_store();
  ModuleBuilder module;
  module.memory({.limits = {1, 1}});
  module.global({I32, Mutability::Variable}, Code().i32_const(0));
  module.active_data(0, std::string_view("\x2a\0\0\0", 4));
  module.start(module.function({}, {}, Code().i32_const(0).i32_load().global_set(0)));
  module.export_function("read", module.function({}, {I32}, Code().global_get(0)));
  CHECK(call_i32(instantiate(*store, module), "read") == 42);
}

TEST_CASE("instantiation: globals may be computed from imported ones") {
  auto store = new_store();
  Linker linker;
  linker.define("host", "base", store->new_global({I32, Mutability::Constant}, 1000));
  ModuleBuilder module;
  module.import_global("host", "base", {I32, Mutability::Constant});
  module.global({I32, Mutability::Constant}, Code().global_get(0).i32_const(24).i32_add());
  module.export_function("read", module.function({}, {I32}, Code().global_get(1)));
  CHECK(call_i32(instantiate(*store, module, linker), "read") == 1024);
}

}  // namespace wali::engine::test
