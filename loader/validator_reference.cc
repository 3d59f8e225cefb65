#include <fmt/format.h>

#include "loader/validator.h"

/// References, and the locals that must be set before they are read because no null is among their
/// values.
namespace wali::loader {

/// Says no to a read; notes that a set gives the local a value until the innermost frame ends.
bool FunctionValidator::initialized_local(Opcode opcode, uint32_t index) {
  if (is_initialized_[index]) return true;
  if (opcode == Opcode::local_get) {
    return invalid(fmt::format("expected a local that was set before, found local {}", index));
  }
  is_initialized_[index] = true;
  initialized_locals_.push_back(index);
  return true;
}

void FunctionValidator::forget_initialized(uint32_t length) {
  for (; initialized_locals_.size() > length; initialized_locals_.pop_back()) {
    is_initialized_[initialized_locals_.back()] = false;
  }
}

bool FunctionValidator::reference_null() {
  ValueType type;
  if (!read_heap_type(type)) return false;
  push(type);
  return true;
}

bool FunctionValidator::pop_reference(ValueType& type) {
  if (!pop_any(type)) return false;
  if (type == kUnknown) type = kUnknownReference;
  return is_reference(type) ||
         invalid(fmt::format("expected a reference, found {}", name_of(type)));
}

bool FunctionValidator::reference_is_null() {
  ValueType type;
  if (!pop_reference(type)) return false;
  push(ValueType::I32);
  return true;
}

bool FunctionValidator::reference_function() {
  note_call();
  uint32_t function;
  if (!read_index(function, module_->functions.size(), "a function index")) return false;
  if (!module_->referenced_functions[function]) {
    return invalid(fmt::format(
        "expected a function that is exported or in an element segment, found function {}",
        function));
  }
  uint32_t type = module_->canonical_types[module_->functions[function]];
  push(concrete(type, Nullability::NonNull));
  return true;
}

bool FunctionValidator::reference_as_non_null() {
  ValueType type;
  if (!pop_reference(type)) return false;
  push(non_null(type));
  return true;
}

bool FunctionValidator::branch_on_null() {
  const Frame* target;
  ValueType type;
  if (!read_label(target) || !pop_reference(type)) return false;
  Types types = label_types(*target);
  if (!pop(types)) return false;
  push(types);
  push(non_null(type));
  return true;
}

bool FunctionValidator::branch_on_non_null() {
  const Frame* target;
  if (!read_label(target)) return false;
  Types types = label_types(*target);
  if (types.empty() || !is_reference(types.back())) {
    return invalid("expected a label that takes a reference, found another one");
  }
  Types others = types.first(types.size() - 1);
  if (!pop(nullable(types.back())) || !pop(others)) return false;
  push(others);
  return true;
}

}  // namespace wali::loader
