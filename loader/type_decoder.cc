#include <fmt/format.h>

#include <algorithm>

#include "loader/implementation_limits.h"
#include "loader/section_decoder.h"
#include "loader/type_groups.h"

/// The type section. Equal types get one index in all value types: a module's later groups are
/// looked up among the earlier ones as soon as they are read.
namespace wali::loader {
namespace {

constexpr uint8_t kFunctionForm = 0x60;
constexpr uint8_t kStructForm = 0x5F;
constexpr uint8_t kArrayForm = 0x5E;
constexpr uint8_t kSubForm = 0x50;
constexpr uint8_t kFinalSubForm = 0x4F;
constexpr uint8_t kRecursiveGroup = 0x4E;

std::string_view gc_form(uint8_t form) {
  switch (form) {
    case kStructForm:
      return "a struct type";
    case kArrayForm:
      return "an array type";
    case kSubForm:
    case kFinalSubForm:
      return "a subtype";
    default:
      return {};
  }
}

}  // namespace

Result<std::vector<ValueType>> SectionDecoder::value_types(ByteReader& reader,
                                                           std::string_view what,
                                                           uint32_t limit) {
  uint32_t count = TRY(reader.count(what, limit));
  std::vector<ValueType> types;
  types.reserve(std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) {
    types.push_back(TRY(reader.value_type("a value type", module_.canonical_types)));
    module_.has_v128_types |= is_vector(types.back());
  }
  return types;
}

Result<void> SectionDecoder::types(ByteReader& reader) {
  uint32_t count = TRY(reader.count("a type count", limits::kTypes));
  module_.types.reserve(std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) {
    ByteReader ahead = reader;
    uint32_t size = 1;
    if (TRY(ahead.byte("a type")) == kRecursiveGroup) {
      reader = ahead;
      size = TRY(reader.count("a count of types", limits::kTypes));
    }
    TRY(type_group(reader, size));
  }
  return {};
}

Result<void> SectionDecoder::type_group(ByteReader& reader, uint32_t size) {
  uint32_t at = reader.offset();
  auto first = static_cast<uint32_t>(module_.types.size());
  if (size > limits::kTypes - first) {
    return failure(ErrorKind::Resource,
                   at,
                   fmt::format("expected at most {} types, found more", limits::kTypes));
  }
  // They may name each other; until the group has been read whole each is the first of its kind.
  for (uint32_t i = 0; i < size; ++i) module_.canonical_types.push_back(first + i);
  for (uint32_t i = 0; i < size; ++i) module_.types.push_back(TRY(function_type(reader)));
  module_.type_groups.push_back({first, size});
  std::span<FunctionType> types = std::span(module_.types).subspan(first, size);
  renumber_references(
      types, [=](uint32_t index) { return index < first ? index : kOwnGroup + (index - first); });
  uint32_t canonical = first_of_group_.try_emplace(key_of_group(types), first).first->second;
  renumber_references(types, [=](uint32_t index) {
    return index < kOwnGroup ? index : canonical + (index - kOwnGroup);
  });
  for (uint32_t i = 0; i < size; ++i) module_.canonical_types[first + i] = canonical + i;
  return {};
}

Result<FunctionType> SectionDecoder::function_type(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint8_t form = TRY(reader.byte("a function type"));
  if (std::string_view what = gc_form(form); !what.empty()) {
    return failure(ErrorKind::Unsupported,
                   at,
                   fmt::format("{} belongs to the gc proposal, which is not supported", what));
  }
  if (form != kFunctionForm) return reader.unexpected_byte(at, "a function type", form);
  FunctionType type;
  type.params = TRY(value_types(reader, "a parameter count", limits::kParams));
  type.results = TRY(value_types(reader, "a result count", limits::kResults));
  return type;
}

}  // namespace wali::loader
