#include <fmt/format.h>

#include "loader/validator.h"

/// Operands and globals.
namespace wali::loader {

bool FunctionValidator::select() {
  ValueType second;
  ValueType first;
  if (!pop(ValueType::I32) || !pop_any(second) || !pop_any(first)) return false;
  for (ValueType type : {first, second}) {
    if (is_reference(type)) {
      return invalid(fmt::format("expected numbers, found {}: that needs a type", name_of(type)));
    }
  }
  if (first == kUnknown) first = second;
  if (second != kUnknown && second != first) return operand_missing(first, second, false);
  push(first);
  return true;
}

bool FunctionValidator::typed_select() {
  uint32_t count;
  if (!read_u32(count, "a count of types")) return false;
  if (count != 1) return invalid(fmt::format("expected 1 type, found {}", count));
  ValueType type;
  if (!read_value_type(type, "a value type")) return false;
  if (!pop(ValueType::I32) || !pop(type) || !pop(type)) return false;
  push(type);
  return true;
}

bool FunctionValidator::global(Opcode opcode) {
  uint32_t index;
  if (!read_index(index, module_->globals.size(), "a global index")) return false;
  const GlobalType& type = module_->globals[index];
  summary_->has_v128 |= is_vector(type.value);
  if (opcode == Opcode::global_get) {
    push(type.value);
    return true;
  }
  if (type.mutability == Mutability::Constant) {
    return invalid(fmt::format("expected a mutable global, found constant global {}", index));
  }
  return pop(type.value);
}

}  // namespace wali::loader
