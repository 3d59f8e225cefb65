#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "loader/types.h"

/// The instructions as a table (opcodes.def) and how to find a row from the bytes of a module.
namespace wali::loader {

enum class Opcode : uint16_t {
#define OPCODE(name, ...) name,
#include "loader/opcodes.def"
  kCount,
  kInvalid = kCount,
};

constexpr size_t kOpcodeCount = static_cast<size_t>(Opcode::kCount);

/// What follows an opcode. Where two indices are named, they come in that order.
enum class Immediate : uint8_t {
  None,
  BlockType,
  Label,
  LabelTable,  // a vector of labels and the default label
  Function,
  Type,
  TypeTable,
  Tag,
  TryTable,  // block type and a vector of catch clauses
  Local,
  Global,
  Table,
  TableTable,
  Element,
  ElementTable,
  Data,
  DataMemory,
  Memory,
  MemoryMemory,
  MemArg,
  MemArgLane,
  Fence,  // one zero byte
  I32,
  I64,
  F32,
  F64,
  V128,
  Shuffle,  // 16 lane indices
  Lane,
  ValueTypes,
  HeapType,
};

/// The proposal that brought an instruction.
enum class Feature : uint8_t {
  Mvp,
  SignExtension,
  NontrappingConversion,
  BulkMemory,
  ReferenceTypes,
  Threads,
  TailCall,
  Simd,
  RelaxedSimd,
  Exceptions,
  LegacyExceptions,
  FunctionReferences,
};
std::string_view name_of(Feature feature);

/// Operands and results of an instruction, all known from its opcode unless `is_special`.
struct Signature {
  bool is_special = false;
  uint8_t param_count = 0;
  uint8_t result_count = 0;  // 0 or 1
  std::array<ValueType, 3> params{};
  ValueType result{};
};

struct OpcodeInfo {
  std::string_view text;
  uint32_t code;  // the byte, or (prefix << 16) | sub-opcode
  Immediate immediate;
  Feature feature;
  /// Natural alignment of a memory access, as a power of two; 0 for other instructions.
  uint8_t access_width_log2;
  /// Of the vector whose lane an immediate names; 0 for other instructions.
  uint8_t lane_count;
  Signature signature;
};

extern const std::array<OpcodeInfo, kOpcodeCount> kOpcodes;

inline const OpcodeInfo& info(Opcode opcode) {
  return kOpcodes[static_cast<size_t>(opcode)];
}

constexpr uint8_t kPrefixNumeric = 0xFC;
constexpr uint8_t kPrefixSimd = 0xFD;
constexpr uint8_t kPrefixThreads = 0xFE;

/// Of the gc proposal, which has no rows.
constexpr uint8_t kPrefixGc = 0xFB;

constexpr bool is_prefix(uint8_t byte) {
  return byte >= kPrefixNumeric && byte <= kPrefixThreads;
}

namespace detail {
constexpr size_t kSubOpcodes = 0x114;
extern const std::array<Opcode, 256> kByByte;
extern const std::array<std::array<Opcode, kSubOpcodes>, 3> kBySubOpcode;
}  // namespace detail

/// The instruction of one byte, or kInvalid; a prefix byte is kInvalid too.
inline Opcode opcode_of(uint8_t byte) {
  return detail::kByByte[byte];
}

/// The instruction after a prefix byte, or kInvalid.
inline Opcode opcode_of(uint8_t prefix, uint32_t sub_opcode) {
  if (sub_opcode >= detail::kSubOpcodes) return Opcode::kInvalid;
  return detail::kBySubOpcode[prefix - kPrefixNumeric][sub_opcode];
}

}  // namespace wali::loader
