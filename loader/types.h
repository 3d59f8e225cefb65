#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Types of the WebAssembly specification (core spec, section 2.3), in their binary encoding.
namespace wali::loader {

/// A value type in one word, so that equal words are equal types. The low byte is the code of the
/// binary format; of a reference it is that of the abstract heap type, and the word with nothing
/// else in it is the nullable reference. Two bits and a type index above it say the rest: see
/// `non_null` and `concrete`. Every concrete heap type here is a function type, so its low byte is
/// that of func.
enum class ValueType : uint32_t {
  I32 = 0x7f,
  I64 = 0x7e,
  F32 = 0x7d,
  F64 = 0x7c,
  V128 = 0x7b,
  FuncRef = 0x70,
  ExternRef = 0x6f,
  ExnRef = 0x69,
  NullFuncRef = 0x73,    // (ref null nofunc)
  NullExternRef = 0x72,  // (ref null noextern)
  NullExnRef = 0x74,     // (ref null noexn)
};

namespace detail {
constexpr uint32_t kHeapTypeMask = 0xff;
constexpr uint32_t kNonNullable = 1u << 8;
constexpr uint32_t kConcrete = 1u << 9;
constexpr uint32_t kTypeIndexShift = 10;
constexpr uint32_t bits_of(ValueType type) {
  return static_cast<uint32_t>(type);
}
}  // namespace detail

/// References that name a type by an index hold it in 22 bits.
constexpr uint32_t kMaxConcreteIndex = (1u << (32 - detail::kTypeIndexShift)) - 1;

/// The codes of abstract heap types are the bytes from `exn` to `noexn`.
constexpr bool is_reference(ValueType type) {
  uint32_t code = detail::bits_of(type) & detail::kHeapTypeMask;
  return code >= detail::bits_of(ValueType::ExnRef) &&
         code <= detail::bits_of(ValueType::NullExnRef);
}
constexpr bool is_integer(ValueType type) {
  return type == ValueType::I32 || type == ValueType::I64;
}
constexpr bool is_float(ValueType type) {
  return type == ValueType::F32 || type == ValueType::F64;
}
constexpr bool is_vector(ValueType type) {
  return type == ValueType::V128;
}

/// What follows is about references.
constexpr bool is_nullable(ValueType type) {
  return (detail::bits_of(type) & detail::kNonNullable) == 0;
}
constexpr ValueType non_null(ValueType type) {
  return static_cast<ValueType>(detail::bits_of(type) | detail::kNonNullable);
}
constexpr ValueType nullable(ValueType type) {
  return static_cast<ValueType>(detail::bits_of(type) & ~detail::kNonNullable);
}

enum class Nullability : uint8_t { NonNull, Nullable };

/// `(ref null? index)`. Inside a decoded module equal types have one index: the first of them.
constexpr ValueType concrete(uint32_t index, Nullability nullability) {
  uint32_t bits =
      detail::bits_of(ValueType::FuncRef) | detail::kConcrete | index << detail::kTypeIndexShift;
  if (nullability == Nullability::NonNull) bits |= detail::kNonNullable;
  return static_cast<ValueType>(bits);
}
constexpr bool is_concrete(ValueType type) {
  return (detail::bits_of(type) & detail::kConcrete) != 0;
}
constexpr uint32_t type_index_of(ValueType type) {
  return detail::bits_of(type) >> detail::kTypeIndexShift;
}

/// The nullable reference to the abstract heap type: FuncRef for a concrete one.
constexpr ValueType heap_of(ValueType type) {
  return static_cast<ValueType>(detail::bits_of(type) & detail::kHeapTypeMask);
}
/// FuncRef, ExternRef or ExnRef: the greatest type that the reference belongs to.
constexpr ValueType top_of(ValueType type) {
  switch (heap_of(type)) {
    case ValueType::ExternRef:
    case ValueType::NullExternRef:
      return ValueType::ExternRef;
    case ValueType::ExnRef:
    case ValueType::NullExnRef:
      return ValueType::ExnRef;
    default:
      return ValueType::FuncRef;
  }
}
constexpr bool is_function_reference(ValueType type) {
  return is_reference(type) && top_of(type) == ValueType::FuncRef;
}
constexpr bool is_exception_reference(ValueType type) {
  return is_reference(type) && top_of(type) == ValueType::ExnRef;
}

/// Whether a value of type `a` may stand where one of type `b` is expected (core spec,
/// section 3.3). Function types have no supertypes of their own here, so concrete ones match by
/// index alone.
bool is_subtype(ValueType a, ValueType b);

/// As the text format writes it, with its index for a concrete one.
std::string name_of(ValueType type);
/// Of the heap type alone: "func", or the index of a concrete one.
std::string heap_name_of(ValueType type);

struct FunctionType {
  std::vector<ValueType> params;
  std::vector<ValueType> results;
  bool operator==(const FunctionType&) const = default;
};

/// Sizes of a table (elements) or a memory (64 KiB pages). Validation has checked min <= max.
struct Limits {
  uint64_t min = 0;
  std::optional<uint64_t> max;
  bool operator==(const Limits&) const = default;
};

enum class IndexType : uint8_t { I32, I64 };
/// -1 as memory.grow and table.grow give it.
constexpr uint64_t grow_failed(IndexType type) {
  return type == IndexType::I64 ? UINT64_MAX : UINT32_MAX;
}

/// Of the operands that index a memory or table.
constexpr ValueType address_type(IndexType index) {
  return index == IndexType::I64 ? ValueType::I64 : ValueType::I32;
}

struct TableType {
  ValueType element = ValueType::FuncRef;
  IndexType index = IndexType::I32;
  Limits limits;
  bool operator==(const TableType&) const = default;
};

struct MemoryType {
  IndexType index = IndexType::I32;
  bool shared = false;
  Limits limits;
  bool operator==(const MemoryType&) const = default;
};

enum class Mutability : uint8_t { Constant, Variable };

struct GlobalType {
  ValueType value = ValueType::I32;
  Mutability mutability = Mutability::Constant;
  bool operator==(const GlobalType&) const = default;
};

constexpr uint64_t kPageSize = 65536;
constexpr uint64_t kMaxMemoryPages32 = 65536;
constexpr uint64_t kMaxMemoryPages64 = uint64_t{1} << 48;

}  // namespace wali::loader
