#pragma once

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "engine/instantiate.h"
#include "engine/invoke.h"
#include "engine/linker.h"
#include "engine/store.h"
#include "loader/decoder.h"
#include "loader/text/assembler.h"
#include "tests/support/module_builder.h"

namespace wali::engine::test {

using loader::ValueType;
using wali::test::Code;
using wali::test::ModuleBuilder;

constexpr ValueType I32 = ValueType::I32;
constexpr ValueType I64 = ValueType::I64;
constexpr ValueType FuncRef = ValueType::FuncRef;

inline std::unique_ptr<Store> new_store(const StoreOptions& options = {}) {
  auto store = Store::create(options);
  REQUIRE_MESSAGE(store, (store ? "" : store.error().message));
  return std::move(*store);
}

inline std::shared_ptr<const loader::Module> decode(const ModuleBuilder& builder) {
  auto module = loader::decode(builder.bytes());
  REQUIRE_MESSAGE(module, (module ? "" : module.error().message));
  return *module;
}

inline std::shared_ptr<const loader::Module> assemble(std::string_view text) {
  auto bytes = loader::text::assemble(text);
  REQUIRE_MESSAGE(bytes, (bytes ? "" : bytes.error().message));
  auto module = loader::decode(*bytes);
  REQUIRE_MESSAGE(module, (module ? "" : module.error().message));
  return *module;
}

inline std::string words_of(const InstantiationFailure& failure) {
  if (auto* error = std::get_if<Error>(&failure)) return error->message;
  return std::get<Trap>(failure).message;
}

inline Instance& instantiate(Store& store,
                             const ModuleBuilder& builder,
                             const Linker& linker = {}) {
  auto instance = engine::instantiate(store, decode(builder), linker);
  REQUIRE_MESSAGE(instance, (instance ? "" : words_of(instance.error())));
  return **instance;
}

inline Instance& instantiate(Store& store, std::string_view text, const Linker& linker = {}) {
  auto instance = engine::instantiate(store, assemble(text), linker);
  REQUIRE_MESSAGE(instance, (instance ? "" : words_of(instance.error())));
  return **instance;
}

/// The words of an instantiation that must fail.
inline std::string failure_of(Store& store, std::string_view text, const Linker& linker = {}) {
  auto instance = engine::instantiate(store, assemble(text), linker);
  REQUIRE_FALSE(instance);
  return words_of(instance.error());
}

/// The words of an instantiation that must fail.
inline std::string failure_of(Store& store,
                              const ModuleBuilder& builder,
                              const Linker& linker = {}) {
  auto instance = engine::instantiate(store, decode(builder), linker);
  REQUIRE_FALSE(instance);
  return words_of(instance.error());
}

inline std::expected<std::vector<Value>, Trap> call(Instance& instance,
                                                    std::string_view name,
                                                    const std::vector<Value>& arguments = {}) {
  jit::FunctionRecord* function = instance.find_function(name);
  REQUIRE(function != nullptr);
  return invoke(instance.store(), *function, arguments);
}

/// The only result, an i32, of a call that must succeed.
inline uint32_t call_i32(Instance& instance,
                         std::string_view name,
                         const std::vector<Value>& arguments = {}) {
  auto results = call(instance, name, arguments);
  REQUIRE_MESSAGE(results, (results ? "" : results.error().message));
  REQUIRE(results->size() == 1);
  return results->front().as_i32();
}

inline uint64_t call_i64(Instance& instance,
                         std::string_view name,
                         const std::vector<Value>& arguments = {}) {
  auto results = call(instance, name, arguments);
  REQUIRE_MESSAGE(results, (results ? "" : results.error().message));
  REQUIRE(results->size() == 1);
  return results->front().as_i64();
}

/// The trap of a call that must fail.
inline Trap trap_of(Instance& instance,
                    std::string_view name,
                    const std::vector<Value>& arguments = {}) {
  auto results = call(instance, name, arguments);
  REQUIRE_FALSE(results);
  return results.error();
}

}  // namespace wali::engine::test
