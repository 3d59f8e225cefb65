#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "loader/result.h"
#include "loader/text/place.h"

/// The tokens of the text format (core spec, section 6.3). White space, comments and the
/// annotations that mean nothing to this engine are passed over, but what is malformed in them is
/// found.
namespace wali::loader::text {

enum class TokenKind : uint8_t {
  LeftParen,
  RightParen,
  Annotation,  // `(@name`, `(@custom` or `(@metadata.code.branch_hint`, ended by a RightParen
  Keyword,
  Id,
  String,
  Integer,
  Float,     // among them inf, nan and nan:0x...
  Reserved,  // shaped like a token, but never one
  Invalid,   // the text cannot be divided into tokens from here on
  End,
};

struct Token {
  TokenKind kind = TokenKind::End;
  uint32_t line = 1;    // from 1
  uint32_t column = 1;  // in bytes, from 1
  Place place() const { return {line, column}; }
  /// As written, `$` and quotes included. Annotation: the name alone. Invalid: what is wrong.
  std::string_view text;
};

/// What a String token, or an Id of the form `$"..."`, denotes: the lexer has checked its escapes.
std::string unescape(std::string_view quoted);

/// An identifier without its `$`, so that `$x` and `$"x"` are the same.
std::string id_value(const Token& token);

/// Copying one remembers a place in the text, to read on from there later.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next();

 private:
  Token scan();
  const char* skip_space();
  const char* skip_block_comment();
  const char* skip_line_comment();
  const char* skip_character();
  Token annotation(Token token);
  Token chunk(Token token);
  const char* scan_string();
  const char* scan_escape();
  void skip_newline();
  bool starts_with(std::string_view prefix) const {
    return text_.substr(at_, prefix.size()) == prefix;
  }
  Token invalid(const char* message);

  std::string_view text_;
  size_t at_ = 0;
  size_t line_begin_ = 0;
  uint32_t line_ = 1;
};

/// Reads tokens one after the other, two of them in sight. An Invalid token is never passed: it
/// stands in `peek` until somebody reports it.
class TokenCursor {
 public:
  explicit TokenCursor(std::string_view text) : lexer_(text) {
    current_ = lexer_.next();
    following_ = lexer_.next();
  }

  const Token& peek() const { return current_; }
  const Token& peek_following() const { return following_; }

  bool at(TokenKind kind) const { return current_.kind == kind; }
  bool at_end() const { return at(TokenKind::End); }
  bool at_keyword(std::string_view keyword) const {
    return at(TokenKind::Keyword) && current_.text == keyword;
  }
  /// At `(` followed by this keyword.
  bool at_list(std::string_view keyword) const {
    return at(TokenKind::LeftParen) && following_.kind == TokenKind::Keyword &&
           following_.text == keyword;
  }

  Token take();
  /// The first passes a token of this kind, the others `keyword`, and `(keyword`.
  bool accept(TokenKind kind);
  bool accept_keyword(std::string_view keyword);
  bool accept_list(std::string_view keyword);

  /// As `accept`, or the error that `what` was expected.
  Result<Token> expect(TokenKind kind, std::string_view what);
  Result<void> expect_left_paren() { return expect_void(TokenKind::LeftParen, "'('"); }
  Result<void> expect_right_paren() { return expect_void(TokenKind::RightParen, "')'"); }
  /// The bytes of a string.
  Result<std::string> expect_string(std::string_view what);
  /// A string that is UTF-8.
  Result<std::string> expect_name(std::string_view what);

  /// Passes the rest of a list whose `(` was passed, and its `)`.
  Result<void> skip_list();

  /// The error at the current token: "3:14: expected `what`, found `token`".
  std::unexpected<Error> expected(std::string_view what) const;

 private:
  Result<void> expect_void(TokenKind kind, std::string_view what);

  Lexer lexer_;
  Token current_;
  Token following_;
};

/// The error that `message`, one clause, is wrong with `token`: "3:14: message".
std::unexpected<Error> error_at(const Token& token, std::string_view message);

}  // namespace wali::loader::text
