#include <fmt/format.h>

#include "loader/code_cursor.h"
#include "loader/validator.h"

/// Operands, globals, references, tables and memories.
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
  if (opcode == Opcode::global_get) {
    push(type.value);
    return true;
  }
  if (type.mutability == Mutability::Constant) {
    return invalid(fmt::format("expected a mutable global, found constant global {}", index));
  }
  return pop(type.value);
}

bool FunctionValidator::reference(Opcode opcode) {
  if (opcode == Opcode::ref_null) {
    ValueType type;
    const uint8_t* type_at = at_;
    if (!read_value_type(type, "a reference type")) return false;
    if (!is_reference(type)) {
      return fail(ErrorKind::Malformed,
                  type_at,
                  fmt::format("expected a reference type, found {}", name_of(type)));
    }
    push(type);
    return true;
  }
  if (opcode == Opcode::ref_is_null) {
    ValueType type;
    if (!pop_any(type)) return false;
    if (type != kUnknown && !is_reference(type)) {
      return invalid(fmt::format("expected a reference, found {}", name_of(type)));
    }
    push(ValueType::I32);
    return true;
  }
  note_call();
  uint32_t function;
  if (!read_index(function, module_->functions.size(), "a function index")) return false;
  if (!module_->referenced_functions[function]) {
    return invalid(fmt::format(
        "expected a function that is exported or in an element segment, found function {}",
        function));
  }
  push(ValueType::FuncRef);
  return true;
}

bool FunctionValidator::table_index(uint32_t& table) {
  return read_index(table, module_->tables.size(), "a table index");
}

bool FunctionValidator::element_index(uint32_t& element) {
  return read_index(element, module_->elements.size(), "an element segment index");
}

bool FunctionValidator::table_access(Opcode opcode) {
  note_call();
  uint32_t table;
  if (!table_index(table)) return false;
  ValueType element = module_->tables[table].element;
  switch (opcode) {
    case Opcode::table_get:
      if (!pop(ValueType::I32)) return false;
      push(element);
      return true;
    case Opcode::table_set:
      return pop(element) && pop(ValueType::I32);
    case Opcode::table_grow:
      if (!pop(ValueType::I32) || !pop(element)) return false;
      push(ValueType::I32);
      return true;
    default:  // table.fill
      return pop(ValueType::I32) && pop(element) && pop(ValueType::I32);
  }
}

bool FunctionValidator::table_init() {
  note_call();
  uint32_t element;
  uint32_t table;
  if (!element_index(element) || !table_index(table)) return false;
  ValueType from = module_->elements[element].type;
  ValueType to = module_->tables[table].element;
  return from == to ||
         invalid(fmt::format("expected a segment of {}, found {}", name_of(to), name_of(from)));
}

bool FunctionValidator::table_copy() {
  note_call();
  uint32_t destination;
  uint32_t source;
  if (!table_index(destination) || !table_index(source)) return false;
  ValueType from = module_->tables[source].element;
  ValueType to = module_->tables[destination].element;
  return from == to ||
         invalid(fmt::format("expected a table of {}, found {}", name_of(to), name_of(from)));
}

bool FunctionValidator::memory_index() {
  uint32_t memory;
  return read_index(memory, module_->memories.size(), "a memory index");
}

bool FunctionValidator::data_index() {
  if (!module_->data_count) {
    return fail(ErrorKind::Malformed,
                instruction_at_,
                fmt::format("{}: expected a data count section, found none", info(opcode_).text));
  }
  uint32_t data;
  return read_index(data, *module_->data_count, "a data segment index");
}

bool FunctionValidator::memory_argument(const OpcodeInfo& instruction) {
  constexpr uint32_t kMaxFlags = 2 * CodeCursor::kMemoryIndexFlag;
  uint32_t flags;
  uint32_t memory = 0;
  uint32_t offset;
  if (!read_u32(flags, "an alignment")) return false;
  if (flags >= kMaxFlags) {
    return fail(ErrorKind::Malformed,
                instruction_at_,
                fmt::format("{}: expected an alignment below {}, found {}",
                            instruction.text,
                            CodeCursor::kMemoryIndexFlag,
                            flags));
  }
  if ((flags & CodeCursor::kMemoryIndexFlag) != 0 && !read_u32(memory, "a memory index")) {
    return false;
  }
  if (!read_u32(offset, "a memory offset")) return false;
  if (memory >= module_->memories.size()) {
    return index_failure(memory, module_->memories.size(), "a memory index");
  }
  uint32_t align_log2 = flags & ~CodeCursor::kMemoryIndexFlag;
  uint32_t natural = instruction.access_width_log2;
  if (align_log2 > natural) {
    return invalid(
        fmt::format("expected an alignment of at most 2^{}, found 2^{}", natural, align_log2));
  }
  if (align_log2 < natural && instruction.feature == Feature::Threads) {
    return invalid(fmt::format("expected an alignment of 2^{}, found 2^{}", natural, align_log2));
  }
  return true;
}

}  // namespace wali::loader
