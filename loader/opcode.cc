#include "loader/opcode.h"

namespace wali::loader {
namespace {

constexpr ValueType type_of_letter(char letter) {
  switch (letter) {
    case 'i':
      return ValueType::I32;
    case 'l':
      return ValueType::I64;
    case 'f':
      return ValueType::F32;
    case 'd':
      return ValueType::F64;
    default:
      return ValueType::V128;
  }
}

constexpr Signature parse_signature(std::string_view letters) {
  Signature signature;
  if (letters == "Special") {
    signature.is_special = true;
    return signature;
  }
  size_t at = 0;
  for (; letters[at] != '_'; ++at) {
    signature.params[signature.param_count++] = type_of_letter(letters[at]);
  }
  if (++at < letters.size()) {
    signature.result_count = 1;
    signature.result = type_of_letter(letters[at]);
  }
  return signature;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr uint32_t read_number(std::string_view text, size_t& at) {
  uint32_t value = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  return value;
}

/// The bits an access touches stand after the verb (`i64.load32_u`, `v128.load8x8_s`); without them
/// it is the width of the value's type.
constexpr uint8_t access_width_log2(std::string_view text, Immediate immediate) {
  if (immediate != Immediate::MemArg && immediate != Immediate::MemArgLane) return 0;
  uint32_t bits = 0;
  for (std::string_view verb : {"load", "store", "rmw", "wait", "notify"}) {
    size_t at = text.find(verb);
    if (at == std::string_view::npos) continue;
    at += verb.size();
    bits = read_number(text, at);
    if (bits != 0 && at < text.size() && text[at] == 'x') bits *= read_number(text, ++at);
  }
  if (bits == 0) {
    size_t at = 1;
    bits = is_digit(text[at]) ? read_number(text, at) : 32;
  }
  uint8_t log2 = 0;
  while ((8u << log2) < bits) ++log2;
  return log2;
}

/// The shape stands in front (`i16x8.replace_lane`); a lane that is loaded or stored has its width
/// only.
constexpr uint8_t lane_count(std::string_view text, Immediate immediate) {
  constexpr uint8_t kVectorBytes = 16;
  if (immediate == Immediate::MemArgLane) {
    return static_cast<uint8_t>(kVectorBytes >> access_width_log2(text, immediate));
  }
  if (immediate != Immediate::Lane) return 0;
  size_t at = text.find('x') + 1;
  return static_cast<uint8_t>(read_number(text, at));
}

constexpr std::array<OpcodeInfo, kOpcodeCount> kTable = {{
#define OPCODE(name, code, text, immediate, signature, feature) \
  {text,                                                        \
   code,                                                        \
   Immediate::immediate,                                        \
   Feature::feature,                                            \
   access_width_log2(text, Immediate::immediate),               \
   lane_count(text, Immediate::immediate),                      \
   parse_signature(#signature)},
#include "loader/opcodes.def"
}};

constexpr std::array<Opcode, 256> make_by_byte() {
  std::array<Opcode, 256> result;
  result.fill(Opcode::kInvalid);
  for (size_t i = 0; i < kOpcodeCount; ++i) {
    if (kTable[i].code < 256) result[kTable[i].code] = static_cast<Opcode>(i);
  }
  return result;
}

constexpr std::array<std::array<Opcode, detail::kSubOpcodes>, 3> make_by_sub_opcode() {
  std::array<std::array<Opcode, detail::kSubOpcodes>, 3> result;
  for (auto& row : result) row.fill(Opcode::kInvalid);
  for (size_t i = 0; i < kOpcodeCount; ++i) {
    uint32_t code = kTable[i].code;
    if (code >= 256) result[(code >> 16) - kPrefixNumeric][code & 0xFFFF] = static_cast<Opcode>(i);
  }
  return result;
}

}  // namespace

constexpr std::array<OpcodeInfo, kOpcodeCount> kOpcodes = kTable;
constexpr std::array<Opcode, 256> detail::kByByte = make_by_byte();
constexpr std::array<std::array<Opcode, detail::kSubOpcodes>, 3> detail::kBySubOpcode =
    make_by_sub_opcode();

std::string_view name_of(Feature feature) {
  switch (feature) {
    case Feature::Mvp:
      return "mvp";
    case Feature::SignExtension:
      return "sign-extension";
    case Feature::NontrappingConversion:
      return "nontrapping-float-to-int";
    case Feature::BulkMemory:
      return "bulk-memory";
    case Feature::ReferenceTypes:
      return "reference-types";
    case Feature::Threads:
      return "threads";
    case Feature::TailCall:
      return "tail-call";
    case Feature::Simd:
      return "simd";
    case Feature::RelaxedSimd:
      return "relaxed-simd";
    case Feature::Exceptions:
      return "exceptions";
    case Feature::LegacyExceptions:
      return "legacy-exceptions";
    case Feature::FunctionReferences:
      return "function-references";
  }
  return "unknown";
}

}  // namespace wali::loader
