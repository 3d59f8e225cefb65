#include "loader/text/assembler.h"

#include <algorithm>
#include <string>

#include "loader/text/module_parser.h"

namespace wali::loader::text {
namespace {

std::vector<std::byte> as_bytes(std::string_view text) {
  std::span bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

std::string take_strings(TokenCursor& cursor) {
  cursor.take();
  std::string bytes;
  while (cursor.at(TokenKind::String)) bytes += unescape(cursor.take().text);
  return bytes;
}

void write_section(uint8_t id, std::string_view contents, BinaryWriter& out) {
  out.byte(id);
  out.sized(contents);
}

}  // namespace

/// All sections behind the header, custom ones where they were asked for.
std::vector<std::byte> ModuleParser::assemble() {
  constexpr uint8_t kCustomSection = 0;
  BinaryWriter out;
  out.raw(std::string_view("\0asm\1\0\0\0", 8));
  std::ranges::stable_sort(customs_, {}, &CustomSection::place);
  auto custom = customs_.begin();
  for (size_t position = 0; position < kSectionOrder.size(); ++position) {
    for (; custom != customs_.end() && custom->place <= before_section(position); ++custom) {
      write_section(kCustomSection, custom->contents, out);
    }
    const SectionName& section = kSectionOrder[position];
    if (section.keyword == "code" && !branch_hints_.empty()) {
      write_section(kCustomSection, branch_hint_section(branch_hints_), out);
    }
    std::string contents = section_contents(section.keyword);
    if (!contents.empty()) write_section(section.id, contents, out);
  }
  std::string names = name_section(module_, name_, local_names_);
  if (!names.empty()) write_section(kCustomSection, names, out);
  for (; custom != customs_.end(); ++custom) write_section(kCustomSection, custom->contents, out);
  return as_bytes(out.bytes());
}

std::string ModuleParser::section_contents(std::string_view keyword) const {
  BinaryWriter number;
  if (keyword == "start") {
    if (start_) number.u64(*start_);
    return number.take();
  }
  if (keyword == "datacount") {
    if (needs_data_count_) number.u64(data_.count);
    return number.take();
  }
  const std::pair<std::string_view, const CountedWriter*> kVectors[] = {
      {"type", &module_.type_section()},
      {"import", &imports_},
      {"func", &functions_},
      {"table", &tables_},
      {"memory", &memories_},
      {"tag", &tags_},
      {"global", &globals_},
      {"export", &exports_},
      {"elem", &elements_},
      {"code", &code_},
      {"data", &data_}};
  auto vector = std::ranges::find(kVectors, keyword, [](const auto& pair) { return pair.first; });
  return vector->second->count == 0 ? std::string() : vector->second->contents();
}

namespace {

/// `$name? binary string*`, `$name? quote string*` or `$name? field*`, up to what ends them.
Result<std::vector<std::byte>> module_at(TokenCursor& cursor) {
  TokenCursor begin = cursor;
  cursor.accept(TokenKind::Id);
  if (cursor.at_keyword("binary")) return as_bytes(take_strings(cursor));
  if (cursor.at_keyword("quote")) return assemble(take_strings(cursor));
  ModuleParser parser(begin);
  std::vector<std::byte> bytes = TRY(parser.parse());
  cursor = parser.cursor();
  return bytes;
}

}  // namespace

Result<std::vector<std::byte>> assemble(const TokenCursor& module) {
  TokenCursor cursor = module;
  std::vector<std::byte> bytes = TRY(module_at(cursor));
  if (!cursor.at(TokenKind::RightParen) && !cursor.at_end()) return cursor.expected("')'");
  return bytes;
}

Result<std::vector<std::byte>> assemble(std::string_view text) {
  TokenCursor cursor(text);
  bool is_in_list = cursor.accept_list("module");
  bool may_be_fields =
      cursor.at(TokenKind::LeftParen) || cursor.at(TokenKind::Annotation) || cursor.at_end();
  if (!is_in_list && !may_be_fields) return cursor.expected("a module or a module field");
  std::vector<std::byte> bytes = TRY(module_at(cursor));
  if (is_in_list) TRY(cursor.expect_right_paren());
  if (!cursor.at_end()) return cursor.expected("the end of the text");
  return bytes;
}

bool looks_like_text(std::span<const std::byte> bytes) {
  Token first = Lexer({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).next();
  return first.kind == TokenKind::LeftParen || first.kind == TokenKind::Annotation;
}

}  // namespace wali::loader::text
