#include <doctest/doctest.h>
#include <fmt/format.h>

#include "loader/text/lexer.h"

namespace wali::loader::text {
namespace {

using enum TokenKind;

/// One letter per token, by kind: ( ) @ keyword id string number float reserved, `!` invalid.
std::string kinds(std::string_view text) {
  constexpr std::string_view kLetters = "()@kisnfr!.";
  std::string result;
  Lexer lexer(text);
  for (;;) {
    TokenKind kind = lexer.next().kind;
    if (kind == End) return result;
    result.push_back(kLetters[static_cast<size_t>(kind)]);
    if (kind == Invalid) return result;
  }
}

/// "line:column what is wrong" of the first token that is invalid.
std::string complaint(std::string_view text) {
  Lexer lexer(text);
  for (;;) {
    Token token = lexer.next();
    if (token.kind == Invalid) {
      return fmt::format("{}:{} {}", token.line, token.column, token.text);
    }
    if (token.kind == End) return "none";
  }
}

TEST_CASE("lexer: every kind of token is told from the others") {
  CHECK(kinds("(module $m \"text\" 12 -0x1f 1.5 inf nan:0x12 a=1)") == "(kisnnfffk)");
  CHECK(kinds("+inf -nan nan:canonical nan:0x 0x0.8p-1 1e5 1. .5 1_000 1__0 1_") == "ffkkfffrnrr");
  CHECK(kinds("offset=4 Upper @at 0$l 0drop") == "krrrr");
}

TEST_CASE("lexer: tokens that touch without a parenthesis between them are one reserved token") {
  CHECK(kinds("\"a\"\"b\"") == "r");
  CHECK(kinds("\"a\"x x\"a\" $l\"a\" $\"l\"0") == "rrrr");
  CHECK(kinds("(nop)nop(nop)") == "(k)k(k)");
  CHECK(kinds("$f;;comment\n\"a\";;comment") == "is");
}

TEST_CASE("lexer: comments nest, end at any newline and may hold any character") {
  CHECK(kinds("(;a(;b;)c;)x(;;)y") == "kk");
  CHECK(kinds(";; a\rb ;; c\r\nd ;; (; \n e") == "kkk");
  CHECK(kinds(std::string_view("(;\0\1\x7f;)x", 8)) == "k");
  CHECK(complaint("\n (; (; ;)") == "2:10 unclosed comment");
  CHECK(complaint(";; \xff") == "1:4 malformed UTF-8 encoding");
}

TEST_CASE("lexer: line and column stand where the token begins") {
  Lexer lexer("a\r\n  b\r\r (;\n;)c");
  lexer.next();
  Token b = lexer.next();
  CHECK(b.line == 2);
  CHECK(b.column == 3);
  Token c = lexer.next();
  CHECK(c.line == 5);
  CHECK(c.column == 3);
}

TEST_CASE("lexer: a string's escapes are checked and replaced") {
  CHECK(unescape(R"("a\t\n\r\"\'\\\41\u{42}\u{2_0AC}")") == "a\t\n\r\"'\\AB\u20ac");
  CHECK(complaint(R"("\q")") == "1:2 illegal escape in a string");
  CHECK(complaint(R"("\4")") == "1:2 illegal escape in a string");
  CHECK(complaint(R"("\u{}")") == "1:2 illegal escape in a string");
  CHECK(complaint(R"("\u{d800}")") == "1:2 illegal escape in a string");
  CHECK(complaint(R"("\u{110000}")") == "1:2 illegal escape in a string");
  CHECK(complaint(R"("\u{4_}")") == "1:2 illegal escape in a string");
  CHECK(complaint("\"abc") == "1:5 unclosed string");
  CHECK(complaint("\"a\nb\"") == "1:3 unclosed string");
  CHECK(complaint("\"a\tb\"") == "1:3 illegal control character in a string");
  CHECK(complaint("\"\xc0\x80\"") == "1:2 malformed UTF-8 encoding");
}

TEST_CASE("lexer: an identifier in quotes is the identifier it spells") {
  Lexer lexer(R"($x $"x" $"\78" $" ")");
  for (int i = 0; i < 3; ++i) CHECK(id_value(lexer.next()) == "x");
  CHECK(id_value(lexer.next()) == " ");
  CHECK(complaint("$ x") == "1:2 empty identifier");
  CHECK(complaint("$\"\"") == "1:4 empty identifier");
  CHECK(complaint("$\"\\ef\"") == "1:7 malformed UTF-8 encoding");
}

TEST_CASE("lexer: unknown annotations are passed over whole, known ones are tokens") {
  CHECK(kinds("a (@x y (z \")\" (@y)) , ; ] {) b") == "kk");
  CHECK(kinds("(@name \"n\") (@\"custom\" \"s\")") == "@s)@s)");
  CHECK(complaint("(@)") == "1:3 empty annotation id");
  CHECK(complaint("(@\"\")") == "1:5 empty annotation id");
  CHECK(complaint("(@x (y)") == "1:8 unclosed annotation");
  CHECK(complaint("(@x \x01)") == "1:5 illegal character");
  CHECK(complaint("(@x \"") == "1:6 unclosed string");
}

TEST_CASE("lexer: what is no character of the format is refused") {
  CHECK(complaint("a \x7f") == "1:3 illegal character");
  CHECK(complaint("a \u00e9") == "1:3 illegal character");
  CHECK(complaint("a \xe9 ") == "1:3 malformed UTF-8 encoding");
}

TEST_CASE("cursor: an invalid token is reported where it is met and never passed") {
  TokenCursor cursor("(a \x01 b");
  CHECK(cursor.accept_list("a"));
  CHECK(cursor.expect_right_paren().error().message == "1:4: illegal character");
  cursor.take();
  CHECK(cursor.at(Invalid));
  CHECK(cursor.skip_list().error().message == "1:4: illegal character");
}

TEST_CASE("cursor: the message names what was expected and what was found") {
  TokenCursor cursor("(module\n  \"x\")");
  CHECK(cursor.expect(Id, "an identifier").error().message ==
        "1:1: expected an identifier, found '('");
  REQUIRE(cursor.accept_list("module"));
  CHECK(cursor.expected("a field").error().message == "2:3: expected a field, found a string");
  TokenCursor rest = cursor;
  CHECK(cursor.skip_list());
  CHECK(cursor.at_end());
  CHECK(rest.expect_name("a name").value() == "x");
}

}  // namespace
}  // namespace wali::loader::text
