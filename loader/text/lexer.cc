#include "loader/text/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "loader/text/number.h"
#include "loader/utf8.h"

namespace wali::loader::text {
namespace {

constexpr const char* kMalformedUtf8 = "malformed UTF-8 encoding";
constexpr std::string_view kKnownAnnotations[] = {"custom", "name", "metadata.code.branch_hint"};

constexpr std::array<bool, 256> set_of(std::string_view characters) {
  std::array<bool, 256> set{};
  for (char c : characters) set[static_cast<uint8_t>(c)] = true;
  return set;
}

constexpr std::array<bool, 256> kIdCharacters = set_of(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'*+-./:<=>?@\\^_`|~");
constexpr std::array<bool, 256> kReservedPunctuation = set_of(",;[]{}");

constexpr bool is_id_character(char c) {
  return kIdCharacters[static_cast<uint8_t>(c)];
}

constexpr bool is_reserved_punctuation(char c) {
  return kReservedPunctuation[static_cast<uint8_t>(c)];
}

constexpr bool is_known_annotation(std::string_view name) {
  return std::ranges::find(kKnownAnnotations, name) != std::end(kKnownAnnotations);
}

constexpr bool is_control(char c) {
  return static_cast<uint8_t>(c) < 0x20 || c == 0x7f;
}

constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_utf8(std::string& bytes, uint32_t character) {
  auto tail = [&](unsigned shift) {
    bytes.push_back(static_cast<char>(0x80 | ((character >> shift) & 0x3F)));
  };
  if (character < 0x80) {
    bytes.push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    bytes.push_back(static_cast<char>(0xC0 | (character >> 6)));
    tail(0);
  } else if (character < 0x10000) {
    bytes.push_back(static_cast<char>(0xE0 | (character >> 12)));
    tail(6);
    tail(0);
  } else {
    bytes.push_back(static_cast<char>(0xF0 | (character >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string_view describe(const Token& token) {
  switch (token.kind) {
    case TokenKind::LeftParen:
      return "'('";
    case TokenKind::RightParen:
      return "')'";
    case TokenKind::Annotation:
      return "an annotation";
    case TokenKind::String:
      return "a string";
    case TokenKind::End:
      return "the end of the text";
    default:
      return {};
  }
}

}  // namespace

std::string unescape(std::string_view quoted) {
  std::string bytes;
  quoted = quoted.substr(1, quoted.size() - 2);
  for (size_t at = 0; at < quoted.size();) {
    char c = quoted[at++];
    if (c != '\\') {
      bytes.push_back(c);
      continue;
    }
    char escaped = quoted[at++];
    if (int high = hex_value(escaped); high >= 0) {
      bytes.push_back(static_cast<char>(high * 16 + hex_value(quoted[at++])));
    } else if (escaped == 'u') {
      uint32_t character = 0;
      for (++at; quoted[at] != '}'; ++at) {
        if (quoted[at] != '_') character = character * 16 + hex_value(quoted[at]);
      }
      ++at;
      append_utf8(bytes, character);
    } else {
      bytes.push_back(escaped == 't'   ? '\t'
                      : escaped == 'n' ? '\n'
                      : escaped == 'r' ? '\r'
                                       : escaped);
    }
  }
  return bytes;
}

std::string id_value(const Token& token) {
  std::string_view name = token.text.substr(1);
  return name.starts_with('"') ? unescape(name) : std::string(name);
}

Token Lexer::next() {
  for (;;) {
    Token token = scan();
    if (token.kind != TokenKind::Annotation || is_known_annotation(token.text)) return token;
    // Without a name it is none, but inside of another one anything goes.
    if (token.text.empty()) return invalid("empty annotation id");
    for (uint32_t depth = 1; depth > 0;) {
      Token inner = scan();
      if (inner.kind == TokenKind::Invalid) return inner;
      if (inner.kind == TokenKind::End) {
        inner.kind = TokenKind::Invalid;
        inner.text = "unclosed annotation";
        return inner;
      }
      if (inner.kind == TokenKind::LeftParen || inner.kind == TokenKind::Annotation) ++depth;
      if (inner.kind == TokenKind::RightParen) --depth;
    }
  }
}

/// The next token, annotations not passed over.
Token Lexer::scan() {
  if (const char* error = skip_space()) return invalid(error);
  Token token;
  token.line = line_;
  token.column = static_cast<uint32_t>(at_ - line_begin_ + 1);
  if (at_ == text_.size()) return token;
  char c = text_[at_];
  if (starts_with("(@")) return annotation(token);
  if (c == '(' || c == ')') {
    token.kind = c == '(' ? TokenKind::LeftParen : TokenKind::RightParen;
    token.text = text_.substr(at_++, 1);
    return token;
  }
  if (is_id_character(c) || is_reserved_punctuation(c) || c == '"') return chunk(token);
  return invalid(utf8_sequence_size(text_.substr(at_)) == 0 ? kMalformedUtf8 : "illegal character");
}

Token Lexer::invalid(const char* message) {
  Token token;
  token.kind = TokenKind::Invalid;
  token.line = line_;
  token.column = static_cast<uint32_t>(at_ - line_begin_ + 1);
  token.text = message;
  return token;
}

const char* Lexer::skip_space() {
  while (at_ < text_.size()) {
    char c = text_[at_];
    const char* error = nullptr;
    if (c == ' ' || c == '\t') {
      ++at_;
    } else if (c == '\n' || c == '\r') {
      skip_newline();
    } else if (starts_with(";;")) {
      error = skip_line_comment();
    } else if (starts_with("(;")) {
      error = skip_block_comment();
    } else {
      break;
    }
    if (error != nullptr) return error;
  }
  return nullptr;
}

void Lexer::skip_newline() {
  at_ += starts_with("\r\n") ? 2 : 1;
  line_begin_ = at_;
  ++line_;
}

const char* Lexer::skip_character() {
  size_t size = utf8_sequence_size(text_.substr(at_));
  at_ += size;
  return size == 0 ? kMalformedUtf8 : nullptr;
}

const char* Lexer::skip_line_comment() {
  while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') {
    if (const char* error = skip_character()) return error;
  }
  return nullptr;
}

const char* Lexer::skip_block_comment() {
  at_ += 2;
  for (size_t depth = 1; depth > 0;) {
    if (at_ == text_.size()) return "unclosed comment";
    if (starts_with("(;")) {
      at_ += 2;
      ++depth;
    } else if (starts_with(";)")) {
      at_ += 2;
      --depth;
    } else if (text_[at_] == '\n' || text_[at_] == '\r') {
      skip_newline();
    } else if (const char* error = skip_character()) {
      return error;
    }
  }
  return nullptr;
}

Token Lexer::annotation(Token token) {
  at_ += 2;
  size_t begin = at_;
  token.kind = TokenKind::Annotation;
  if (starts_with("\"")) {
    if (const char* error = scan_string()) return invalid(error);
    token.text = text_.substr(begin + 1, at_ - begin - 2);
    if (!is_utf8(unescape(text_.substr(begin, at_ - begin)))) return invalid(kMalformedUtf8);
  } else {
    while (at_ < text_.size() && is_id_character(text_[at_])) ++at_;
    token.text = text_.substr(begin, at_ - begin);
  }
  return token;
}

/// The longest run of identifier characters, strings and reserved punctuation: one token, whatever
/// it is.
Token Lexer::chunk(Token token) {
  size_t begin = at_;
  size_t strings = 0;
  bool has_punctuation = false;
  while (at_ < text_.size() && !starts_with(";;")) {
    char c = text_[at_];
    if (c == '"') {
      ++strings;
      if (const char* error = scan_string()) return invalid(error);
    } else if (is_id_character(c) || is_reserved_punctuation(c)) {
      has_punctuation |= is_reserved_punctuation(c);
      ++at_;
    } else {
      break;
    }
  }
  token.text = text_.substr(begin, at_ - begin);
  token.kind = TokenKind::Reserved;
  if (has_punctuation || strings > 1) return token;

  std::string_view text = token.text;
  bool is_quoted = strings == 1 && text.ends_with('"');
  if (is_quoted && text.starts_with('"')) {
    token.kind = TokenKind::String;
  } else if (text.starts_with('$') && (strings == 0 || (is_quoted && text[1] == '"'))) {
    token.kind = TokenKind::Id;
    if (text == "$" || text == "$\"\"") return invalid("empty identifier");
    if (strings == 1 && !is_utf8(id_value(token))) return invalid(kMalformedUtf8);
  } else if (strings == 0) {
    NumberKind number = number_kind(text);
    if (number != NumberKind::None) {
      token.kind = number == NumberKind::Integer ? TokenKind::Integer : TokenKind::Float;
    } else if (text[0] >= 'a' && text[0] <= 'z') {
      token.kind = TokenKind::Keyword;
    }
  }
  return token;
}

/// Passes a string, its escapes checked.
const char* Lexer::scan_string() {
  for (++at_; at_ < text_.size();) {
    char c = text_[at_];
    if (c == '"') {
      ++at_;
      return nullptr;
    }
    if (c == '\n' || c == '\r') return "unclosed string";
    if (is_control(c)) return "illegal control character in a string";
    if (const char* error = c == '\\' ? scan_escape() : skip_character()) return error;
  }
  return "unclosed string";
}

const char* Lexer::scan_escape() {
  constexpr const char* kMessage = "illegal escape in a string";
  size_t at = at_ + 1;
  auto peek = [&](size_t where) { return where < text_.size() ? text_[where] : '\0'; };
  char c = peek(at);
  if (hex_value(c) >= 0 && hex_value(peek(at + 1)) >= 0) {
    at_ += 3;
    return nullptr;
  }
  if (c != '\0' && std::string_view("tnr\"'\\").find(c) != std::string_view::npos) {
    at_ += 2;
    return nullptr;
  }
  if (c != 'u' || peek(at + 1) != '{') return kMessage;
  size_t begin = at + 2;
  size_t end = text_.find('}', begin);
  if (end == std::string_view::npos) return kMessage;
  uint32_t character = 0;
  for (size_t i = begin; i < end; ++i) {
    bool may_be_underscore = i > begin && i + 1 < end && text_[i - 1] != '_';
    if (text_[i] == '_' && may_be_underscore) continue;
    int digit = hex_value(text_[i]);
    if (digit < 0) return kMessage;
    character = character * 16 + static_cast<uint32_t>(digit);
    if (character > 0x10FFFF) return kMessage;
  }
  bool is_surrogate = character >= 0xD800 && character < 0xE000;
  if (begin == end || is_surrogate) return kMessage;
  at_ = end + 1;
  return nullptr;
}

Token TokenCursor::take() {
  Token token = current_;
  if (token.kind == TokenKind::Invalid) return token;
  current_ = following_;
  if (following_.kind != TokenKind::Invalid) following_ = lexer_.next();
  return token;
}

bool TokenCursor::accept(TokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

bool TokenCursor::accept_keyword(std::string_view keyword) {
  if (!at_keyword(keyword)) return false;
  take();
  return true;
}

bool TokenCursor::accept_list(std::string_view keyword) {
  if (!at_list(keyword)) return false;
  take();
  take();
  return true;
}

Result<Token> TokenCursor::expect(TokenKind kind, std::string_view what) {
  if (!at(kind)) return expected(what);
  return take();
}

Result<void> TokenCursor::expect_void(TokenKind kind, std::string_view what) {
  if (!accept(kind)) return expected(what);
  return {};
}

Result<std::string> TokenCursor::expect_string(std::string_view what) {
  return unescape(TRY(expect(TokenKind::String, what)).text);
}

Result<std::string> TokenCursor::expect_name(std::string_view what) {
  Token token = current_;
  std::string name = TRY(expect_string(what));
  if (!is_utf8(name)) return error_at(token, kMalformedUtf8);
  return name;
}

Result<void> TokenCursor::skip_list() {
  for (size_t depth = 1; depth > 0;) {
    if (at(TokenKind::End) || at(TokenKind::Invalid)) return expected("')'");
    TokenKind kind = take().kind;
    if (kind == TokenKind::LeftParen || kind == TokenKind::Annotation) ++depth;
    if (kind == TokenKind::RightParen) --depth;
  }
  return {};
}

std::unexpected<Error> TokenCursor::expected(std::string_view what) const {
  if (at(TokenKind::Invalid)) return error_at(current_, current_.text);
  std::string_view found = describe(current_);
  if (!found.empty()) return error_at(current_, fmt::format("expected {}, found {}", what, found));
  constexpr size_t kMostShown = 60;
  return error_at(
      current_, fmt::format("expected {}, found `{}`", what, current_.text.substr(0, kMostShown)));
}

std::unexpected<Error> error_at(const Token& token, std::string_view message) {
  return failure(ErrorKind::Malformed, fmt::format("{}:{}: {}", token.line, token.column, message));
}

}  // namespace wali::loader::text
