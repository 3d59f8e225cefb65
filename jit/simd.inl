#pragma once

#include "jit/function_compiler.h"
#include "jit/simd_operation.h"

/// Vectors: one visit for each shape of instruction, whatever the instruction does.
namespace wali::jit {

/// The result's register and a temporary, as the operation needs them. `operands` are the registers
/// of its vector operands, the one to overwrite first.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::vector_registers(Opcode opcode,
                                              std::initializer_list<Register> operands)
    -> VectorRegisters {
  VectorNeeds needs = masm_.vector_needs(opcode);
  RegisterSet avoid = 0;
  if (needs.separate_result) {
    for (Register each : operands) avoid |= bit(each);
  }
  VectorRegisters registers;
  Register first = needs.accumulates ? operands.end()[-1] : operands.begin()[0];
  Register second = operands.size() == 2 ? operands.begin()[1] : kNone;
  registers.result = result_register(ValueType::V128, first, second, avoid);
  if (needs.temporary) {
    registers.temporary = allocate(ValueType::V128);
    locked_ |= bit(registers.temporary);
  }
  return registers;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_constant(uint64_t low, uint64_t high) {
  if (low == 0 && high == 0) {
    push_constant(ValueType::V128, 0);
    return;
  }
  Register to = result_register(ValueType::V128);
  masm_.vector_constant(to, low, high);
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_splat(Opcode opcode) {
  Value value = pop();
  if (value.kind == Kind::Constant) {
    uint64_t bits = value.bits;
    switch (opcode) {
      case Opcode::i8x16_splat:
        bits = (bits & 0xff) * 0x0101010101010101;
        break;
      case Opcode::i16x8_splat:
        bits = (bits & 0xffff) * 0x0001000100010001;
        break;
      case Opcode::i32x4_splat:
      case Opcode::f32x4_splat:
        bits = (bits & 0xffffffff) * 0x0000000100000001;
        break;
      default:
        break;
    }
    vector_constant(bits, bits);
    return;
  }
  Register from = to_register(value);
  Register to = result_register(ValueType::V128, from);
  masm_.vector_splat(opcode, to, from);
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_shuffle() {
  VectorLanes lanes;
  for (uint8_t& lane : lanes) lane = cursor_.byte();
  Value second = pop();
  Value first = pop();
  Register rhs = to_register(second);
  Register lhs = to_register(first);
  Register to = result_register(ValueType::V128, lhs, rhs);
  masm_.vector_shuffle(to, lhs, rhs, lanes);
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_replace_lane(Opcode opcode) {
  uint8_t lane = cursor_.byte();
  Value replacement = pop();
  Value vector = pop();
  Register value = to_register(replacement);
  Register from = to_register(vector);
  Register to = result_register(ValueType::V128, from);
  masm_.vector_replace_lane(opcode, to, from, lane, value);
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_binary(Opcode opcode) {
  Value second = pop();
  Value first = pop();
  Register rhs = to_register(second);
  Register lhs = to_register(first);
  auto [to, temporary] = vector_registers(opcode, {lhs, rhs});
  masm_.vector_binary(opcode, to, lhs, rhs, temporary);
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_ternary(Opcode opcode) {
  Value values[3];
  for (size_t i = 3; i-- > 0;) values[i] = pop();
  Register first = to_register(values[0]);
  Register second = to_register(values[1]);
  Register third = to_register(values[2]);
  auto [to, temporary] = vector_registers(opcode, {first, second, third});
  masm_.vector_ternary(opcode, to, first, second, third);
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_shift(Opcode opcode) {
  Value count = pop();
  Value vector = pop();
  Register count_register = count.kind == Kind::Constant ? kNone : to_register(count);
  Register from = to_register(vector);
  auto [to, temporary] = vector_registers(opcode, {from});
  if (count.kind == Kind::Constant) {
    uint32_t constant = static_cast<uint32_t>(count.bits);
    masm_.vector_shift_constant(opcode, to, from, constant, temporary);
  } else {
    masm_.vector_shift(opcode, to, from, count_register, temporary);
  }
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::vector_access(Opcode opcode, VectorShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  bool has_lane = shape == VectorShape::LoadLane || shape == VectorShape::StoreLane;
  uint8_t lane = has_lane ? cursor_.byte() : 0;
  Register vector = kNone;
  if (shape != VectorShape::Load) vector = to_register(pop());
  Address address = address_of(arg, pop(), 0);
  switch (shape) {
    case VectorShape::Store:
      masm_.vector_store(address, vector);
      return;
    case VectorShape::StoreLane:
      masm_.vector_store_lane(opcode, address, vector, lane);
      return;
    default:
      break;
  }
  Register to = result_register(ValueType::V128, vector);
  if (has_lane) {
    masm_.vector_load_lane(opcode, to, vector, address, lane);
  } else {
    masm_.vector_load(opcode, to, address);
  }
  push_result(ValueType::V128, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_vector(Opcode opcode) {
  switch (VectorShape shape = vector_shape(opcode)) {
    case VectorShape::Constant: {
      uint64_t low = cursor_.f64_bits();
      vector_constant(low, cursor_.f64_bits());
      return;
    }
    case VectorShape::Shuffle:
      vector_shuffle();
      return;
    case VectorShape::Splat:
      vector_splat(opcode);
      return;
    case VectorShape::ExtractLane: {
      uint8_t lane = cursor_.byte();
      convert(ValueType::V128,
              loader::info(opcode).signature.result,
              [=, this](auto to, auto from) { masm_.vector_extract_lane(opcode, to, from, lane); });
      return;
    }
    case VectorShape::ReplaceLane:
      vector_replace_lane(opcode);
      return;
    case VectorShape::Unary: {
      Register from = to_register(pop());
      auto [to, temporary] = vector_registers(opcode, {from});
      masm_.vector_unary(opcode, to, from, temporary);
      push_result(ValueType::V128, to);
      return;
    }
    case VectorShape::Binary:
      vector_binary(opcode);
      return;
    case VectorShape::Ternary:
      vector_ternary(opcode);
      return;
    case VectorShape::Shift:
      vector_shift(opcode);
      return;
    case VectorShape::Test: {
      Register from = to_register(pop());
      consume_condition(Masm::vector_test_condition(opcode),
                        [=, this] { masm_.vector_test(opcode, from); });
      return;
    }
    case VectorShape::Bitmask:
      convert(ValueType::V128, ValueType::I32, [=, this](auto to, auto from) {
        masm_.vector_bitmask(opcode, to, from);
      });
      return;
    case VectorShape::Load:
    case VectorShape::LoadLane:
    case VectorShape::Store:
    case VectorShape::StoreLane:
      vector_access(opcode, shape);
      return;
  }
}

}  // namespace wali::jit
