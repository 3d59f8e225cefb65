#include "engine/table.h"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "engine/instance.h"

namespace wali::engine {

Result<std::unique_ptr<Table>> Table::create(const loader::TableType& type,
                                             const jit::InstanceData* private_to) {
  if (type.limits.min > kMaxLength) {
    return failure(
        ErrorKind::Resource,
        fmt::format("table of {} elements: at most {} are possible", type.limits.min, kMaxLength));
  }
  std::unique_ptr<Table> table(new Table(type, private_to));
  uint64_t most = std::min(type.limits.max.value_or(kMaxLength), kMaxLength);
  // Where address space is short, room to grow is what goes first.
  while (most != 0 && !table->reserve(most)) {
    if (most == type.limits.min) {
      return failure(ErrorKind::Resource,
                     fmt::format("no memory for a table: {}", strerror(errno)));
    }
    most = std::max(most / 2, type.limits.min);
  }
  table->data_.length = type.limits.min;
  return table;
}

/// Once; false with errno set.
bool Table::reserve(uint64_t length) {
  size_t bytes = length * sizeof(jit::TableEntry);
  void* entries = mmap(
      nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (entries == MAP_FAILED) return false;
  reserved_bytes_ = bytes;
  data_.entries = static_cast<jit::TableEntry*>(entries);
  return true;
}

Table::~Table() {
  if (reserved_bytes_ != 0) munmap(data_.entries, reserved_bytes_);
}

loader::TableType Table::type() const {
  loader::TableType type = type_;
  type.limits.min = data_.length;
  return type;
}

uint64_t Table::get(uint64_t index) const {
  return reinterpret_cast<uint64_t>(data_.entries[index].record);
}

void Table::set(uint64_t index, uint64_t reference) {
  jit::TableEntry& entry = data_.entries[index];
  auto* record = reinterpret_cast<jit::FunctionRecord*>(reference);
  if (record == nullptr) {
    entry = {};
  } else if (!holds_functions()) {
    if (shares_exceptions_) ExceptionHeap::share(reinterpret_cast<jit::Exception*>(reference));
    entry.record = record;
  } else {
    const void* code = record->code;
    if (private_to_ != nullptr && record->instance != nullptr &&
        record->instance->id == private_to_->id) {
      code = Instance::of(record->instance).direct_entry(record->function);
    }
    entry = {.code = code, .record = record, .type_id = record->type_id};
  }
}

void Table::share_exceptions() {
  if (!holds_exceptions()) return;
  shares_exceptions_ = true;
  for (uint64_t i = 0; i < data_.length; ++i) {
    ExceptionHeap::share(reinterpret_cast<jit::Exception*>(get(i)));
  }
}

uint64_t Table::grow(uint64_t delta, uint64_t reference) {
  uint64_t old_length = data_.length;
  if (delta > reserved_bytes_ / sizeof(jit::TableEntry) - old_length) {
    return loader::grow_failed(type_.index);
  }
  for (uint64_t i = 0; reference != 0 && i < delta; ++i) set(old_length + i, reference);
  // Emitted code of other threads may use the new elements from now on.
  std::atomic_ref(data_.length).store(old_length + delta, std::memory_order_release);
  return old_length;
}

void Table::refresh() {
  if (!holds_functions()) return;
  for (uint64_t i = 0; i < data_.length; ++i) set(i, get(i));
}

}  // namespace wali::engine
