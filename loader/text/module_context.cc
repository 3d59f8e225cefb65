#include "loader/text/module_context.h"

#include <fmt/format.h>

#include <algorithm>

#include "loader/text/number.h"

namespace wali::loader::text {

std::string_view noun_of(Space space) {
  switch (space) {
    case Space::Type:
      return "type";
    case Space::Function:
      return "function";
    case Space::Table:
      return "table";
    case Space::Memory:
      return "memory";
    case Space::Global:
      return "global";
    case Space::Tag:
      return "tag";
    case Space::Element:
      return "element segment";
    case Space::Data:
      return "data segment";
  }
  return "";
}

/// `(@name "...")`, or nothing.
Result<std::string> ModuleContext::optional_name() {
  if (!cursor.at(TokenKind::Annotation) || cursor.peek().text != "name") return std::string();
  cursor.take();
  std::string name = TRY(cursor.expect_name("a name"));
  TRY(cursor.expect_right_paren());
  return name;
}

Result<void> ModuleContext::bind(IndexSpace& space, std::string_view noun) {
  Token token = cursor.peek();
  std::string name;
  if (cursor.accept(TokenKind::Id)) {
    name = id_value(token);
    if (!space.ids.try_emplace(name, space.size).second) {
      return error_at(token, fmt::format("duplicate {} {}", noun, token.text));
    }
  }
  std::string annotated = TRY(optional_name());
  if (!annotated.empty()) name = std::move(annotated);
  if (!name.empty()) space.names.emplace_back(space.size, std::move(name));
  ++space.size;
  return {};
}

Result<void> ModuleContext::skip_binding() {
  cursor.accept(TokenKind::Id);
  TRY(optional_name());
  return {};
}

Result<std::string> ModuleContext::module_name() {
  std::string name;
  if (cursor.at(TokenKind::Id)) name = id_value(cursor.take());
  std::string annotated = TRY(optional_name());
  return annotated.empty() ? name : annotated;
}

Result<uint32_t> ModuleContext::index(const IndexSpace& space, std::string_view noun) {
  Token token = cursor.peek();
  if (cursor.accept(TokenKind::Id)) {
    auto found = token.text[1] == '"' ? space.ids.find(id_value(token))
                                      : space.ids.find(token.text.substr(1));
    if (found == space.ids.end()) {
      return error_at(token, fmt::format("unknown {} {}", noun, token.text));
    }
    return found->second;
  }
  return static_cast<uint32_t>(TRY(number(32, fmt::format("a {} index", noun))));
}

Result<uint64_t> ModuleContext::number(unsigned bits, std::string_view what) {
  Token token = cursor.peek();
  if (!cursor.accept(TokenKind::Integer)) return cursor.expected(what);
  std::optional<uint64_t> value = parse_unsigned(token.text, bits);
  if (!value) {
    return error_at(token,
                    fmt::format("expected {} below 2^{}, found `{}`", what, bits, token.text));
  }
  return *value;
}

}  // namespace wali::loader::text
