#include "engine/bulk_operations.h"

#include "engine/memory/guarded_access.h"
#include "engine/memory_instance.h"

namespace wali::engine {
namespace {

using jit::TrapReason;

std::byte* host_address(MemoryInstance& memory, uint64_t at) {
  return memory.base() + at;
}

// In range, yet the guest may have unmapped or protected the pages, or cut the file behind them:
// that traps as any access there does.
TrapReason outcome(bool accessible) {
  if (accessible) return TrapReason::None;
  return memory::last_fault_was_bus_error() ? TrapReason::MappedFileTooShort
                                            : TrapReason::MemoryOutOfBounds;
}

}  // namespace

TrapReason memory_fill(
    Instance& instance, uint32_t memory, uint64_t to, uint8_t value, uint64_t length) {
  MemoryInstance& target = instance.memory(memory);
  if (!in_range(to, length, target.byte_size())) return TrapReason::MemoryOutOfBounds;
  return outcome(memory::guarded_fill(host_address(target, to), value, length));
}

TrapReason memory_copy(Instance& instance,
                       uint32_t to_memory,
                       uint32_t from_memory,
                       uint64_t to,
                       uint64_t from,
                       uint64_t length) {
  MemoryInstance& target = instance.memory(to_memory);
  MemoryInstance& source = instance.memory(from_memory);
  if (!in_range(to, length, target.byte_size()) || !in_range(from, length, source.byte_size())) {
    return TrapReason::MemoryOutOfBounds;
  }
  return outcome(
      memory::guarded_copy(host_address(target, to), host_address(source, from), length));
}

TrapReason memory_init(Instance& instance,
                       uint32_t memory,
                       uint32_t segment,
                       uint64_t to,
                       uint64_t from,
                       uint64_t length) {
  MemoryInstance& target = instance.memory(memory);
  std::span<const std::byte> bytes = instance.data_segment(segment);
  if (!in_range(to, length, target.byte_size()) || !in_range(from, length, bytes.size())) {
    return TrapReason::MemoryOutOfBounds;
  }
  if (length == 0) return TrapReason::None;
  return outcome(memory::guarded_copy(host_address(target, to), bytes.data() + from, length));
}

TrapReason table_fill(
    Instance& instance, uint32_t table, uint64_t to, uint64_t reference, uint64_t length) {
  Table& target = instance.table(table);
  if (!in_range(to, length, target.length())) return TrapReason::TableOutOfBounds;
  for (uint64_t i = 0; i < length; ++i) target.set(to + i, reference);
  return TrapReason::None;
}

TrapReason table_copy(Instance& instance,
                      uint32_t to_table,
                      uint32_t from_table,
                      uint64_t to,
                      uint64_t from,
                      uint64_t length) {
  Table& target = instance.table(to_table);
  Table& source = instance.table(from_table);
  if (!in_range(to, length, target.length()) || !in_range(from, length, source.length())) {
    return TrapReason::TableOutOfBounds;
  }
  if (to <= from) {
    for (uint64_t i = 0; i < length; ++i) target.set(to + i, source.get(from + i));
  } else {
    for (uint64_t i = length; i-- > 0;) target.set(to + i, source.get(from + i));
  }
  return TrapReason::None;
}

TrapReason table_init(Instance& instance,
                      uint32_t table,
                      uint32_t segment,
                      uint64_t to,
                      uint64_t from,
                      uint64_t length) {
  Table& target = instance.table(table);
  if (!in_range(to, length, target.length()) ||
      !in_range(from, length, instance.element_count(segment))) {
    return TrapReason::TableOutOfBounds;
  }
  for (uint64_t i = 0; i < length; ++i) target.set(to + i, instance.element(segment, from + i));
  return TrapReason::None;
}

}  // namespace wali::engine
