#include "jit/instance_layout.h"

#include <algorithm>
#include <cassert>

namespace wali::jit {
namespace {

bool is_exported(const loader::Module& module, uint32_t table) {
  return std::ranges::any_of(module.exports, [table](const loader::Export& each) {
    return each.kind == loader::ExternalKind::Table && each.index == table;
  });
}

class Placer {
 public:
  uint32_t place(size_t count, size_t size, size_t alignment) {
    end_ = (end_ + alignment - 1) & ~(alignment - 1);
    uint64_t begin = end_;
    end_ += count * size;
    // Memory operands have a signed 32-bit displacement.
    assert(end_ <= INT32_MAX);
    return static_cast<uint32_t>(begin);
  }

 private:
  uint64_t end_ = sizeof(InstanceData);
};

}  // namespace

InstanceLayout::InstanceLayout(const loader::Module& module)
    : imported_globals_(module.imported_globals) {
  Placer tail;
  memories_ = tail.place(module.memories.size(), sizeof(MemoryData*), alignof(MemoryData*));
  global_pointers_ = tail.place(imported_globals_, sizeof(GlobalCell*), alignof(GlobalCell*));
  imports_ = tail.place(module.imported_functions, sizeof(ImportEntry), alignof(ImportEntry));
  tables_ = tail.place(module.tables.size(), sizeof(TableSlot), alignof(TableSlot));
  globals_ = tail.place(
      module.globals.size() - imported_globals_, sizeof(GlobalCell), alignof(GlobalCell));
  size_ = tail.place(0, 0, alignof(InstanceData));
}

bool table_is_private(const loader::Module& module, uint32_t table) {
  return table >= module.imported_tables && !is_exported(module, table);
}

bool table_is_fixed(const loader::Module& module, uint32_t table) {
  const loader::Limits& limits = module.tables[table].limits;
  return limits.max == limits.min && table_is_private(module, table);
}

}  // namespace wali::jit
