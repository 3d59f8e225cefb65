#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loader/text/code_parser.h"
#include "loader/text/module_context.h"

/// The custom sections that text gives rise to (core spec, appendices "Custom Sections" and
/// "Annotations").
namespace wali::loader::text {

/// The sections of a module in their order, by their names in `(@custom "" (before code))`.
struct SectionName {
  std::string_view keyword;
  uint8_t id;
};
extern const std::array<SectionName, 13> kSectionOrder;

/// Where a custom section stands: 2p in front of section p of the order, 2p + 1 behind it.
using CustomPlace = int;
constexpr CustomPlace before_section(size_t position) {
  return static_cast<CustomPlace>(2 * position);
}
constexpr CustomPlace after_section(size_t position) {
  return static_cast<CustomPlace>(2 * position + 1);
}

struct CustomSection {
  CustomPlace place;
  std::string contents;
};

/// `(@custom "name" (before code)? "bytes"*)`
Result<CustomSection> custom_annotation(ModuleContext& module);

/// Names of locals by function.
using LocalNames = std::vector<std::pair<uint32_t, NameMap>>;

/// The contents of the name section; empty if nothing is named.
std::string name_section(ModuleContext& module,
                         std::string_view module_name,
                         const LocalNames& locals);

/// Branch hints by function.
using BranchHints = std::vector<std::pair<uint32_t, std::vector<BranchHint>>>;
std::string branch_hint_section(const BranchHints& hints);

}  // namespace wali::loader::text
