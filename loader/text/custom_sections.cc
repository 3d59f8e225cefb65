#include "loader/text/custom_sections.h"

#include <algorithm>

namespace wali::loader::text {
namespace {

constexpr CustomPlace kFirst = -1;
constexpr CustomPlace kLast = after_section(std::tuple_size_v<decltype(kSectionOrder)>);

enum Subsection : uint8_t { kModuleName = 0, kFunctionNames = 1, kLocalNames = 2 };

/// The other subsections, each a name map of one index space.
constexpr std::pair<uint8_t, Space> kNameMaps[] = {{4, Space::Type},
                                                   {5, Space::Table},
                                                   {6, Space::Memory},
                                                   {7, Space::Global},
                                                   {8, Space::Element},
                                                   {9, Space::Data},
                                                   {11, Space::Tag}};

void write_name_map(const NameMap& names, BinaryWriter& out) {
  out.u64(names.size());
  for (const auto& [index, name] : names) {
    out.u64(index);
    out.sized(name);
  }
}

void write_subsection(uint8_t id, const BinaryWriter& contents, BinaryWriter& out) {
  out.byte(id);
  out.sized(contents.bytes());
}

void write_names(uint8_t id, const NameMap& names, BinaryWriter& out) {
  if (names.empty()) return;
  BinaryWriter contents;
  write_name_map(names, contents);
  write_subsection(id, contents, out);
}

/// Behind `(before` or `(after`.
Result<CustomPlace> place(TokenCursor& cursor, bool is_before) {
  if (cursor.accept_keyword(is_before ? "first" : "last")) return is_before ? kFirst : kLast;
  auto section = cursor.at(TokenKind::Keyword)
                     ? std::ranges::find(kSectionOrder, cursor.peek().text, &SectionName::keyword)
                     : kSectionOrder.end();
  if (section == kSectionOrder.end()) return cursor.expected("the name of a section");
  cursor.take();
  auto position = static_cast<size_t>(section - kSectionOrder.begin());
  return is_before ? before_section(position) : after_section(position);
}

}  // namespace

constexpr std::array<SectionName, 13> kSectionOrder = {{{"type", 1},
                                                        {"import", 2},
                                                        {"func", 3},
                                                        {"table", 4},
                                                        {"memory", 5},
                                                        {"tag", 13},
                                                        {"global", 6},
                                                        {"export", 7},
                                                        {"start", 8},
                                                        {"elem", 9},
                                                        {"datacount", 12},
                                                        {"code", 10},
                                                        {"data", 11}}};

Result<CustomSection> custom_annotation(ModuleContext& module) {
  TokenCursor& cursor = module.cursor;
  cursor.take();
  CustomSection section{.place = kLast};
  BinaryWriter contents;
  contents.sized(TRY(cursor.expect_name("the name of a custom section")));
  if (cursor.at(TokenKind::LeftParen)) {
    bool is_before = cursor.at_list("before");
    if (!is_before && !cursor.at_list("after")) return cursor.expected("'(before' or '(after'");
    cursor.take();
    cursor.take();
    section.place = TRY(place(cursor, is_before));
    TRY(cursor.expect_right_paren());
  }
  while (cursor.at(TokenKind::String)) contents.raw(TRY(cursor.expect_string("bytes")));
  TRY(cursor.expect_right_paren());
  section.contents = contents.take();
  return section;
}

std::string name_section(ModuleContext& module,
                         std::string_view module_name,
                         const LocalNames& locals) {
  BinaryWriter out;
  if (!module_name.empty()) {
    BinaryWriter name;
    name.sized(module_name);
    write_subsection(kModuleName, name, out);
  }
  write_names(kFunctionNames, module.space(Space::Function).names, out);
  if (!locals.empty()) {
    BinaryWriter contents;
    contents.u64(locals.size());
    for (const auto& [function, names] : locals) {
      contents.u64(function);
      write_name_map(names, contents);
    }
    write_subsection(kLocalNames, contents, out);
  }
  for (const auto& [id, space] : kNameMaps) write_names(id, module.space(space).names, out);
  if (out.size() == 0) return {};
  BinaryWriter section;
  section.sized("name");
  section.raw(out.bytes());
  return section.take();
}

std::string branch_hint_section(const BranchHints& hints) {
  BinaryWriter out;
  out.sized("metadata.code.branch_hint");
  out.u64(hints.size());
  for (const auto& [function, branches] : hints) {
    out.u64(function);
    out.u64(branches.size());
    for (const BranchHint& branch : branches) {
      constexpr uint8_t kValueSize = 1;
      out.u64(branch.offset);
      out.u64(kValueSize);
      out.byte(branch.likely);
    }
  }
  return out.take();
}

}  // namespace wali::loader::text
