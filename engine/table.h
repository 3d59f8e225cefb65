#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "jit/instance_layout.h"
#include "loader/result.h"
#include "loader/types.h"

namespace wali::engine {

/// A table of one store. Elements never move, so that threads may call through it while it grows. A
/// reference is the word that Value holds. Indices are checked by the caller.
class Table {
 public:
  /// As many elements as the JS API allows.
  static constexpr uint64_t kMaxLength = 10'000'000;

  /// Private: neither imported nor exported by the instance that defines it (see jit::TableEntry);
  /// its instance then says which functions may be entered directly.
  static Result<std::unique_ptr<Table>> create(const loader::TableType& type,
                                               const jit::InstanceData* private_to);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table();

  /// With the present length as minimum, as import matching wants it.
  loader::TableType type() const;
  bool holds_functions() const { return loader::is_function_reference(type_.element); }
  bool holds_exceptions() const { return loader::is_exception_reference(type_.element); }
  uint64_t length() const {
    return std::atomic_ref(const_cast<uint64_t&>(data_.length)).load(std::memory_order_acquire);
  }
  jit::TableData& data() { return data_; }

  /// Another thread sees the old element or the new one.
  uint64_t get(uint64_t index) const;
  void set(uint64_t index, uint64_t reference);
  /// The old length, or -1 in the width of an index if the table cannot grow that far.
  uint64_t grow(uint64_t delta, uint64_t reference);
  /// From now on other threads see the table: exceptions in it, now or later, are not freed.
  void share_exceptions();

 private:
  Table(const loader::TableType& type, const jit::InstanceData* private_to)
      : type_(type), private_to_(private_to) {}
  bool reserve(uint64_t length);
  void copy_for_calls(const jit::FunctionRecord* record, jit::TableEntry& entry);

  loader::TableType type_;
  const jit::InstanceData* private_to_;
  jit::TableData data_{};
  size_t reserved_bytes_ = 0;
  std::atomic<bool> shares_exceptions_ = false;
};

/// True if [at, at + length) lies within `size`.
constexpr bool in_range(uint64_t at, uint64_t length, uint64_t size) {
  return at <= size && length <= size - at;
}

}  // namespace wali::engine
