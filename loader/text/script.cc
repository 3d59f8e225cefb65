#include "loader/text/script.h"

#include <fmt/format.h>

#include <optional>
#include <span>

#include "loader/text/number.h"

namespace wali::loader::text {
namespace {

struct NumberShape {
  std::string_view name;
  ValueType type;
  uint8_t lane_bits;
  uint8_t lanes;  // in a v128; 0: not its shape
};

constexpr NumberShape kShapes[] = {
    {"i8x16", ValueType::I32, 8, 16},
    {"i16x8", ValueType::I32, 16, 8},
    {"i32x4", ValueType::I32, 32, 4},
    {"i64x2", ValueType::I64, 64, 2},
    {"f32x4", ValueType::F32, 32, 4},
    {"f64x2", ValueType::F64, 64, 2},
    {"i32.const", ValueType::I32, 32, 1},
    {"i64.const", ValueType::I64, 64, 1},
    {"f32.const", ValueType::F32, 32, 1},
    {"f64.const", ValueType::F64, 64, 1},
};
constexpr std::span kVectorShapes(kShapes, 6);
constexpr std::span kScalarShapes(kShapes + 6, 4);

struct AssertionRow {
  std::string_view keyword;
  Assertion::Kind kind;
};

constexpr AssertionRow kAssertions[] = {
    {"assert_return", Assertion::Kind::Return},
    {"assert_trap", Assertion::Kind::Trap},
    {"assert_exhaustion", Assertion::Kind::Exhaustion},
    {"assert_exception", Assertion::Kind::Exception},
    {"assert_unlinkable", Assertion::Kind::Unlinkable},
    {"assert_invalid", Assertion::Kind::Invalid},
    {"assert_invalid_custom", Assertion::Kind::Invalid},
    {"assert_malformed", Assertion::Kind::Malformed},
    {"assert_malformed_custom", Assertion::Kind::Malformed},
};

const NumberShape* find_shape(std::span<const NumberShape> shapes, const Token& token) {
  if (token.kind != TokenKind::Keyword) return nullptr;
  for (const NumberShape& shape : shapes) {
    if (shape.name == token.text) return &shape;
  }
  return nullptr;
}

class ScriptParser {
 public:
  explicit ScriptParser(std::string_view source) : cursor_(source) {}

  Result<std::vector<Command>> parse() {
    if (!is_command()) return only_fields();
    std::vector<Command> commands;
    while (!cursor_.at_end()) commands.push_back(TRY(command()));
    return commands;
  }

 private:
  /// Results may be classes of values.
  enum class Use : uint8_t { Argument, Result };

  bool is_command() const {
    if (cursor_.at_end()) return true;
    for (std::string_view keyword : {"module", "register", "invoke", "get"}) {
      if (cursor_.at_list(keyword)) return true;
    }
    for (const AssertionRow& row : kAssertions) {
      if (cursor_.at_list(row.keyword)) return true;
    }
    return false;
  }

  Result<std::vector<Command>> only_fields() {
    ScriptModule module;
    module.text = cursor_;
    std::vector<Command> commands;
    commands.push_back({cursor_.peek().line, std::move(module)});
    return commands;
  }

  Result<Command> command() {
    Command command{cursor_.peek().line, {}};
    if (cursor_.at_list("module")) {
      command.body = TRY(module_command());
    } else if (cursor_.accept_list("register")) {
      Register body;
      body.name = TRY(cursor_.expect_name("a name to register"));
      body.id = optional_id();
      command.body = std::move(body);
      TRY(cursor_.expect_right_paren());
    } else if (is_action()) {
      command.body = TRY(action());
    } else {
      command.body = TRY(assertion());
    }
    return command;
  }

  std::string optional_id() {
    return cursor_.at(TokenKind::Id) ? id_value(cursor_.take()) : std::string();
  }

  Result<decltype(Command::body)> module_command() {
    TokenCursor ahead = cursor_;
    ahead.accept_list("module");
    if (!ahead.accept_keyword("instance")) return TRY(module());
    cursor_ = ahead;
    ModuleInstance body;
    body.id = optional_id();
    body.definition = optional_id();
    if (body.definition.empty()) std::swap(body.id, body.definition);
    TRY(cursor_.expect_right_paren());
    return body;
  }

  Result<ScriptModule> module() {
    ScriptModule module;
    if (!cursor_.accept_list("module")) return cursor_.expected("a module");
    module.is_definition = cursor_.accept_keyword("definition");
    module.text = cursor_;
    module.id = optional_id();
    if (cursor_.at_keyword("binary") || cursor_.at_keyword("quote")) {
      module.form =
          cursor_.take().text == "binary" ? ScriptModule::Form::Binary : ScriptModule::Form::Quote;
      while (cursor_.at(TokenKind::String)) {
        module.bytes += unescape(cursor_.take().text);
      }
      TRY(cursor_.expect_right_paren());
    } else {
      TRY(cursor_.skip_list());
    }
    return module;
  }

  bool is_action() const { return cursor_.at_list("invoke") || cursor_.at_list("get"); }

