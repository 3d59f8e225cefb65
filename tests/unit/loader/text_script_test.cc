#include <doctest/doctest.h>

#include "loader/text/script.h"

using namespace wali::loader;
using namespace wali::loader::text;

namespace {

std::vector<Command> parsed(std::string_view source) {
  auto commands = parse_script(source);
  REQUIRE_MESSAGE(commands.has_value(), commands.error().message);
  return std::move(*commands);
}

std::string refusal(std::string_view source) {
  auto commands = parse_script(source);
  REQUIRE_FALSE(commands.has_value());
  CHECK(commands.error().kind == wali::ErrorKind::Malformed);
  return commands.error().message;
}

const Assertion& assertion_of(const std::vector<Command>& commands, size_t index = 0) {
  return std::get<Assertion>(commands.at(index).body);
}

}  // namespace

TEST_CASE("script: modules are text, binary or quoted, and may be definitions") {
  auto commands = parsed(R"wast(
    (module $a (func (export "f")))
    (module binary "\00asm" "\01\00\00\00")
    (module definition $b quote "(func)" "(memory 1)")
    (module definition (memory 1)))wast");
  REQUIRE(commands.size() == 4);
  const auto& text = std::get<ScriptModule>(commands[0].body);
  CHECK(commands[0].line == 2);
  CHECK(text.form == ScriptModule::Form::Text);
  CHECK(text.id == "a");
  CHECK_FALSE(text.is_definition);
  CHECK(text.text.peek().kind == TokenKind::Id);
  const auto& binary = std::get<ScriptModule>(commands[1].body);
  CHECK(binary.form == ScriptModule::Form::Binary);
  CHECK(binary.bytes == std::string("\0asm\1\0\0\0", 8));
  const auto& quote = std::get<ScriptModule>(commands[2].body);
  CHECK(quote.form == ScriptModule::Form::Quote);
  CHECK(quote.is_definition);
  CHECK(quote.id == "b");
  CHECK(quote.bytes == "(func)(memory 1)");
  const auto& definition = std::get<ScriptModule>(commands[3].body);
  CHECK(definition.is_definition);
  CHECK(definition.text.at_list("memory"));
}

TEST_CASE("script: a file of fields alone is one module") {
  auto commands = parsed("(func) (memory 0)");
  REQUIRE(commands.size() == 1);
  CHECK(std::get<ScriptModule>(commands[0].body).text.at_list("func"));
  CHECK(parsed(" ;; nothing\n").empty());
}

TEST_CASE("script: instances, names and actions") {
  auto commands = parsed(R"wast(
    (module instance $i $m)
    (module instance $m)
    (module instance)
    (register "name" $i)
    (register "other")
    (invoke $i "f" (i32.const -1) (ref.extern 7) (ref.null func))
    (get "g"))wast");
  REQUIRE(commands.size() == 7);
  CHECK(std::get<ModuleInstance>(commands[0].body).id == "i");
  CHECK(std::get<ModuleInstance>(commands[0].body).definition == "m");
  CHECK(std::get<ModuleInstance>(commands[1].body).definition == "m");
  CHECK(std::get<ModuleInstance>(commands[2].body).definition.empty());
  CHECK(std::get<Register>(commands[3].body).name == "name");
  CHECK(std::get<Register>(commands[3].body).id == "i");
  CHECK(std::get<Register>(commands[4].body).id.empty());
  const auto& invoke = std::get<Action>(commands[5].body);
  CHECK(invoke.kind == Action::Kind::Invoke);
  CHECK(invoke.id == "i");
  REQUIRE(invoke.arguments.size() == 3);
  CHECK(invoke.arguments[0].lanes.at(0).bits == 0xffffffff);
  CHECK(invoke.arguments[1].kind == ScriptValue::Kind::Host);
  CHECK(invoke.arguments[1].host == 7);
  CHECK(invoke.arguments[2].kind == ScriptValue::Kind::Null);
  CHECK(std::get<Action>(commands[6].body).kind == Action::Kind::Get);
}

