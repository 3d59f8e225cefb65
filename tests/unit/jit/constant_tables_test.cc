#include "jit/constant_tables.h"

#include <doctest/doctest.h>

namespace wali::jit {
namespace {

/// Table 0 is imported, table 1 exported; tables 2 and 3 are private.
loader::Module module_of_tables() {
  loader::Module module;
  module.imported_tables = 1;
  module.tables.resize(4);
  module.exports = {{"table", loader::ExternalKind::Table, 1}};
  return module;
}

loader::ElementSegment active(uint32_t table) {
  loader::ElementSegment segment;
  segment.mode = loader::SegmentMode::Active;
  segment.table = table;
  return segment;
}

TEST_CASE("constant tables: only private ones are") {
  ConstantTables tables(module_of_tables());
  CHECK_FALSE(tables.is_constant(0));
  CHECK_FALSE(tables.is_constant(1));
  CHECK(tables.is_constant(2));
  CHECK(tables.is_constant(3));
}

TEST_CASE("constant tables: a write that comes before the first call spoils nothing") {
  ConstantTables tables(module_of_tables());
  tables.note_write(2);
  CHECK_FALSE(tables.is_constant(2));
  CHECK(tables.is_constant(3));
  tables.note_write(2);
  CHECK_FALSE(tables.was_mistaken());
}

TEST_CASE("constant tables: a write after a call that relied on there being none is a mistake") {
  ConstantTables tables(module_of_tables());
  CHECK_FALSE(tables.is_constant(1));
  tables.note_write(1);
  CHECK_FALSE(tables.was_mistaken());
  CHECK(tables.is_constant(3));
  tables.note_write(3);
  CHECK(tables.was_mistaken());
  CHECK_FALSE(tables.is_constant(3));
}

TEST_CASE("constant tables: one filled after an imported table is not") {
  loader::Module module = module_of_tables();
  module.elements = {active(2), active(0), active(3)};
  ConstantTables tables(module);
  CHECK(tables.is_constant(2));
  CHECK_FALSE(tables.is_constant(3));
}

}  // namespace
}  // namespace wali::jit
