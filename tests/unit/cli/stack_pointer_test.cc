#include <doctest/doctest.h>

#include "loader/decoder.h"
#include "tests/support/module_builder.h"
#include "wali/process/guest_thread.h"

namespace wali::process {
namespace {

using loader::Mutability;
using loader::ValueType;
using test::Code;
using test::ModuleBuilder;

constexpr loader::GlobalType kVariable{ValueType::I32, Mutability::Variable};

std::optional<uint32_t> found_in(const ModuleBuilder& builder) {
  auto module = loader::decode(builder.bytes());
  REQUIRE(module);
  return find_stack_pointer(**module);
}

ModuleBuilder with_globals() {
  ModuleBuilder module;
  module.import_global("env", "imported", kVariable);
  module.global({ValueType::I32, Mutability::Constant}, Code().i32_const(1));
  module.global(kVariable, Code().i32_const(2));
  module.global(kVariable, Code().i32_const(3));
  return module;
}

}  // namespace

TEST_CASE("stack pointer: the name section decides") {
  ModuleBuilder module = with_globals();
  module.name_global(3, "__stack_pointer");
  CHECK(found_in(module) == 3);
}

TEST_CASE("stack pointer: else an export") {
  ModuleBuilder module = with_globals();
  module.export_item("__stack_pointer", loader::ExternalKind::Global, 3);
  CHECK(found_in(module) == 3);
}

TEST_CASE("stack pointer: else the first variable i32 that the module defines") {
  CHECK(found_in(with_globals()) == 2);
  CHECK(found_in(ModuleBuilder()) == std::nullopt);
}

}  // namespace wali::process
