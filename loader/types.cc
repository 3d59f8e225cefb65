#include "loader/types.h"

#include <fmt/format.h>

#include <string_view>

namespace wali::loader {
namespace {

std::string_view abbreviation(ValueType type) {
  switch (type) {
    case ValueType::I32:
      return "i32";
    case ValueType::I64:
      return "i64";
    case ValueType::F32:
      return "f32";
    case ValueType::F64:
      return "f64";
    case ValueType::V128:
      return "v128";
    case ValueType::FuncRef:
      return "funcref";
    case ValueType::ExternRef:
      return "externref";
    case ValueType::ExnRef:
      return "exnref";
    case ValueType::NullFuncRef:
      return "nullfuncref";
    case ValueType::NullExternRef:
      return "nullexternref";
    case ValueType::NullExnRef:
      return "nullexnref";
  }
  return {};
}

bool is_bottom(ValueType type) {
  switch (heap_of(type)) {
    case ValueType::NullFuncRef:
    case ValueType::NullExternRef:
    case ValueType::NullExnRef:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool is_subtype(ValueType a, ValueType b) {
  if (a == b) return true;
  if (!is_reference(a) || !is_reference(b)) return false;
  if (is_nullable(a) && !is_nullable(b)) return false;
  if (nullable(a) == nullable(b)) return true;
  if (top_of(a) != top_of(b)) return false;
  return nullable(b) == top_of(b) || is_bottom(a);
}

std::string heap_name_of(ValueType type) {
  if (is_concrete(type)) return std::to_string(type_index_of(type));
  switch (heap_of(type)) {
    case ValueType::FuncRef:
      return "func";
    case ValueType::ExternRef:
      return "extern";
    case ValueType::ExnRef:
      return "exn";
    case ValueType::NullFuncRef:
      return "nofunc";
    case ValueType::NullExternRef:
      return "noextern";
    case ValueType::NullExnRef:
      return "noexn";
    default:
      return "unknown";
  }
}

std::string name_of(ValueType type) {
  if (std::string_view name = abbreviation(type); !name.empty()) return std::string(name);
  if (!is_reference(type)) return "unknown";
  return fmt::format("(ref {}{})", is_nullable(type) ? "null " : "", heap_name_of(type));
}

}  // namespace wali::loader
