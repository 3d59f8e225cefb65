#include "loader/text/module_parser.h"

#include <fmt/format.h>

#include <algorithm>

namespace wali::loader::text {

const ModuleParser::External* ModuleParser::external_of(const Token& token) {
  static constexpr std::array<External, 5> kExternals = {
      {{"func", ExternalKind::Function, Space::Function},
       {"table", ExternalKind::Table, Space::Table},
       {"memory", ExternalKind::Memory, Space::Memory},
       {"global", ExternalKind::Global, Space::Global},
       {"tag", ExternalKind::Tag, Space::Tag}}};
  if (token.kind != TokenKind::Keyword) return nullptr;
  auto found = std::ranges::find(kExternals, token.text, &External::keyword);
  return found == kExternals.end() ? nullptr : &*found;
}

Result<BinaryWriter> ModuleParser::parse() {
  name_ = TRY(module_.module_name());
  TokenCursor begin = cursor_;
  TRY(declare_fields());
  cursor_ = begin;
  TRY(write_fields());
  return assemble();
}

Result<void> ModuleParser::declare_fields() {
  std::vector<TokenCursor> types;
  for (;;) {
    if (cursor_.at(TokenKind::Annotation)) {
      if (cursor_.peek().text != "custom") {
        return error_at(cursor_.peek(),
                        fmt::format("misplaced @{} annotation", cursor_.peek().text));
      }
      customs_.push_back(TRY(custom_annotation(module_)));
    } else if (cursor_.accept(TokenKind::LeftParen)) {
      TRY(declare_field(types));
    } else if (cursor_.at(TokenKind::RightParen) || cursor_.at_end()) {
      break;
    } else {
      return cursor_.expected("a module field");
    }
  }
  return module_.type_definitions(types);
}

/// Behind `(`.
Result<void> ModuleParser::declare_field(std::vector<TokenCursor>& types) {
  if (const External* external = external_of(cursor_.peek())) {
    cursor_.take();
    TRY(module_.bind(external->space));
    if (external->space == Space::Table) return declare_inline_segments("elem", Space::Element);
    if (external->space == Space::Memory) return declare_inline_segments("data", Space::Data);
    return cursor_.skip_list();
  }
  TokenCursor begin = cursor_;
  if (cursor_.accept_keyword("type")) {
    types.push_back(begin);
    TRY(module_.bind(Space::Type));
  } else if (cursor_.accept_keyword("rec")) {
    types.push_back(begin);
    while (cursor_.accept_list("type")) {
      TRY(module_.bind(Space::Type));
      TRY(cursor_.skip_list());
    }
    return cursor_.expect_right_paren();
  } else if (cursor_.accept_keyword("import")) {
    TRY(import_names());
    TRY(cursor_.expect_left_paren());
    TRY(module_.bind(TRY(expect_external())->space));
    TRY(cursor_.skip_list());
  } else if (cursor_.accept_keyword("elem")) {
    TRY(module_.bind(Space::Element));
  } else if (cursor_.accept_keyword("data")) {
    TRY(module_.bind(Space::Data));
  } else if (!cursor_.accept_keyword("export") && !cursor_.accept_keyword("start")) {
    return cursor_.expected("a module field");
  }
  return cursor_.skip_list();
}

/// Passes a table or memory, whose contents written inside of it take an index of their own.
Result<void> ModuleParser::declare_inline_segments(std::string_view keyword, Space segments) {
  while (!cursor_.accept(TokenKind::RightParen)) {
    if (cursor_.at_list(keyword)) ++module_.space(segments).size;
    if (cursor_.accept(TokenKind::LeftParen) || cursor_.accept(TokenKind::Annotation)) {
      TRY(cursor_.skip_list());
    } else if (cursor_.at_end() || cursor_.at(TokenKind::Invalid)) {
      return cursor_.expected("')'");
    } else {
      cursor_.take();
    }
  }
  return {};
}

Result<void> ModuleParser::write_fields() {
  while (!cursor_.at(TokenKind::RightParen) && !cursor_.at_end()) {
    if (cursor_.accept(TokenKind::Annotation)) {
      TRY(cursor_.skip_list());
    } else {
      TRY(cursor_.expect_left_paren());
      TRY(write_field());
    }
  }
  return {};
}

Result<void> ModuleParser::write_field() {
  field_ = cursor_.peek().place();
  if (const External* external = external_of(cursor_.peek())) return definition(*external);
  if (cursor_.accept_keyword("import")) return import_field();
  if (cursor_.accept_keyword("export")) return export_field();
  if (cursor_.at_keyword("start")) return start_field();
  if (cursor_.accept_keyword("elem")) return element_field();
  if (cursor_.accept_keyword("data")) return data_field();
  return cursor_.skip_list();
}

Result<const ModuleParser::External*> ModuleParser::expect_external() {
  const External* external = external_of(cursor_.peek());
  if (external == nullptr) {
    return cursor_.expected("`func`, `table`, `memory`, `global` or `tag`");
  }
  cursor_.take();
  return external;
}

/// Module and name of an import, as the binary format has them.
Result<std::string> ModuleParser::import_names() {
  BinaryWriter names;
  names.sized(TRY(cursor_.expect_name("the name of an import's module")));
  names.sized(TRY(cursor_.expect_name("the name of an import")));
  return names.take();
}

/// `(import "module" "name" (func $id ...))`
Result<void> ModuleParser::import_field() {
  Token at = cursor_.peek();
  std::string names = TRY(import_names());
  TRY(cursor_.expect_left_paren());
  const External* external = TRY(expect_external());
  TRY(module_.skip_binding());
  ++next_index_[static_cast<size_t>(external->space)];
  TRY(import(*external, at, names));
  TRY(cursor_.expect_right_paren());
  return cursor_.expect_right_paren();
}

Result<void> ModuleParser::import(const External& external,
                                  const Token& at,
                                  std::string_view names) {
  if (!first_definition_.empty()) {
    return error_at(at,
                    fmt::format("expected imports in front of the first {}, found one behind it",
                                first_definition_));
  }
  BinaryWriter& out = imports_.add(field_);
  out.raw(names);
  out.byte(static_cast<uint8_t>(external.kind));
  switch (external.kind) {
    case ExternalKind::Function: {
      IndexSpace params;
      out.u64(TRY(module_.type_use(&params)).index);
      return {};
    }
    case ExternalKind::Table:
      return table_type(out);
    case ExternalKind::Memory:
      return memory_type(out);
    case ExternalKind::Global:
      return global_type(out);
    case ExternalKind::Tag:
      return tag_type(out);
  }
  return {};
}

void ModuleParser::add_export(std::string_view name, const External& external, uint32_t index) {
  BinaryWriter& out = exports_.add(field_);
  out.sized(name);
  out.byte(static_cast<uint8_t>(external.kind));
  out.u64(index);
}

/// `(export "name" (func $id))`
Result<void> ModuleParser::export_field() {
  std::string name = TRY(cursor_.expect_name("the name of an export"));
  TRY(cursor_.expect_left_paren());
  const External* external = TRY(expect_external());
  add_export(name, *external, TRY(module_.index(external->space)));
  TRY(cursor_.expect_right_paren());
  return cursor_.expect_right_paren();
}

Result<void> ModuleParser::start_field() {
  Token at = cursor_.take();
  if (start_) return error_at(at, "more than one start function");
  start_ = TRY(module_.index(Space::Function));
  return cursor_.expect_right_paren();
}

/// A function, table, memory, global or tag, which may be exported where it stands, and imported.
Result<void> ModuleParser::definition(const External& external) {
  Token at = cursor_.take();
  TRY(module_.skip_binding());
  uint32_t index = next_index_[static_cast<size_t>(external.space)]++;
  while (cursor_.accept_list("export")) {
    add_export(TRY(cursor_.expect_name("the name of an export")), external, index);
    TRY(cursor_.expect_right_paren());
  }
  if (cursor_.accept_list("import")) {
    std::string names = TRY(import_names());
    TRY(cursor_.expect_right_paren());
    TRY(import(external, at, names));
  } else {
    if (first_definition_.empty()) first_definition_ = noun_of(external.space);
    TRY(defined(external, index));
  }
  return cursor_.expect_right_paren();
}

Result<void> ModuleParser::defined(const External& external, uint32_t index) {
  switch (external.kind) {
    case ExternalKind::Function:
      return function(index);
    case ExternalKind::Table:
      return table(index);
    case ExternalKind::Memory:
      return memory(index);
    case ExternalKind::Global:
      return global();
    case ExternalKind::Tag:
      return tag_type(tags_.add(field_));
  }
  return {};
}

}  // namespace wali::loader::text
