#include <fmt/format.h>

#include "loader/code_cursor.h"
#include "loader/validator.h"

/// Memories and tables. What indexes them is an i64 where their type says so.
namespace wali::loader {
namespace {

bool is_wait_or_notify(Opcode opcode) {
  return opcode == Opcode::memory_atomic_notify || opcode == Opcode::memory_atomic_wait32 ||
         opcode == Opcode::memory_atomic_wait64;
}

/// Of a length that must fit both of two memories or tables.
ValueType narrower(ValueType a, ValueType b) {
  return a == b ? a : ValueType::I32;
}

}  // namespace

bool FunctionValidator::memory_access(const OpcodeInfo& instruction) {
  ValueType address;
  if (!memory_argument(instruction, address)) return false;
  if (instruction.immediate == Immediate::MemArgLane && !lane(instruction.lane_count)) return false;
  if (instruction.feature == Feature::Threads && is_wait_or_notify(opcode_)) note_call();
  const Signature& signature = instruction.signature;
  for (uint32_t i = signature.param_count; i > 1; --i) {
    if (!pop(signature.params[i - 1])) return false;
  }
  if (!pop(address)) return false;
  if (signature.result_count != 0) push(signature.result);
  return true;
}

bool FunctionValidator::memory_argument(const OpcodeInfo& instruction, ValueType& address) {
  constexpr uint32_t kMaxFlags = 2 * CodeCursor::kMemoryIndexFlag;
  uint32_t flags;
  uint32_t memory = 0;
  uint64_t offset = 0;
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
  if (!leb_status(read_leb128(at_, end_, offset), "a memory offset")) return false;
  if (memory >= module_->memories.size()) {
    return index_failure(memory, module_->memories.size(), "a memory index");
  }
  IndexType index = module_->memories[memory].index;
  if (index == IndexType::I32 && offset > UINT32_MAX) {
    return invalid(fmt::format("expected an offset below 2^32, found {}", offset));
  }
  address = address_type(index);
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

bool FunctionValidator::lane(uint32_t lanes) {
  uint8_t index;
  if (!read_byte(index, "a lane index")) return false;
  return index < lanes ||
         invalid(fmt::format("expected a lane index below {}, found {}", lanes, index));
}

bool FunctionValidator::memory_operation(Opcode opcode) {
  ValueType address;
  if (opcode == Opcode::memory_size) {
    if (!memory_index(address)) return false;
    push(address);
    return true;
  }
  note_call();
  if (opcode == Opcode::memory_init && !data_index()) return false;
  if (!memory_index(address)) return false;
  switch (opcode) {
    case Opcode::memory_grow:
      if (!pop(address)) return false;
      push(address);
      return true;
    case Opcode::memory_copy: {
      ValueType source;
      return memory_index(source) && pop(narrower(address, source)) && pop(source) && pop(address);
    }
    case Opcode::memory_init:
      return pop(ValueType::I32) && pop(ValueType::I32) && pop(address);
    default:  // memory.fill
      return pop(address) && pop(ValueType::I32) && pop(address);
  }
}

bool FunctionValidator::table_operation(Opcode opcode) {
  note_call();
  uint32_t table;
  uint32_t other = 0;
  ValueType address;
  if (opcode == Opcode::table_init && !element_index(other)) return false;
  if (!table_index(table, address)) return false;
  ValueType element = module_->tables[table].element;
  switch (opcode) {
    case Opcode::table_get:
      if (!pop(address)) return false;
      push(element);
      return true;
    case Opcode::table_set:
      return pop(element) && pop(address);
    case Opcode::table_size:
      push(address);
      return true;
    case Opcode::table_grow:
      if (!pop(address) || !pop(element)) return false;
      push(address);
      return true;
    case Opcode::table_fill:
      return pop(address) && pop(element) && pop(address);
    case Opcode::table_copy: {
      ValueType source;
      if (!table_index(other, source)) return false;
      ValueType from = module_->tables[other].element;
      if (!is_subtype(from, element)) {
        return invalid(
            fmt::format("expected a table of {}, found {}", name_of(element), name_of(from)));
      }
      return pop(narrower(address, source)) && pop(source) && pop(address);
    }
    default: {  // table.init
      ValueType from = module_->elements[other].type;
      if (!is_subtype(from, element)) {
        return invalid(
            fmt::format("expected a segment of {}, found {}", name_of(element), name_of(from)));
      }
      return pop(ValueType::I32) && pop(ValueType::I32) && pop(address);
    }
  }
}

bool FunctionValidator::memory_index(ValueType& address) {
  uint32_t memory;
  if (!read_index(memory, module_->memories.size(), "a memory index")) return false;
  address = address_type(module_->memories[memory].index);
  return true;
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

bool FunctionValidator::element_index(uint32_t& element) {
  return read_index(element, module_->elements.size(), "an element segment index");
}

bool FunctionValidator::table_index(uint32_t& table) {
  return read_index(table, module_->tables.size(), "a table index");
}

bool FunctionValidator::table_index(uint32_t& table, ValueType& address) {
  if (!table_index(table)) return false;
  address = address_type(module_->tables[table].index);
  return true;
}

}  // namespace wali::loader
