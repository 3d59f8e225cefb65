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

template <typename Contents>
void write_section(uint8_t id, const Contents& contents, BinaryWriter& out) {
  out.mark({});
  out.byte(id);
  out.sized(contents);
}

}  // namespace

/// All sections behind the header, custom ones where they were asked for.
BinaryWriter ModuleParser::assemble() {
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
    BinaryWriter contents = section_contents(section.keyword);
    if (contents.size() != 0) write_section(section.id, contents, out);
  }
  std::string names = name_section(module_, name_, local_names_);
  if (!names.empty()) write_section(kCustomSection, names, out);
  for (; custom != customs_.end(); ++custom) write_section(kCustomSection, custom->contents, out);
  return out;
}

BinaryWriter ModuleParser::section_contents(std::string_view keyword) const {
  BinaryWriter number;
  if (keyword == "start") {
    if (start_) number.u64(*start_);
    return number;
  }
  if (keyword == "datacount") {
    if (needs_data_count_) number.u64(data_.count);
    return number;
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
  return vector->second->count == 0 ? BinaryWriter() : vector->second->contents();
}

namespace {

Result<BinaryWriter> whole_text(std::string_view text);

/// `$name? binary string*`, `$name? quote string*` or `$name? field*`, up to what ends them.
Result<BinaryWriter> module_at(TokenCursor& cursor) {
  TokenCursor begin = cursor;
  cursor.accept(TokenKind::Id);
  BinaryWriter module;
  if (cursor.at_keyword("binary")) {
    module.raw(take_strings(cursor));
  } else if (cursor.at_keyword("quote")) {
    module.raw(TRY(whole_text(take_strings(cursor))).bytes());
  } else {
    ModuleParser parser(begin);
    module = TRY(parser.parse());
    cursor = parser.cursor();
  }
  return module;
}

Result<BinaryWriter> whole_text(std::string_view text) {
  TokenCursor cursor(text);
  bool is_in_list = cursor.accept_list("module");
  bool may_be_fields =
      cursor.at(TokenKind::LeftParen) || cursor.at(TokenKind::Annotation) || cursor.at_end();
  if (!is_in_list && !may_be_fields) return cursor.expected("a module or a module field");
  BinaryWriter module = TRY(module_at(cursor));
  if (is_in_list) TRY(cursor.expect_right_paren());
  if (!cursor.at_end()) return cursor.expected("the end of the text");
  return module;
}

}  // namespace

Result<std::vector<std::byte>> assemble(const TokenCursor& module) {
  TokenCursor cursor = module;
  BinaryWriter written = TRY(module_at(cursor));
  if (!cursor.at(TokenKind::RightParen) && !cursor.at_end()) return cursor.expected("')'");
  return as_bytes(written.bytes());
}

Result<std::vector<std::byte>> assemble(std::string_view text) {
  return as_bytes(TRY(whole_text(text)).bytes());
}

Place place_of(std::string_view text, uint64_t offset) {
  auto module = whole_text(text);
  if (!module) return {};
  std::span marks = module->marks();
  auto behind = std::ranges::upper_bound(marks, offset, {}, &BinaryWriter::Mark::offset);
  return behind == marks.begin() ? Place{} : std::prev(behind)->place;
}

bool looks_like_text(std::span<const std::byte> bytes) {
  Token first = Lexer({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).next();
  return first.kind == TokenKind::LeftParen || first.kind == TokenKind::Annotation;
}

}  // namespace wali::loader::text
