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

struct NamedField {
  uint32_t offset;
  uint32_t size;
  const char* name;
};

#define FIELD(name) {offsetof(InstanceData, name), sizeof(InstanceData::name), #name}
constexpr NamedField kFields[] = {
    FIELD(memory_base),
    FIELD(stack_limit),
    FIELD(thread),
    FIELD(functions),
    FIELD(f32_sign),
    FIELD(f64_sign),
    FIELD(f32_magnitude),
    FIELD(f64_magnitude),
};
#undef FIELD

constexpr NamedField kBuiltins[] = {
#define BUILTIN(name) \
  {InstanceLayout::builtin_offset(Builtin::name), sizeof(BuiltinFunction), #name},
    WALI_JIT_BUILTINS(BUILTIN)
#undef BUILTIN
};

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

std::string InstanceLayout::name_at(uint32_t offset) const {
  for (const NamedField& field : kFields) {
    if (offset >= field.offset && offset < field.offset + field.size) return field.name;
  }
  for (const NamedField& builtin : kBuiltins) {
    if (offset == builtin.offset) return builtin.name;
  }
  struct Part {
    uint32_t begin, end;
    size_t size;
    const char* name;
    uint32_t first_index;
  };
  const Part parts[] = {
      {memories_, global_pointers_, sizeof(MemoryData*), "memory", 0},
      {global_pointers_, imports_, sizeof(GlobalCell*), "global", 0},
      {imports_, tables_, sizeof(ImportEntry), "import", 0},
      {tables_, globals_, sizeof(TableSlot), "table", 0},
      {globals_, size_, sizeof(GlobalCell), "global", imported_globals_},
  };
  for (const Part& part : parts) {
    if (offset < part.begin || offset >= part.end) continue;
    size_t index = (offset - part.begin) / part.size + part.first_index;
    return std::string(part.name) + " " + std::to_string(index);
  }
  return {};
}

bool table_is_private(const loader::Module& module, uint32_t table) {
  return table >= module.imported_tables && !is_exported(module, table);
}

bool table_is_fixed(const loader::Module& module, uint32_t table) {
  const loader::Limits& limits = module.tables[table].limits;
  return limits.max == limits.min && table_is_private(module, table);
}

}  // namespace wali::jit
