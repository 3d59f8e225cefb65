#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "loader/opcode.h"
#include "loader/types.h"

/// Reads the instructions of a function that has passed validation: nothing is checked again, and
/// every LEB128 may be padded as linkers pad what they relocate.
namespace wali::loader {

struct MemArg {
  uint32_t align_log2 = 0;
  uint64_t offset = 0;
  uint32_t memory = 0;
};

struct BlockType {
  enum class Kind : uint8_t { Empty, Value, TypeIndex };
  Kind kind = Kind::Empty;
  ValueType value{};        // Value: the only result
  uint32_t type_index = 0;  // TypeIndex
};

/// One clause of a try_table.
struct CatchClause {
  uint8_t kind = 0;
  uint32_t tag = 0;
  uint32_t label = 0;  // counts from outside of the try_table
  bool catches_all() const { return (kind & 2) != 0; }
  bool passes_reference() const { return (kind & 1) != 0; }
};

class CodeCursor {
 public:
  explicit CodeCursor(const std::byte* at) : at_(reinterpret_cast<const uint8_t*>(at)) {}

  const std::byte* at() const { return reinterpret_cast<const std::byte*>(at_); }

  Opcode opcode() {
    uint8_t byte = *at_++;
    if (is_prefix(byte)) [[unlikely]]
      return opcode_of(byte, u32());
    return opcode_of(byte);
  }

  uint8_t byte() { return *at_++; }
  /// A concrete type has the index that the module's bytes give, not the canonical one.
  ValueType value_type() {
    uint8_t code = *at_++;
    if (code == kNullableReference) [[unlikely]]
      return heap_type();
    if (code == kReference) [[unlikely]]
      return non_null(heap_type());
    return static_cast<ValueType>(code);
  }
  /// The nullable reference to the heap type.
  ValueType heap_type() {
    if ((*at_ & 0xC0) == 0x40) return static_cast<ValueType>(*at_++);
    return concrete(static_cast<uint32_t>(s64()), Nullability::Nullable);
  }

  uint32_t u32() {
    uint8_t first = *at_;
    if (first < 0x80) [[likely]] {
      ++at_;
      return first;
    }
    return static_cast<uint32_t>(unsigned_leb());
  }
  uint64_t u64() {
    uint8_t first = *at_;
    if (first < 0x80) [[likely]] {
      ++at_;
      return first;
    }
    return unsigned_leb();
  }
  int32_t s32() { return static_cast<int32_t>(s64()); }
  int64_t s64() {
    uint8_t first = *at_;
    if (first < 0x80) [[likely]] {
      ++at_;
      return static_cast<int8_t>(first << 1) >> 1;
    }
    return signed_leb();
  }

  uint32_t f32_bits() { return raw<uint32_t>(); }
  uint64_t f64_bits() { return raw<uint64_t>(); }

  BlockType block_type() {
    uint8_t first = *at_;
    if (first == 0x40) {
      ++at_;
      return {};
    }
    // Value types begin with a one-byte negative number; a padded type index has the continuation
    // bit.
    if (first < 0x80 && (first & 0x40) != 0) {
      return {.kind = BlockType::Kind::Value, .value = value_type()};
    }
    return {.kind = BlockType::Kind::TypeIndex, .type_index = static_cast<uint32_t>(s64())};
  }

  MemArg mem_arg() {
    uint32_t flags = u32();
    MemArg arg{.align_log2 = flags & ~kMemoryIndexFlag};
    if ((flags & kMemoryIndexFlag) != 0) [[unlikely]]
      arg.memory = u32();
    arg.offset = u64();
    return arg;
  }

  CatchClause catch_clause() {
    CatchClause clause{.kind = byte()};
    if (!clause.catches_all()) clause.tag = u32();
    clause.label = u32();
    return clause;
  }
  void skip_catch_clauses();

  void skip(size_t bytes) { at_ += bytes; }

  /// Passes over the immediates of `opcode`, which was just read.
  void skip_immediates(Opcode opcode);

  /// In front of a heap type: the reference to it.
  static constexpr uint8_t kNullableReference = 0x63;
  static constexpr uint8_t kReference = 0x64;

  /// In the alignment field of a memory argument: a memory index follows.
  static constexpr uint32_t kMemoryIndexFlag = 0x40;

 private:
  template <typename T>
  T raw() {
    T value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }

  uint64_t unsigned_leb() {
    uint64_t value = 0;
    for (uint32_t shift = 0;; shift += 7) {
      uint8_t byte = *at_++;
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
  int64_t signed_leb() {
    uint64_t value = 0;
    for (uint32_t shift = 0;;) {
      uint8_t byte = *at_++;
      value |= static_cast<uint64_t>(byte & 0x7f) << shift;
      shift += 7;
      if (byte >= 0x80) continue;
      if (shift < 64 && (byte & 0x40) != 0) value |= ~uint64_t{0} << shift;
      return static_cast<int64_t>(value);
    }
  }

  void skip_leb() {
    while (*at_++ >= 0x80) {
    }
  }

  const uint8_t* at_;
};

}  // namespace wali::loader
