#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "loader/result.h"
#include "loader/text/lexer.h"
#include "loader/types.h"

/// Scripts of the specification's test suite (.wast): modules, actions on their exports, and what
/// should come of them. Only parsed here; `wali wast` runs them.
namespace wali::loader::text {

/// One lane of a number as a script writes it: its bits, or which NaNs are meant.
struct Lane {
  enum class Nan : uint8_t { Exact, Canonical, Arithmetic };
  uint64_t bits = 0;
  Nan nan = Nan::Exact;
};

struct ScriptValue {
  enum class Kind : uint8_t {
    Number,     // of type `type`, one lane
    Vector,     // v128, `lanes` of type `type`, each `lane_bits` wide
    Null,       // ref.null
    Host,       // ref.extern N: the embedder's N-th object
    Reference,  // any that is not null, of the heap type `heap`
  };
  Kind kind = Kind::Number;
  ValueType type = ValueType::I32;
  uint8_t lane_bits = 32;
  std::vector<Lane> lanes;
  uint64_t host = 0;
  std::string_view heap;  // "func", "extern", ...; of Null empty if the script leaves it out
};

/// What a result may be: one value, or several after `either`.
using ExpectedResult = std::vector<ScriptValue>;

struct ScriptModule {
  enum class Form : uint8_t { Text, Binary, Quote };
  Form form = Form::Text;
  bool is_definition = false;  // not instantiated
  std::string id;              // "$name", or empty
  TokenCursor text{""};        // Text: at its name and fields, which a `)` or the script ends
  std::string bytes;           // Binary, and Quote: the strings, put together
};

struct ModuleInstance {
  std::string id;
  std::string definition;  // empty: the last one
};

struct Register {
  std::string name;
  std::string id;  // empty: the last instance
};

struct Action {
  enum class Kind : uint8_t { Invoke, Get };
  Kind kind;
  std::string id;  // of the instance, or empty: the last one
  std::string name;
  std::vector<ScriptValue> arguments;
};

struct Assertion {
  enum class Kind : uint8_t {
    Return,
    Trap,
    Exhaustion,
    Exception,
    Unlinkable,
    Invalid,
    Malformed,
  };
  Kind kind;
  std::variant<Action, ScriptModule> subject;
  std::vector<ExpectedResult> results;  // Return
  std::string message;                  // all but Return and Exception
};

struct Command {
  uint32_t line;
  std::variant<ScriptModule, ModuleInstance, Register, Action, Assertion> body;
};

/// The commands of a script, in order. A script may also be one module's fields alone. What is
/// inside a module's text is not looked at. The views in the result point into `source`.
Result<std::vector<Command>> parse_script(std::string_view source);

}  // namespace wali::loader::text
