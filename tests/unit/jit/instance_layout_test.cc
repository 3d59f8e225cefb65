#include "jit/instance_layout.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

namespace wali::jit {
namespace {

loader::Module module_with(uint32_t imported, uint32_t defined) {
  loader::Module module;
  module.imported_functions = module.imported_tables = imported;
  module.imported_memories = module.imported_globals = imported;
  uint32_t all = imported + defined;
  module.functions.resize(all);
  module.tables.resize(all);
  module.memories.resize(all);
  module.globals.resize(all);
  return module;
}

struct Part {
  uint32_t offset;
  size_t size;
};

TEST_CASE("instance layout: the parts of the tail are aligned and do not overlap") {
  for (uint32_t imported : {0, 1, 2, 5}) {
    for (uint32_t defined : {0, 1, 3}) {
      CAPTURE(imported);
      CAPTURE(defined);
      InstanceLayout layout(module_with(imported, defined));
      std::vector<Part> parts = {{0, sizeof(InstanceData)}};
      for (uint32_t i = 0; i < imported; ++i) {
        parts.push_back({layout.import_offset(i), sizeof(ImportEntry)});
      }
      for (uint32_t i = 0; i < imported + defined; ++i) {
        parts.push_back({layout.memory_offset(i), sizeof(MemoryData*)});
        parts.push_back({layout.table_offset(i), sizeof(TableSlot)});
        bool is_pointer = i < imported;
        parts.push_back(
            {layout.global_offset(i), is_pointer ? sizeof(GlobalCell*) : sizeof(GlobalCell)});
        if (!is_pointer) CHECK(layout.global_offset(i) % alignof(GlobalCell) == 0);
      }
      std::ranges::sort(parts, {}, &Part::offset);
      for (size_t i = 0; i < parts.size(); ++i) {
        CHECK(parts[i].offset % 8 == 0);
        uint32_t next = i + 1 < parts.size() ? parts[i + 1].offset : layout.size();
        CHECK(parts[i].offset + parts[i].size <= next);
      }
      CHECK(layout.size() % alignof(InstanceData) == 0);
    }
  }
}

TEST_CASE("instance layout: a table is private unless it is imported or exported") {
  loader::Module module = module_with(1, 3);
  module.exports = {{"function", loader::ExternalKind::Function, 3},
                    {"table", loader::ExternalKind::Table, 2}};
  CHECK_FALSE(table_is_private(module, 0));
  CHECK(table_is_private(module, 1));
  CHECK_FALSE(table_is_private(module, 2));
  CHECK(table_is_private(module, 3));
}

TEST_CASE("instance layout: a table is fixed if it is private and cannot grow") {
  loader::Module module = module_with(1, 4);
  module.exports = {{"table", loader::ExternalKind::Table, 1}};
  module.tables[0].limits = module.tables[1].limits = module.tables[2].limits = {5, 5};
  module.tables[3].limits = {5, 6};
  module.tables[4].limits = {5, std::nullopt};
  CHECK_FALSE(table_is_fixed(module, 0));
  CHECK_FALSE(table_is_fixed(module, 1));
  CHECK(table_is_fixed(module, 2));
  CHECK_FALSE(table_is_fixed(module, 3));
  CHECK_FALSE(table_is_fixed(module, 4));
}

TEST_CASE("instance layout: every part has a name for listings") {
  loader::Module module = module_with(2, 3);
  module.memories.resize(1);
  module.globals.resize(3);
  module.imported_globals = 1;
  InstanceLayout layout(module);
  CHECK(layout.name_at(offsetof(InstanceData, stack_limit)) == "stack_limit");
  CHECK(layout.name_at(InstanceLayout::builtin_offset(Builtin::memory_grow)) == "memory_grow");
  CHECK(layout.name_at(layout.memory_offset(0)) == "memory 0");
  CHECK(layout.name_at(layout.global_offset(0)) == "global 0");
  CHECK(layout.name_at(layout.global_offset(2) + 8) == "global 2");
  CHECK(layout.name_at(layout.table_offset(2)) == "table 2");
  CHECK(layout.name_at(layout.size()).empty());
}

}  // namespace
}  // namespace wali::jit
