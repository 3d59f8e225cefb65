#pragma once

#include "jit/function_compiler.h"

/// Instructions on whole ranges of memories and tables, and on tables' elements: calls of helpers.
namespace wali::jit {

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_bulk(Opcode opcode) {
  auto constant = [](uint64_t high, uint64_t low) {
    return Value{.kind = Kind::Constant, .type = ValueType::I64, .bits = high << 32 | low};
  };
  Value operands[4];
  auto pop_three = [&] {
    for (int i = 3; i >= 1; --i) operands[i] = pop();
  };
  auto written_table = [&] {
    uint32_t table = cursor_.u32();
    constant_tables_.note_write(table);
    return table;
  };
  switch (opcode) {
    case Opcode::memory_grow: {
      uint32_t memory = cursor_.u32();
      operands[0] = constant(0, memory);
      operands[1] = pop();
      call_builtin(
          Builtin::memory_grow, std::span(operands, 2), false, index_type_of_memory(memory));
      return;
    }
    case Opcode::memory_fill:
      operands[0] = constant(0, cursor_.u32());
      pop_three();
      call_builtin(Builtin::memory_fill, operands, true, std::nullopt);
      return;
    case Opcode::memory_copy: {
      uint32_t to = cursor_.u32();
      operands[0] = constant(to, cursor_.u32());
      pop_three();
      call_builtin(Builtin::memory_copy, operands, true, std::nullopt);
      return;
    }
    case Opcode::memory_init: {
      uint32_t segment = cursor_.u32();
      operands[0] = constant(cursor_.u32(), segment);
      pop_three();
      call_builtin(Builtin::memory_init, operands, true, std::nullopt);
      return;
    }
    case Opcode::data_drop:
      operands[0] = constant(0, cursor_.u32());
      call_builtin(Builtin::data_drop, std::span(operands, 1), false, std::nullopt);
      return;
    case Opcode::elem_drop:
      operands[0] = constant(0, cursor_.u32());
      call_builtin(Builtin::elem_drop, std::span(operands, 1), false, std::nullopt);
      return;
    case Opcode::table_init: {
      uint32_t segment = cursor_.u32();
      operands[0] = constant(written_table(), segment);
      pop_three();
      call_builtin(Builtin::table_init, operands, true, std::nullopt);
      return;
    }
    case Opcode::table_copy: {
      uint32_t to = written_table();
      operands[0] = constant(to, cursor_.u32());
      pop_three();
      call_builtin(Builtin::table_copy, operands, true, std::nullopt);
      return;
    }
    case Opcode::table_fill:
      operands[0] = constant(0, written_table());
      pop_three();
      call_builtin(Builtin::table_fill, operands, true, std::nullopt);
      return;
    case Opcode::table_grow: {
      uint32_t table = written_table();
      operands[0] = constant(0, table);
      operands[2] = pop();
      operands[1] = pop();
      call_builtin(Builtin::table_grow, std::span(operands, 3), false, index_type_of_table(table));
      return;
    }
    case Opcode::table_get: {
      uint32_t table = cursor_.u32();
      operands[0] = constant(0, table);
      operands[1] = pop();
      call_builtin(Builtin::table_get, std::span(operands, 2), true, module_.tables[table].element);
      return;
    }
    default:  // table_set
      operands[0] = constant(0, written_table());
      operands[2] = pop();
      operands[1] = pop();
      call_builtin(Builtin::table_set, std::span(operands, 3), true, std::nullopt);
      return;
  }
}

}  // namespace wali::jit
