#include "wali/cli/spectest.h"

#include <bit>
#include <initializer_list>
#include <string>

#include "wali/cli/message.h"
#include "wali/cli/values.h"

namespace wali::cli {
namespace {

using loader::ValueType;

constexpr const char* kModule = "spectest";

struct PrintFunction {
  const char* name;
  std::initializer_list<ValueType> params;
};

const PrintFunction kPrintFunctions[] = {
    {"print", {}},
    {"print_i32", {ValueType::I32}},
    {"print_i64", {ValueType::I64}},
    {"print_f32", {ValueType::F32}},
    {"print_f64", {ValueType::F64}},
    {"print_i32_f32", {ValueType::I32, ValueType::F32}},
    {"print_f64_f64", {ValueType::F64, ValueType::F64}},
};

jit::HostResult ignore_values(void*, jit::InstanceData*, uint64_t*) {
  return jit::HostResult::Ok;
}

jit::HostResult print_values(void* data, jit::InstanceData*, uint64_t* values) {
  auto* function = static_cast<const PrintFunction*>(data);
  std::string line = function->name;
  for (ValueType type : function->params) line += " " + format_value({type, *values++});
  print("{}\n", line);
  return jit::HostResult::Ok;
}

}  // namespace

Result<void> define_spectest(engine::Store& store, engine::Linker& linker, SpectestOutput output) {
  for (const PrintFunction& function : kPrintFunctions) {
    engine::HostFunction body{
        .callback = output == SpectestOutput::Printed ? print_values : ignore_values,
        .data = const_cast<PrintFunction*>(&function)};
    linker.define_host_function(kModule, function.name, {function.params, {}}, body);
  }

  constexpr uint32_t kInteger = 666;
  constexpr double kFloat = 666.6;
  auto define_global = [&](const char* name, engine::Value value) {
    loader::GlobalType type{value.type, loader::Mutability::Constant};
    linker.define(kModule, name, store.new_global(type, value.bits));
  };
  define_global("global_i32", engine::Value::i32(kInteger));
  define_global("global_i64", engine::Value::i64(kInteger));
  define_global("global_f32", engine::Value::f32(static_cast<float>(kFloat)));
  define_global("global_f64", engine::Value::f64(kFloat));

  constexpr loader::Limits kTableLimits{10, 20};
  constexpr loader::Limits kMemoryLimits{1, 2};
  using enum loader::IndexType;
  linker.define(kModule, "table", TRY(store.new_table({ValueType::FuncRef, I32, kTableLimits})));
  linker.define(kModule, "table64", TRY(store.new_table({ValueType::FuncRef, I64, kTableLimits})));
  linker.define(kModule, "memory", TRY(store.new_memory({I32, false, kMemoryLimits})));
  linker.define(kModule, "shared_memory", TRY(store.new_memory({I32, true, kMemoryLimits})));
  return {};
}

}  // namespace wali::cli