TEST_CASE("script: results may be classes of NaNs, lanes, alternatives and any reference") {
  auto commands = parsed(R"wast(
    (assert_return (invoke "f"))
    (assert_return (invoke "f") (f32.const nan:canonical) (f64.const nan:0x1))
    (assert_return (invoke "f") (v128.const f32x4 1 nan:arithmetic -0.0 inf))
    (assert_return (invoke "f") (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 -1))
    (assert_return (invoke "f") (either (i64.const 1) (i64.const 2)) (ref.func) (ref.null)))wast");
  CHECK(assertion_of(commands, 0).results.empty());
  const auto& nans = assertion_of(commands, 1).results;
  REQUIRE(nans.size() == 2);
  CHECK(nans[0][0].lanes[0].nan == Lane::Nan::Canonical);
  CHECK(nans[1][0].lanes[0].bits == 0x7ff0000000000001);
  const auto& floats = assertion_of(commands, 2).results.at(0).at(0);
  CHECK(floats.kind == ScriptValue::Kind::Vector);
  CHECK(floats.lane_bits == 32);
  REQUIRE(floats.lanes.size() == 4);
  CHECK(floats.lanes[0].bits == 0x3f800000);
  CHECK(floats.lanes[1].nan == Lane::Nan::Arithmetic);
  CHECK(floats.lanes[2].bits == 0x80000000);
  CHECK(floats.lanes[3].bits == 0x7f800000);
  const auto& bytes = assertion_of(commands, 3).results.at(0).at(0);
  REQUIRE(bytes.lanes.size() == 16);
  CHECK(bytes.lanes[15].bits == 0xff);
  const auto& others = assertion_of(commands, 4).results;
  REQUIRE(others.size() == 3);
  CHECK(others[0].size() == 2);
  CHECK(others[1][0].kind == ScriptValue::Kind::Reference);
  CHECK(others[1][0].heap == "func");
  CHECK(others[2][0].kind == ScriptValue::Kind::Null);
}

TEST_CASE("script: every other kind of assertion") {
  auto commands = parsed(R"wast(
    (assert_trap (invoke "f") "unreachable")
    (assert_trap (module (start 0)) "unreachable")
    (assert_exhaustion (invoke "f") "call stack exhausted")
    (assert_exception (invoke "f"))
    (assert_unlinkable (module) "unknown import")
    (assert_invalid (module) "type mismatch")
    (assert_malformed (module quote "") "unexpected token")
    (assert_malformed_custom (module quote "") "malformed")
    (assert_invalid_custom (module) "invalid"))wast");
  using enum Assertion::Kind;
  const Assertion::Kind kinds[] = {
      Trap, Trap, Exhaustion, Exception, Unlinkable, Invalid, Malformed, Malformed, Invalid};
  REQUIRE(commands.size() == std::size(kinds));
  for (size_t i = 0; i < std::size(kinds); ++i) CHECK(assertion_of(commands, i).kind == kinds[i]);
  CHECK(assertion_of(commands, 0).message == "unreachable");
  CHECK(std::holds_alternative<ScriptModule>(assertion_of(commands, 1).subject));
}

TEST_CASE("script: what is wrong is named with its line and column") {
  CHECK(refusal("(module)\n(assert_return (invoke \"f\") (i32.const 1.5))") ==
        "2:40: expected an integer of 32 bits, found `1.5`");
  CHECK(refusal("(invoke \"f\" (i32.const 0x1_0000_0000))").starts_with("1:24: expected an int"));
  CHECK(refusal("(invoke \"f\" (f32.const nan:canonical))").starts_with("1:24: expected a float"));
  CHECK(refusal("(invoke \"f\" (ref.func))").starts_with("1:22: expected the number"));
  CHECK(
      refusal("(invoke \"f\" (v128.const i32x4 1 2 3))").starts_with("1:36: expected an integer"));
  CHECK(refusal("(invoke \"f\" (v128.const 1 2 3 4))").starts_with("1:25: expected the shape"));
  CHECK(refusal("(module (func)").starts_with("1:15: expected ')'"));
  CHECK(refusal("(module) (frobnicate)").starts_with("1:10: expected a module, an action"));
  CHECK(refusal("(assert_trap (module) )").starts_with("1:23: expected the message"));
  CHECK(refusal("(assert_return (module))").starts_with("1:16: expected an action"));
}
