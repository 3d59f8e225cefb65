#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "jit/register_set.h"
#include "loader/types.h"

/// The compile-time picture of a function's state: where each operand and local is at this point of
/// the code.
///
/// Operands are lazy: a constant costs nothing until used, a `local.get` is an alias of the local.
/// A local lives in a preserved register for the whole function (pinned), or is cached in a
/// register between its slot's load and store (dirty: the slot is stale), or only in its slot. What
/// control flow must agree on at a merge is therefore only which registers cache which locals: work
/// proportional to registers, never to locals.
namespace wali::jit {

constexpr uint32_t kNoAlias = UINT32_MAX;

template <typename Reg>
struct Value {
  enum class Kind : uint8_t {
    Frame,     // in its home slot
    Register,  // in `reg`, which nothing else uses
    Constant,  // `bits`
    Local,     // an alias of `local`, made before any later assignment to it
  };
  Kind kind = Kind::Frame;
  loader::ValueType type = loader::ValueType::I32;
  Reg reg{};
  uint32_t local = 0;  // Local; of a popped Frame value: the index it had on the stack
  uint32_t next_alias =
      kNoAlias;       // Local: index of the next older alias of the same local on the stack
  uint64_t bits = 0;  // Constant: i32 zero-extended, floats as their bits
};

template <typename Reg>
struct LocalState {
  loader::ValueType type;
  bool is_pinned = false;
  Reg reg = Reg::none;               // its register at this point
  Reg edge_reg = Reg::none;          // while an edge is planned: its register at the target
  int32_t slot = 0;                  // offset of its home from the stack pointer
  uint32_t newest_alias = kNoAlias;  // head of the chain of its aliases on the operand stack
};

/// Which registers cache which locals.
template <uint32_t kRegisterCount>
struct CacheState {
  // Written out, so that a value-initialized state does not clear `local_of`: only cached
  // registers' entries count.
  CacheState() {}
  RegisterSet cached = 0;
  RegisterSet dirty = 0;  // subset of `cached`
  std::array<uint32_t, kRegisterCount> local_of;
};

/// The operand stack. Its greatest height is known from validation, so pushing never checks.
template <typename T>
class ValueStack {
 public:
  /// Empties the stack and makes room for `height` values.
  void reset(size_t height) {
    if (values_.size() < height) values_.resize(height);
    size_ = 0;
  }
  size_t size() const { return size_; }
  T& operator[](size_t index) { return values_[index]; }
  const T& operator[](size_t index) const { return values_[index]; }
  T& back() { return values_[size_ - 1]; }
  void push_back(const T& value) { values_[size_++] = value; }
  void pop_back() { --size_; }

 private:
  std::vector<T> values_;
  size_t size_ = 0;
};

}  // namespace wali::jit