  Result<Action> action() {
    Action action;
    if (cursor_.accept_list("invoke")) {
      action.kind = Action::Kind::Invoke;
    } else if (cursor_.accept_list("get")) {
      action.kind = Action::Kind::Get;
    } else {
      return cursor_.expected("an action, `(invoke` or `(get`");
    }
    action.id = optional_id();
    action.name = TRY(cursor_.expect_name("the name of an export"));
    while (action.kind == Action::Kind::Invoke && cursor_.at(TokenKind::LeftParen)) {
      action.arguments.push_back(TRY(value(Use::Argument)));
    }
    TRY(cursor_.expect_right_paren());
    return action;
  }

  Result<Assertion> assertion() {
    const AssertionRow* found = nullptr;
    for (const AssertionRow& row : kAssertions) {
      if (cursor_.at_list(row.keyword)) found = &row;
    }
    if (found == nullptr) return cursor_.expected("a module, an action or an assertion");
    cursor_.accept_list(found->keyword);
    Assertion assertion{found->kind, {}, {}, {}};
    if (takes_module(found->kind) ||
        (found->kind == Assertion::Kind::Trap && cursor_.at_list("module"))) {
      assertion.subject = TRY(module());
    } else {
      assertion.subject = TRY(action());
    }
    if (found->kind == Assertion::Kind::Return) {
      while (cursor_.at(TokenKind::LeftParen)) {
        assertion.results.push_back(TRY(expected_result()));
      }
    } else if (found->kind != Assertion::Kind::Exception) {
      assertion.message = TRY(cursor_.expect_string("the message"));
    }
    TRY(cursor_.expect_right_paren());
    return assertion;
  }

  static bool takes_module(Assertion::Kind kind) {
    return kind == Assertion::Kind::Unlinkable || kind == Assertion::Kind::Invalid ||
           kind == Assertion::Kind::Malformed;
  }

  Result<ExpectedResult> expected_result() {
    ExpectedResult alternatives;
    if (!cursor_.accept_list("either")) {
      alternatives.push_back(TRY(value(Use::Result)));
      return alternatives;
    }
    while (cursor_.at(TokenKind::LeftParen)) alternatives.push_back(TRY(value(Use::Result)));
    TRY(cursor_.expect_right_paren());
    return alternatives;
  }

  Result<ScriptValue> value(Use use) {
    TRY(cursor_.expect_left_paren());
    ScriptValue value;
    const Token head = cursor_.peek();
    if (const NumberShape* shape = find_shape(kScalarShapes, head)) {
      cursor_.take();
      TRY(lanes(*shape, use, value));
    } else if (cursor_.accept_keyword("v128.const")) {
      const NumberShape* vector = find_shape(kVectorShapes, cursor_.peek());
      if (vector == nullptr) return cursor_.expected("the shape of a v128");
      cursor_.take();
      value.kind = ScriptValue::Kind::Vector;
      TRY(lanes(*vector, use, value));
    } else if (head.kind == TokenKind::Keyword && head.text.starts_with("ref.")) {
      cursor_.take();
      TRY(reference(head, use, value));
    } else {
      return cursor_.expected("a constant");
    }
    TRY(cursor_.expect_right_paren());
    return value;
  }

  Result<void> lanes(const NumberShape& shape, Use use, ScriptValue& value) {
    value.type = shape.type;
    value.lane_bits = shape.lane_bits;
    for (uint8_t i = 0; i < shape.lanes; ++i) value.lanes.push_back(TRY(lane(shape, use)));
    return {};
  }

  Result<Lane> lane(const NumberShape& shape, Use use) {
    const Token token = cursor_.peek();
    bool is_float_lane = is_float(shape.type);
    if (is_float_lane && use == Use::Result) {
      if (cursor_.accept_keyword("nan:canonical")) return Lane{0, Lane::Nan::Canonical};
      if (cursor_.accept_keyword("nan:arithmetic")) return Lane{0, Lane::Nan::Arithmetic};
    }
    std::optional<uint64_t> bits;
    if (token.kind == TokenKind::Integer || (is_float_lane && token.kind == TokenKind::Float)) {
      if (shape.type == ValueType::F32) {
        bits = parse_f32(token.text);
      } else if (shape.type == ValueType::F64) {
        bits = parse_f64(token.text);
      } else {
        bits = parse_integer(token.text, shape.lane_bits);
      }
    }
    if (!bits) {
      return cursor_.expected(fmt::format("{} of {} bits",
                                          is_float_lane ? "a floating-point number" : "an integer",
                                          shape.lane_bits));
    }
    cursor_.take();
    return Lane{*bits};
  }

  Result<void> reference(const Token& head, Use use, ScriptValue& value) {
    value.heap = head.text.substr(std::string_view("ref.").size());
    if (value.heap == "null") {
      value.kind = ScriptValue::Kind::Null;
      bool has_type = cursor_.at(TokenKind::Keyword) || cursor_.at(TokenKind::Id);
      value.heap = has_type ? cursor_.take().text : std::string_view();
    } else if (cursor_.at(TokenKind::Integer)) {
      value.kind = ScriptValue::Kind::Host;
      auto number = parse_unsigned(cursor_.peek().text, 32);
      if (!number) return cursor_.expected("an integer of 32 bits");
      value.host = *number;
      cursor_.take();
    } else if (use == Use::Result) {
      value.kind = ScriptValue::Kind::Reference;
    } else {
      return cursor_.expected("the number of an object");
    }
    return {};
  }

  TokenCursor cursor_;
};

}  // namespace

Result<std::vector<Command>> parse_script(std::string_view source) {
  return ScriptParser(source).parse();
}

}  // namespace wali::loader::text
