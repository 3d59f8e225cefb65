#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

using jit::HostResult;
using loader::ExternalKind;
using loader::Mutability;

constexpr ValueType V128 = ValueType::V128;
constexpr uint64_t kLow = 0x0706050403020100, kHigh = 0x0f0e0d0c0b0a0908;

/// (v128 i64 v128) -> (v128 i32): what the first has more than the second, and the integer.
HostResult difference(void*, jit::InstanceData*, uint64_t* values) {
  uint64_t low = values[0] - values[3];
  uint64_t high = values[1] - values[4];
  values[0] = low;
  values[1] = high;
  return HostResult::Ok;
}

Code v128_const(uint64_t low, uint64_t high) {
  Code code;
  code.op({0xfd, 0x0c});
  for (uint64_t half : {low, high}) {
    for (int i = 0; i < 8; ++i) code.op({static_cast<uint8_t>(half >> (8 * i))});
  }
  return code;
}

}  // namespace

TEST_CASE("vectors: cross between C++ and Wasm beside other values") {
  auto store = new_store();
  ModuleBuilder module;
  module.export_function(
      "turn",
      module.function({I32, V128, I64, V128},
                      {V128, I64, V128, I32},
                      Code().local_get(3).local_get(2).local_get(1).local_get(0)));
  Value first = Value::v128(kLow, kHigh), second = Value::v128(1, UINT64_MAX);
  auto results =
      call(instantiate(*store, module), "turn", {Value::i32(7), first, Value::i64(8), second});
  REQUIRE(results);
  CHECK(*results == std::vector{second, Value::i64(8), first, Value::i32(7)});
}

TEST_CASE("vectors: host functions get and return them in two words") {
  auto store = new_store();
  Linker linker;
  linker.define_host_function(
      "host", "difference", {{V128, I64, V128}, {V128, I32}}, {difference, nullptr});
  ModuleBuilder module;
  uint32_t imported =
      module.import_function("host", "difference", module.type({V128, I64, V128}, {V128, I32}));
  module.export_function(
      "run",
      module.function({V128, V128},
                      {V128, I32},
                      Code().local_get(0).i64_const(0x100000005).local_get(1).call(imported)));
  auto results = call(instantiate(*store, module, linker),
                      "run",
                      {Value::v128(kLow, kHigh), Value::v128(kLow - 3, kHigh - 4)});
  REQUIRE(results);
  CHECK(*results == std::vector{Value::v128(3, 4), Value::i32(5)});
}

TEST_CASE("vectors: globals hold them, and other instances see them") {
  auto store = new_store();
  ModuleBuilder owner;
  owner.global({V128, Mutability::Variable}, v128_const(kLow, kHigh));
  owner.global({V128, Mutability::Constant}, v128_const(kHigh, kLow));
  owner.export_item("changing", ExternalKind::Global, 0);
  owner.export_item("fixed", ExternalKind::Global, 1);
  owner.export_function("read",
                        owner.function({}, {V128, V128}, Code().global_get(0).global_get(1)));
  Instance& instance = instantiate(*store, owner);
  CHECK(*call(instance, "read") == std::vector{Value::v128(kLow, kHigh), Value::v128(kHigh, kLow)});

  Linker linker;
  linker.define_instance("owner", instance);
  ModuleBuilder user;
  user.import_global("owner", "changing", {V128, Mutability::Variable});
  user.import_global("owner", "fixed", {V128, Mutability::Constant});
  user.global({V128, Mutability::Constant}, Code().global_get(1));
  user.export_function("copy",
                       user.function({}, {V128}, Code().global_get(2).global_set(0).global_get(1)));
  CHECK(*call(instantiate(*store, user, linker), "copy") == std::vector{Value::v128(kHigh, kLow)});
  CHECK(call(instance, "read")->front() == Value::v128(kHigh, kLow));
}

TEST_CASE(
    "vectors: a function of another instance takes and returns more than fit into registers") {
  constexpr size_t kCount = 12;
  auto store = new_store();
  ModuleBuilder owner;
  std::vector<ValueType> types;
  Code reversed, forward;
  for (uint32_t i = 0; i < kCount; ++i) {
    types.push_back(V128);
    types.push_back(I32);
    forward.local_get(2 * i).local_get(2 * i + 1);
    reversed.local_get(2 * (kCount - 1 - i)).local_get(2 * i + 1);
  }
  owner.export_function("reverse", owner.function(types, types, reversed));
  Linker linker;
  linker.define_instance("owner", instantiate(*store, owner));
  ModuleBuilder user;
  uint32_t reverse = user.import_function("owner", "reverse", user.type(types, types));
  user.export_function("run", user.function(types, types, forward.call(reverse)));
  std::vector<Value> arguments, expected;
  for (uint32_t i = 0; i < kCount; ++i) {
    uint32_t opposite = kCount - 1 - i;
    arguments.insert(arguments.end(), {Value::v128(i, ~uint64_t{i}), Value::i32(100 + i)});
    expected.insert(expected.end(),
                    {Value::v128(opposite, ~uint64_t{opposite}), Value::i32(100 + i)});
  }
  auto results = call(instantiate(*store, user, linker), "run", arguments);
  REQUIRE(results);
  CHECK(*results == expected);
}

}  // namespace wali::engine::test
