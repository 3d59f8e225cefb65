#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Types of the WebAssembly specification (core spec, section 2.3), in their binary encoding.
namespace wali::loader {

enum class ValueType : uint8_t {
  I32 = 0x7f,
  I64 = 0x7e,
  F32 = 0x7d,
  F64 = 0x7c,
  V128 = 0x7b,
  FuncRef = 0x70,
  ExternRef = 0x6f,
};

constexpr bool is_reference(ValueType type) {
  return type == ValueType::FuncRef || type == ValueType::ExternRef;
}
constexpr bool is_integer(ValueType type) {
  return type == ValueType::I32 || type == ValueType::I64;
}
constexpr bool is_float(ValueType type) {
  return type == ValueType::F32 || type == ValueType::F64;
}
std::string_view name_of(ValueType type);

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

}  // namespace wali::loader
