#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "jit/instance_layout.h"
#include "jit/operation.h"
#include "jit/register_set.h"
#include "jit/side_tables.h"
#include "jit/simd_operation.h"
#include "loader/types.h"

namespace wali::jit {

/// What the shared compiler asks of an ISA: Wasm-sized operations on concrete registers. 32-bit
/// values are zero-extended in registers before and after every operation. Operations between
/// `compare*` or `test` and the reader of the flags are moves only, and those keep the flags.
template <typename M>
concept MacroAssembler = requires(M m,
                                  typename M::Register reg,
                                  typename M::Operand operand,
                                  typename M::Address address,
                                  typename M::Label label,
                                  loader::ValueType type,
                                  loader::Opcode opcode,
                                  Width width,
                                  MemoryShape shape,
                                  uint32_t n,
                                  std::span<const typename M::Register> registers,
                                  std::span<const typename M::Label> labels) {
  // Frame and positions.
  m.begin(n, registers, true, n);
  { m.finish() } -> std::same_as<std::span<const std::byte>>;
  m.zero_frame(int32_t{}, n);
  m.leave();
  m.ret(n);
  m.leave_for_tail_call(n, n);
  m.reserve_arguments(n);
  m.frame_address(reg, int32_t{});
  m.set_wasm_offset(n);
  m.note_position();
  m.call_fixups();
  { m.sites() } -> std::convertible_to<std::span<const Site>>;
  { m.failed() } -> std::same_as<bool>;
  { m.widen_branches() } -> std::same_as<bool>;
  M::resolve_call(std::span<std::byte>(), n, n);
  { M::kMaxCodeBytes } -> std::convertible_to<size_t>;
  { M::kPadding } -> std::convertible_to<std::byte>;

  // Moves.
  m.move(type, reg, reg);
  m.move_constant(type, reg, uint64_t{});
  m.load_frame(type, reg, int32_t{});
  m.store_frame(type, int32_t{}, reg);
  m.store_frame_constant(type, int32_t{}, uint64_t{});
  { m.scratch(type) } -> std::same_as<typename M::Register>;

  // Arithmetic: destination first; registers may coincide.
  m.binary(BinaryOperation::Add, width, reg, reg, operand, RegisterSet{});
  m.shift(ShiftOperation::Shl, width, reg, reg, operand);
  m.shift_constant(ShiftOperation::Shl, width, reg, reg, n);
  m.divide(DivideOperation::DivS, width, reg, reg, reg, std::optional<int64_t>{});
  m.unary(UnaryOperation::Clz, width, reg, reg);
  m.float_binary(FloatBinary::Add, width, reg, reg, reg);
  m.float_unary(FloatUnary::Abs, width, reg, reg);
  m.convert(Conversion::ConvertI32S, width, reg, reg);
  m.truncate(width, Signedness::Signed, Overflow::Traps, width, reg, reg);

  // The checked build: stop the process unless it holds.
  m.check_zero_extended(reg);
  m.check_frame(type, reg, int32_t{});

  // Comparisons and branches.
  { M::is_compared(int64_t{}) } -> std::same_as<bool>;
  m.compare(width, reg, operand);
  m.test(width, reg, operand);
  m.compare_floats(width, FloatCondition::Eq, reg, reg);
  m.set_if(Condition::Eq, reg);
  m.jump_if(Condition::Eq, label);
  m.jump_if(FloatCondition::Eq, label);
  m.select_if(Condition::Eq, type, reg, reg);
  m.jump(label);
  m.jump_table(reg, labels);

  // Vectors: the operation is the instruction. Registers may coincide unless vector_needs asks for
  // a separate result. A test leaves its outcome in the flags.
  { m.vector_needs(opcode) } -> std::same_as<VectorNeeds>;
  m.vector_constant(reg, uint64_t{}, uint64_t{});
  m.vector_unary(opcode, reg, reg, reg);
  m.vector_binary(opcode, reg, reg, reg, reg);
  m.vector_ternary(opcode, reg, reg, reg, reg);
  m.vector_shift(opcode, reg, reg, reg, reg);
  m.vector_shift_constant(opcode, reg, reg, n, reg);
  m.vector_shuffle(reg, reg, reg, VectorLanes{});
  m.vector_splat(opcode, reg, reg);
  m.vector_extract_lane(opcode, reg, reg, n);
  m.vector_replace_lane(opcode, reg, reg, n, reg);
  m.vector_test(opcode, reg);
  { M::vector_test_condition(opcode) } -> std::same_as<Condition>;
  m.vector_bitmask(opcode, reg, reg);
  m.vector_load(opcode, reg, address);
  m.vector_load_lane(opcode, reg, reg, address, n);
  m.vector_store(address, reg);
  m.vector_store_lane(opcode, address, reg, n);

  // Memory, instance, calls, traps.
  { m.check_bounds(address) } -> std::same_as<typename M::Address>;
  m.load(shape, reg, address);
  m.store(shape, address, operand);
  m.atomic_address(shape, address);
  m.global_get(type, n, reg);
  m.global_set(type, n, reg);
  m.call_function(n);
  m.call_import(n);
  m.check_element(n, n);
  m.call_element();
  m.tail_call_element();
  m.check_changing_element(n, n);
  m.call_reference();
  m.tail_call_reference();
  m.call_builtin(Builtin::memory_grow, false);
  m.load_payload(type, reg, reg, n);
  m.trap(TrapReason::Unreachable);
  m.poll();
  m.trap_if(Condition::Eq, TrapReason::NullReference);
};

}  // namespace wali::jit
