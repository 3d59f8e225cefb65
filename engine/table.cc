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
  type.limits.min = length();
  return type;
}

uint64_t Table::get(uint64_t index) const {
  auto* record = std::atomic_ref(data_.entries[index].record).load(std::memory_order_acquire);
  return reinterpret_cast<uint64_t>(record);
}

void Table::set(uint64_t index, uint64_t reference) {
  if (shares_exceptions_ && reference != 0) {
    ExceptionHeap::share(reinterpret_cast<jit::Exception*>(reference));
  }
  jit::TableEntry& entry = data_.entries[index];
  auto* record = reinterpret_cast<jit::FunctionRecord*>(reference);
  if (private_to_ != nullptr && holds_functions()) copy_for_calls(record, entry);
  std::atomic_ref(entry.record).store(record, std::memory_order_release);
}

/// No thread reads the copy while it changes (see jit::ConstantTables), but where nobody reads it
/// several may write it.
void Table::copy_for_calls(const jit::FunctionRecord* record, jit::TableEntry& entry) {
  const void* code = nullptr;
  if (record != nullptr) {
    bool is_own = record->instance != nullptr && record->instance->id == private_to_->id;
    code = is_own ? Instance::of(record->instance).direct_entry(record->function) : record->code;
  }
  std::atomic_ref(entry.code).store(code, std::memory_order_relaxed);
  std::atomic_ref(entry.type_id)
      .store(record == nullptr ? 0 : record->type_id, std::memory_order_relaxed);
}

void Table::share_exceptions() {
  if (!holds_exceptions()) return;
  shares_exceptions_ = true;
  for (uint64_t i = 0; i < length(); ++i) {
    ExceptionHeap::share(reinterpret_cast<jit::Exception*>(get(i)));
  }
}

uint64_t Table::grow(uint64_t delta, uint64_t reference) {
  uint64_t old_length = length();
  if (delta > reserved_bytes_ / sizeof(jit::TableEntry) - old_length) {
    return loader::grow_failed(type_.index);
  }
  for (uint64_t i = 0; reference != 0 && i < delta; ++i) set(old_length + i, reference);
  // Emitted code of other threads may use the new elements from now on.
  std::atomic_ref(data_.length).store(old_length + delta, std::memory_order_release);
  return old_length;
}

}  // namespace wali::engine
