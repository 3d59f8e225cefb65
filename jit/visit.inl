#pragma once

#include "jit/function_compiler.h"

/// One instruction after the other: which visit each opcode is. There is no default, so that a row
/// of opcodes.def without a case does not compile.
namespace wali::jit {

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit(Opcode opcode) {
  using enum loader::ValueType;
  using C = Condition;
  using F = FloatCondition;
  using B = BinaryOperation;
  using S = ShiftOperation;
  using D = DivideOperation;
  using U = UnaryOperation;
  constexpr auto kTraps = Overflow::Traps;
  constexpr auto kSaturates = Overflow::Saturates;
  constexpr auto kSigned = Signedness::Signed;
  constexpr auto kUnsigned = Signedness::Unsigned;
  switch (opcode) {
    case Opcode::unreachable:
      masm_.trap(TrapReason::Unreachable);
      skip_unreachable();
      break;
    case Opcode::nop:
      break;
    case Opcode::block:
      visit_block();
      break;
    case Opcode::loop:
      visit_loop();
      break;
    case Opcode::if_:
      on_condition_value([this](auto condition, auto test) { enter_if(condition, test); });
      break;
    case Opcode::else_:
      visit_else();
      break;
    case Opcode::end:
      visit_end();
      break;
    case Opcode::br:
      jump_to(control_at(cursor_.u32()));
      skip_unreachable();
      break;
    case Opcode::br_if:
      on_condition_value([this](auto condition, auto test) { branch_if(condition, test); });
      break;
    case Opcode::br_table:
      visit_br_table();
      break;
    case Opcode::return_:
      emit_return();
      skip_unreachable();
      break;
    case Opcode::call:
    case Opcode::return_call:
      visit_call(opcode);
      break;
    case Opcode::call_indirect:
    case Opcode::return_call_indirect:
      visit_call_indirect(opcode);
      break;
    case Opcode::drop:
      pop();
      break;
    case Opcode::select_t:
      cursor_.skip_immediates(opcode);
      [[fallthrough]];
    case Opcode::select:
      on_condition_value([this](auto condition, auto test) { select(condition, test); });
      break;

    case Opcode::local_get:
      push_local(cursor_.u32());
      break;
    case Opcode::local_set:
      assign_local(cursor_.u32(), pop());
      break;
    case Opcode::local_tee: {
      uint32_t local = cursor_.u32();
      assign_local(local, pop());
      push_local(local);
      break;
    }
    case Opcode::global_get: {
      uint32_t global = cursor_.u32();
      ValueType type = module_.globals[global].value;
      Register to = result_register(type);
      masm_.global_get(type, global, to);
      push_result(type, to);
      break;
    }
    case Opcode::global_set: {
      uint32_t global = cursor_.u32();
      masm_.global_set(module_.globals[global].value, global, to_register(pop()));
      break;
    }
    case Opcode::ref_null:
      push_constant(cursor_.value_type(), 0);
      break;
    case Opcode::ref_is_null:
      equal_zero(I64);
      break;
    case Opcode::ref_func: {
      uint32_t function = cursor_.u32();
      Register to = result_register(FuncRef);
      masm_.function_reference(function, to);
      push_result(FuncRef, to);
      break;
    }
    case Opcode::table_size: {
      uint32_t table = cursor_.u32();
      Register to = result_register(I32);
      masm_.table_size(table, to);
      push_result(I32, to);
      break;
    }
    case Opcode::memory_size: {
      uint32_t memory = cursor_.u32();
      Register to = result_register(I32);
      masm_.memory_size(memory, to);
      push_result(I32, to);
      break;
    }
    case Opcode::table_get:
    case Opcode::table_set:
    case Opcode::table_init:
    case Opcode::elem_drop:
    case Opcode::table_copy:
    case Opcode::table_grow:
    case Opcode::table_fill:
    case Opcode::memory_grow:
    case Opcode::memory_init:
    case Opcode::data_drop:
    case Opcode::memory_copy:
    case Opcode::memory_fill:
      visit_bulk(opcode);
      break;

    case Opcode::i32_const:
      push_constant(I32, static_cast<uint32_t>(cursor_.s32()));
      break;
    case Opcode::i64_const:
      push_constant(I64, static_cast<uint64_t>(cursor_.s64()));
      break;
    case Opcode::f32_const:
      push_constant(F32, cursor_.f32_bits());
      break;
    case Opcode::f64_const:
      push_constant(F64, cursor_.f64_bits());
      break;

    case Opcode::i32_load:
      load({4, false, I32});
      break;
    case Opcode::i64_load:
      load({8, false, I64});
      break;
    case Opcode::f32_load:
      load({4, false, F32});
      break;
    case Opcode::f64_load:
      load({8, false, F64});
      break;
    case Opcode::i32_load8_s:
      load({1, true, I32});
      break;
    case Opcode::i32_load8_u:
      load({1, false, I32});
      break;
    case Opcode::i32_load16_s:
      load({2, true, I32});
      break;
    case Opcode::i32_load16_u:
      load({2, false, I32});
      break;
    case Opcode::i64_load8_s:
      load({1, true, I64});
      break;
    case Opcode::i64_load8_u:
      load({1, false, I64});
      break;
    case Opcode::i64_load16_s:
      load({2, true, I64});
      break;
    case Opcode::i64_load16_u:
      load({2, false, I64});
      break;
    case Opcode::i64_load32_s:
      load({4, true, I64});
      break;
    case Opcode::i64_load32_u:
      load({4, false, I64});
      break;
    case Opcode::i32_store:
      store({4, false, I32});
      break;
    case Opcode::i64_store:
      store({8, false, I64});
      break;
    case Opcode::f32_store:
      store({4, false, F32});
      break;
    case Opcode::f64_store:
      store({8, false, F64});
      break;
    case Opcode::i32_store8:
      store({1, false, I32});
      break;
    case Opcode::i32_store16:
      store({2, false, I32});
      break;
    case Opcode::i64_store8:
      store({1, false, I64});
      break;
    case Opcode::i64_store16:
      store({2, false, I64});
      break;
    case Opcode::i64_store32:
      store({4, false, I64});
      break;

    case Opcode::i32_eqz:
      equal_zero(I32);
      break;
    case Opcode::i32_eq:
      compare(C::Eq, I32);
      break;
    case Opcode::i32_ne:
      compare(C::Ne, I32);
      break;
    case Opcode::i32_lt_s:
      compare(C::LtS, I32);
      break;
    case Opcode::i32_lt_u:
      compare(C::LtU, I32);
      break;
    case Opcode::i32_gt_s:
      compare(C::GtS, I32);
      break;
    case Opcode::i32_gt_u:
      compare(C::GtU, I32);
      break;
    case Opcode::i32_le_s:
      compare(C::LeS, I32);
      break;
    case Opcode::i32_le_u:
      compare(C::LeU, I32);
      break;
    case Opcode::i32_ge_s:
      compare(C::GeS, I32);
      break;
    case Opcode::i32_ge_u:
      compare(C::GeU, I32);
      break;
    case Opcode::i64_eqz:
      equal_zero(I64);
      break;
    case Opcode::i64_eq:
      compare(C::Eq, I64);
      break;
    case Opcode::i64_ne:
      compare(C::Ne, I64);
      break;
    case Opcode::i64_lt_s:
      compare(C::LtS, I64);
      break;
    case Opcode::i64_lt_u:
      compare(C::LtU, I64);
      break;
    case Opcode::i64_gt_s:
      compare(C::GtS, I64);
      break;
    case Opcode::i64_gt_u:
      compare(C::GtU, I64);
      break;
    case Opcode::i64_le_s:
      compare(C::LeS, I64);
      break;
    case Opcode::i64_le_u:
      compare(C::LeU, I64);
      break;
    case Opcode::i64_ge_s:
      compare(C::GeS, I64);
      break;
    case Opcode::i64_ge_u:
      compare(C::GeU, I64);
      break;
    case Opcode::f32_eq:
      compare_floats(F::Eq, F32);
      break;
    case Opcode::f32_ne:
      compare_floats(F::Ne, F32);
      break;
    case Opcode::f32_lt:
      compare_floats(F::Lt, F32);
      break;
    case Opcode::f32_gt:
      compare_floats(F::Gt, F32);
      break;
    case Opcode::f32_le:
      compare_floats(F::Le, F32);
      break;
    case Opcode::f32_ge:
      compare_floats(F::Ge, F32);
      break;
    case Opcode::f64_eq:
      compare_floats(F::Eq, F64);
      break;
    case Opcode::f64_ne:
      compare_floats(F::Ne, F64);
      break;
    case Opcode::f64_lt:
      compare_floats(F::Lt, F64);
      break;
    case Opcode::f64_gt:
      compare_floats(F::Gt, F64);
      break;
    case Opcode::f64_le:
      compare_floats(F::Le, F64);
      break;
    case Opcode::f64_ge:
      compare_floats(F::Ge, F64);
      break;

    case Opcode::i32_clz:
      unary(U::Clz, I32);
      break;
    case Opcode::i32_ctz:
      unary(U::Ctz, I32);
      break;
    case Opcode::i32_popcnt:
      unary(U::Popcnt, I32);
      break;
    case Opcode::i32_add:
      binary(B::Add, I32);
      break;
    case Opcode::i32_sub:
      binary(B::Sub, I32);
      break;
    case Opcode::i32_mul:
      binary(B::Mul, I32);
      break;
    case Opcode::i32_div_s:
      divide(D::DivS, I32);
      break;
    case Opcode::i32_div_u:
      divide(D::DivU, I32);
      break;
    case Opcode::i32_rem_s:
      divide(D::RemS, I32);
      break;
    case Opcode::i32_rem_u:
      divide(D::RemU, I32);
      break;
    case Opcode::i32_and:
      binary(B::And, I32);
      break;
    case Opcode::i32_or:
      binary(B::Or, I32);
      break;
    case Opcode::i32_xor:
      binary(B::Xor, I32);
      break;
    case Opcode::i32_shl:
      shift(S::Shl, I32);
      break;
    case Opcode::i32_shr_s:
      shift(S::ShrS, I32);
      break;
    case Opcode::i32_shr_u:
      shift(S::ShrU, I32);
      break;
    case Opcode::i32_rotl:
      shift(S::Rotl, I32);
      break;
    case Opcode::i32_rotr:
      shift(S::Rotr, I32);
      break;
    case Opcode::i32_extend8_s:
      unary(U::Extend8S, I32);
      break;
    case Opcode::i32_extend16_s:
      unary(U::Extend16S, I32);
      break;
    case Opcode::i64_clz:
      unary(U::Clz, I64);
      break;
    case Opcode::i64_ctz:
      unary(U::Ctz, I64);
      break;
    case Opcode::i64_popcnt:
      unary(U::Popcnt, I64);
      break;
    case Opcode::i64_add:
      binary(B::Add, I64);
      break;
    case Opcode::i64_sub:
      binary(B::Sub, I64);
      break;
    case Opcode::i64_mul:
      binary(B::Mul, I64);
      break;
    case Opcode::i64_div_s:
      divide(D::DivS, I64);
      break;
    case Opcode::i64_div_u:
      divide(D::DivU, I64);
      break;
    case Opcode::i64_rem_s:
      divide(D::RemS, I64);
      break;
    case Opcode::i64_rem_u:
      divide(D::RemU, I64);
      break;
    case Opcode::i64_and:
      binary(B::And, I64);
      break;
    case Opcode::i64_or:
      binary(B::Or, I64);
      break;
    case Opcode::i64_xor:
      binary(B::Xor, I64);
      break;
    case Opcode::i64_shl:
      shift(S::Shl, I64);
      break;
    case Opcode::i64_shr_s:
      shift(S::ShrS, I64);
      break;
    case Opcode::i64_shr_u:
      shift(S::ShrU, I64);
      break;
    case Opcode::i64_rotl:
      shift(S::Rotl, I64);
      break;
    case Opcode::i64_rotr:
      shift(S::Rotr, I64);
      break;
    case Opcode::i64_extend8_s:
      unary(U::Extend8S, I64);
      break;
    case Opcode::i64_extend16_s:
      unary(U::Extend16S, I64);
      break;
    case Opcode::i64_extend32_s:
      unary(U::Extend32S, I64);
      break;

    case Opcode::f32_abs:
      float_unary(FloatUnary::Abs, F32);
      break;
    case Opcode::f32_neg:
      float_unary(FloatUnary::Neg, F32);
      break;
    case Opcode::f32_ceil:
      float_unary(FloatUnary::Ceil, F32);
      break;
    case Opcode::f32_floor:
      float_unary(FloatUnary::Floor, F32);
      break;
    case Opcode::f32_trunc:
      float_unary(FloatUnary::Trunc, F32);
      break;
    case Opcode::f32_nearest:
      float_unary(FloatUnary::Nearest, F32);
      break;
    case Opcode::f32_sqrt:
      float_unary(FloatUnary::Sqrt, F32);
      break;
    case Opcode::f32_add:
      float_binary(FloatBinary::Add, F32);
      break;
    case Opcode::f32_sub:
      float_binary(FloatBinary::Sub, F32);
      break;
    case Opcode::f32_mul:
      float_binary(FloatBinary::Mul, F32);
      break;
    case Opcode::f32_div:
      float_binary(FloatBinary::Div, F32);
      break;
    case Opcode::f32_min:
      float_binary(FloatBinary::Min, F32);
      break;
    case Opcode::f32_max:
      float_binary(FloatBinary::Max, F32);
      break;
    case Opcode::f32_copysign:
      float_binary(FloatBinary::Copysign, F32);
      break;
    case Opcode::f64_abs:
      float_unary(FloatUnary::Abs, F64);
      break;
    case Opcode::f64_neg:
      float_unary(FloatUnary::Neg, F64);
      break;
    case Opcode::f64_ceil:
      float_unary(FloatUnary::Ceil, F64);
      break;
    case Opcode::f64_floor:
      float_unary(FloatUnary::Floor, F64);
      break;
    case Opcode::f64_trunc:
      float_unary(FloatUnary::Trunc, F64);
      break;
    case Opcode::f64_nearest:
      float_unary(FloatUnary::Nearest, F64);
      break;
    case Opcode::f64_sqrt:
      float_unary(FloatUnary::Sqrt, F64);
      break;
    case Opcode::f64_add:
      float_binary(FloatBinary::Add, F64);
      break;
    case Opcode::f64_sub:
      float_binary(FloatBinary::Sub, F64);
      break;
    case Opcode::f64_mul:
      float_binary(FloatBinary::Mul, F64);
      break;
    case Opcode::f64_div:
      float_binary(FloatBinary::Div, F64);
      break;
    case Opcode::f64_min:
      float_binary(FloatBinary::Min, F64);
      break;
    case Opcode::f64_max:
      float_binary(FloatBinary::Max, F64);
      break;
    case Opcode::f64_copysign:
      float_binary(FloatBinary::Copysign, F64);
      break;

    case Opcode::i32_wrap_i64:
      convert(I64, I32, [this](Register to, Register from) { masm_.wrap(to, from); });
      break;
    case Opcode::i64_extend_i32_s:
      convert(I32, I64, [this](Register to, Register from) {
        masm_.unary(U::Extend32S, Width::W64, to, from);
      });
      break;
    case Opcode::i64_extend_i32_u:
      retype(I64);
      break;
    case Opcode::f32_convert_i32_s:
      convert(I32, F32, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI32S, Width::W32, to, from);
      });
      break;
    case Opcode::f32_convert_i32_u:
      convert(I32, F32, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI32U, Width::W32, to, from);
      });
      break;
    case Opcode::f32_convert_i64_s:
      convert(I64, F32, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI64S, Width::W32, to, from);
      });
      break;
    case Opcode::f32_convert_i64_u:
      convert(I64, F32, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI64U, Width::W32, to, from);
      });
      break;
    case Opcode::f64_convert_i32_s:
      convert(I32, F64, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI32S, Width::W64, to, from);
      });
      break;
    case Opcode::f64_convert_i32_u:
      convert(I32, F64, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI32U, Width::W64, to, from);
      });
      break;
    case Opcode::f64_convert_i64_s:
      convert(I64, F64, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI64S, Width::W64, to, from);
      });
      break;
    case Opcode::f64_convert_i64_u:
      convert(I64, F64, [this](Register to, Register from) {
        masm_.convert(Conversion::ConvertI64U, Width::W64, to, from);
      });
      break;
    case Opcode::f32_demote_f64:
      convert(F64, F32, [this](Register to, Register from) { masm_.demote(to, from); });
      break;
    case Opcode::f64_promote_f32:
      convert(F32, F64, [this](Register to, Register from) { masm_.promote(to, from); });
      break;
    case Opcode::i32_reinterpret_f32:
      convert(F32, I32, [this](Register to, Register from) { masm_.reinterpret(I32, to, from); });
      break;
    case Opcode::i64_reinterpret_f64:
      convert(F64, I64, [this](Register to, Register from) { masm_.reinterpret(I64, to, from); });
      break;
    case Opcode::f32_reinterpret_i32:
      convert(I32, F32, [this](Register to, Register from) { masm_.reinterpret(F32, to, from); });
      break;
    case Opcode::f64_reinterpret_i64:
      convert(I64, F64, [this](Register to, Register from) { masm_.reinterpret(F64, to, from); });
      break;
    case Opcode::i32_trunc_f32_s:
      truncate_float(F32, I32, kSigned, kTraps);
      break;
    case Opcode::i32_trunc_f32_u:
      truncate_float(F32, I32, kUnsigned, kTraps);
      break;
    case Opcode::i32_trunc_f64_s:
      truncate_float(F64, I32, kSigned, kTraps);
      break;
    case Opcode::i32_trunc_f64_u:
      truncate_float(F64, I32, kUnsigned, kTraps);
      break;
    case Opcode::i64_trunc_f32_s:
      truncate_float(F32, I64, kSigned, kTraps);
      break;
    case Opcode::i64_trunc_f32_u:
      truncate_float(F32, I64, kUnsigned, kTraps);
      break;
    case Opcode::i64_trunc_f64_s:
      truncate_float(F64, I64, kSigned, kTraps);
      break;
    case Opcode::i64_trunc_f64_u:
      truncate_float(F64, I64, kUnsigned, kTraps);
      break;
    case Opcode::i32_trunc_sat_f32_s:
      truncate_float(F32, I32, kSigned, kSaturates);
      break;
    case Opcode::i32_trunc_sat_f32_u:
      truncate_float(F32, I32, kUnsigned, kSaturates);
      break;
    case Opcode::i32_trunc_sat_f64_s:
      truncate_float(F64, I32, kSigned, kSaturates);
      break;
    case Opcode::i32_trunc_sat_f64_u:
      truncate_float(F64, I32, kUnsigned, kSaturates);
      break;
    case Opcode::i64_trunc_sat_f32_s:
      truncate_float(F32, I64, kSigned, kSaturates);
      break;
    case Opcode::i64_trunc_sat_f32_u:
      truncate_float(F32, I64, kUnsigned, kSaturates);
      break;
    case Opcode::i64_trunc_sat_f64_s:
      truncate_float(F64, I64, kSigned, kSaturates);
      break;
    case Opcode::i64_trunc_sat_f64_u:
      truncate_float(F64, I64, kUnsigned, kSaturates);
      break;

    case Opcode::memory_atomic_notify:
    case Opcode::memory_atomic_wait32:
    case Opcode::memory_atomic_wait64:
    case Opcode::atomic_fence:
    case Opcode::i32_atomic_load:
    case Opcode::i64_atomic_load:
    case Opcode::i32_atomic_load8_u:
    case Opcode::i32_atomic_load16_u:
    case Opcode::i64_atomic_load8_u:
    case Opcode::i64_atomic_load16_u:
    case Opcode::i64_atomic_load32_u:
    case Opcode::i32_atomic_store:
    case Opcode::i64_atomic_store:
    case Opcode::i32_atomic_store8:
    case Opcode::i32_atomic_store16:
    case Opcode::i64_atomic_store8:
    case Opcode::i64_atomic_store16:
    case Opcode::i64_atomic_store32:
    case Opcode::i32_atomic_rmw_add:
    case Opcode::i64_atomic_rmw_add:
    case Opcode::i32_atomic_rmw8_add_u:
    case Opcode::i32_atomic_rmw16_add_u:
    case Opcode::i64_atomic_rmw8_add_u:
    case Opcode::i64_atomic_rmw16_add_u:
    case Opcode::i64_atomic_rmw32_add_u:
    case Opcode::i32_atomic_rmw_sub:
    case Opcode::i64_atomic_rmw_sub:
    case Opcode::i32_atomic_rmw8_sub_u:
    case Opcode::i32_atomic_rmw16_sub_u:
    case Opcode::i64_atomic_rmw8_sub_u:
    case Opcode::i64_atomic_rmw16_sub_u:
    case Opcode::i64_atomic_rmw32_sub_u:
    case Opcode::i32_atomic_rmw_and:
    case Opcode::i64_atomic_rmw_and:
    case Opcode::i32_atomic_rmw8_and_u:
    case Opcode::i32_atomic_rmw16_and_u:
    case Opcode::i64_atomic_rmw8_and_u:
    case Opcode::i64_atomic_rmw16_and_u:
    case Opcode::i64_atomic_rmw32_and_u:
    case Opcode::i32_atomic_rmw_or:
    case Opcode::i64_atomic_rmw_or:
    case Opcode::i32_atomic_rmw8_or_u:
    case Opcode::i32_atomic_rmw16_or_u:
    case Opcode::i64_atomic_rmw8_or_u:
    case Opcode::i64_atomic_rmw16_or_u:
    case Opcode::i64_atomic_rmw32_or_u:
    case Opcode::i32_atomic_rmw_xor:
    case Opcode::i64_atomic_rmw_xor:
    case Opcode::i32_atomic_rmw8_xor_u:
    case Opcode::i32_atomic_rmw16_xor_u:
    case Opcode::i64_atomic_rmw8_xor_u:
    case Opcode::i64_atomic_rmw16_xor_u:
    case Opcode::i64_atomic_rmw32_xor_u:
    case Opcode::i32_atomic_rmw_xchg:
    case Opcode::i64_atomic_rmw_xchg:
    case Opcode::i32_atomic_rmw8_xchg_u:
    case Opcode::i32_atomic_rmw16_xchg_u:
    case Opcode::i64_atomic_rmw8_xchg_u:
    case Opcode::i64_atomic_rmw16_xchg_u:
    case Opcode::i64_atomic_rmw32_xchg_u:
    case Opcode::i32_atomic_rmw_cmpxchg:
    case Opcode::i64_atomic_rmw_cmpxchg:
    case Opcode::i32_atomic_rmw8_cmpxchg_u:
    case Opcode::i32_atomic_rmw16_cmpxchg_u:
    case Opcode::i64_atomic_rmw8_cmpxchg_u:
    case Opcode::i64_atomic_rmw16_cmpxchg_u:
    case Opcode::i64_atomic_rmw32_cmpxchg_u:
      visit_atomic(opcode);
      break;

    // Refused by the validator.
    case Opcode::try_:
    case Opcode::catch_:
    case Opcode::throw_:
    case Opcode::rethrow:
    case Opcode::throw_ref:
    case Opcode::delegate:
    case Opcode::catch_all:
    case Opcode::try_table:
    case Opcode::v128_load:
    case Opcode::v128_load8x8_s:
    case Opcode::v128_load8x8_u:
    case Opcode::v128_load16x4_s:
    case Opcode::v128_load16x4_u:
    case Opcode::v128_load32x2_s:
    case Opcode::v128_load32x2_u:
    case Opcode::v128_load8_splat:
    case Opcode::v128_load16_splat:
    case Opcode::v128_load32_splat:
    case Opcode::v128_load64_splat:
    case Opcode::v128_store:
    case Opcode::v128_const:
    case Opcode::i8x16_shuffle:
    case Opcode::i8x16_swizzle:
    case Opcode::i8x16_splat:
    case Opcode::i16x8_splat:
    case Opcode::i32x4_splat:
    case Opcode::i64x2_splat:
    case Opcode::f32x4_splat:
    case Opcode::f64x2_splat:
    case Opcode::i8x16_extract_lane_s:
    case Opcode::i8x16_extract_lane_u:
    case Opcode::i8x16_replace_lane:
    case Opcode::i16x8_extract_lane_s:
    case Opcode::i16x8_extract_lane_u:
    case Opcode::i16x8_replace_lane:
    case Opcode::i32x4_extract_lane:
    case Opcode::i32x4_replace_lane:
    case Opcode::i64x2_extract_lane:
    case Opcode::i64x2_replace_lane:
    case Opcode::f32x4_extract_lane:
    case Opcode::f32x4_replace_lane:
    case Opcode::f64x2_extract_lane:
    case Opcode::f64x2_replace_lane:
    case Opcode::i8x16_eq:
    case Opcode::i8x16_ne:
    case Opcode::i8x16_lt_s:
    case Opcode::i8x16_lt_u:
    case Opcode::i8x16_gt_s:
    case Opcode::i8x16_gt_u:
    case Opcode::i8x16_le_s:
    case Opcode::i8x16_le_u:
    case Opcode::i8x16_ge_s:
    case Opcode::i8x16_ge_u:
    case Opcode::i16x8_eq:
    case Opcode::i16x8_ne:
    case Opcode::i16x8_lt_s:
    case Opcode::i16x8_lt_u:
    case Opcode::i16x8_gt_s:
    case Opcode::i16x8_gt_u:
    case Opcode::i16x8_le_s:
    case Opcode::i16x8_le_u:
    case Opcode::i16x8_ge_s:
    case Opcode::i16x8_ge_u:
    case Opcode::i32x4_eq:
    case Opcode::i32x4_ne:
    case Opcode::i32x4_lt_s:
    case Opcode::i32x4_lt_u:
    case Opcode::i32x4_gt_s:
    case Opcode::i32x4_gt_u:
    case Opcode::i32x4_le_s:
    case Opcode::i32x4_le_u:
    case Opcode::i32x4_ge_s:
    case Opcode::i32x4_ge_u:
    case Opcode::f32x4_eq:
    case Opcode::f32x4_ne:
    case Opcode::f32x4_lt:
    case Opcode::f32x4_gt:
    case Opcode::f32x4_le:
    case Opcode::f32x4_ge:
    case Opcode::f64x2_eq:
    case Opcode::f64x2_ne:
    case Opcode::f64x2_lt:
    case Opcode::f64x2_gt:
    case Opcode::f64x2_le:
    case Opcode::f64x2_ge:
    case Opcode::v128_not:
    case Opcode::v128_and:
    case Opcode::v128_andnot:
    case Opcode::v128_or:
    case Opcode::v128_xor:
    case Opcode::v128_bitselect:
    case Opcode::v128_any_true:
    case Opcode::v128_load8_lane:
    case Opcode::v128_load16_lane:
    case Opcode::v128_load32_lane:
    case Opcode::v128_load64_lane:
    case Opcode::v128_store8_lane:
    case Opcode::v128_store16_lane:
    case Opcode::v128_store32_lane:
    case Opcode::v128_store64_lane:
    case Opcode::v128_load32_zero:
    case Opcode::v128_load64_zero:
    case Opcode::f32x4_demote_f64x2_zero:
    case Opcode::f64x2_promote_low_f32x4:
    case Opcode::i8x16_abs:
    case Opcode::i8x16_neg:
    case Opcode::i8x16_popcnt:
    case Opcode::i8x16_all_true:
    case Opcode::i8x16_bitmask:
    case Opcode::i8x16_narrow_i16x8_s:
    case Opcode::i8x16_narrow_i16x8_u:
    case Opcode::f32x4_ceil:
    case Opcode::f32x4_floor:
    case Opcode::f32x4_trunc:
    case Opcode::f32x4_nearest:
    case Opcode::i8x16_shl:
    case Opcode::i8x16_shr_s:
    case Opcode::i8x16_shr_u:
    case Opcode::i8x16_add:
    case Opcode::i8x16_add_sat_s:
    case Opcode::i8x16_add_sat_u:
    case Opcode::i8x16_sub:
    case Opcode::i8x16_sub_sat_s:
    case Opcode::i8x16_sub_sat_u:
    case Opcode::f64x2_ceil:
    case Opcode::f64x2_floor:
    case Opcode::i8x16_min_s:
    case Opcode::i8x16_min_u:
    case Opcode::i8x16_max_s:
    case Opcode::i8x16_max_u:
    case Opcode::f64x2_trunc:
    case Opcode::i8x16_avgr_u:
    case Opcode::i16x8_extadd_pairwise_i8x16_s:
    case Opcode::i16x8_extadd_pairwise_i8x16_u:
    case Opcode::i32x4_extadd_pairwise_i16x8_s:
    case Opcode::i32x4_extadd_pairwise_i16x8_u:
    case Opcode::i16x8_abs:
    case Opcode::i16x8_neg:
    case Opcode::i16x8_q15mulr_sat_s:
    case Opcode::i16x8_all_true:
    case Opcode::i16x8_bitmask:
    case Opcode::i16x8_narrow_i32x4_s:
    case Opcode::i16x8_narrow_i32x4_u:
    case Opcode::i16x8_extend_low_i8x16_s:
    case Opcode::i16x8_extend_high_i8x16_s:
    case Opcode::i16x8_extend_low_i8x16_u:
    case Opcode::i16x8_extend_high_i8x16_u:
    case Opcode::i16x8_shl:
    case Opcode::i16x8_shr_s:
    case Opcode::i16x8_shr_u:
    case Opcode::i16x8_add:
    case Opcode::i16x8_add_sat_s:
    case Opcode::i16x8_add_sat_u:
    case Opcode::i16x8_sub:
    case Opcode::i16x8_sub_sat_s:
    case Opcode::i16x8_sub_sat_u:
    case Opcode::f64x2_nearest:
    case Opcode::i16x8_mul:
    case Opcode::i16x8_min_s:
    case Opcode::i16x8_min_u:
    case Opcode::i16x8_max_s:
    case Opcode::i16x8_max_u:
    case Opcode::i16x8_avgr_u:
    case Opcode::i16x8_extmul_low_i8x16_s:
    case Opcode::i16x8_extmul_high_i8x16_s:
    case Opcode::i16x8_extmul_low_i8x16_u:
    case Opcode::i16x8_extmul_high_i8x16_u:
    case Opcode::i32x4_abs:
    case Opcode::i32x4_neg:
    case Opcode::i32x4_all_true:
    case Opcode::i32x4_bitmask:
    case Opcode::i32x4_extend_low_i16x8_s:
    case Opcode::i32x4_extend_high_i16x8_s:
    case Opcode::i32x4_extend_low_i16x8_u:
    case Opcode::i32x4_extend_high_i16x8_u:
    case Opcode::i32x4_shl:
    case Opcode::i32x4_shr_s:
    case Opcode::i32x4_shr_u:
    case Opcode::i32x4_add:
    case Opcode::i32x4_sub:
    case Opcode::i32x4_mul:
    case Opcode::i32x4_min_s:
    case Opcode::i32x4_min_u:
    case Opcode::i32x4_max_s:
    case Opcode::i32x4_max_u:
    case Opcode::i32x4_dot_i16x8_s:
    case Opcode::i32x4_extmul_low_i16x8_s:
    case Opcode::i32x4_extmul_high_i16x8_s:
    case Opcode::i32x4_extmul_low_i16x8_u:
    case Opcode::i32x4_extmul_high_i16x8_u:
    case Opcode::i64x2_abs:
    case Opcode::i64x2_neg:
    case Opcode::i64x2_all_true:
    case Opcode::i64x2_bitmask:
    case Opcode::i64x2_extend_low_i32x4_s:
    case Opcode::i64x2_extend_high_i32x4_s:
    case Opcode::i64x2_extend_low_i32x4_u:
    case Opcode::i64x2_extend_high_i32x4_u:
    case Opcode::i64x2_shl:
    case Opcode::i64x2_shr_s:
    case Opcode::i64x2_shr_u:
    case Opcode::i64x2_add:
    case Opcode::i64x2_sub:
    case Opcode::i64x2_mul:
    case Opcode::i64x2_eq:
    case Opcode::i64x2_ne:
    case Opcode::i64x2_lt_s:
    case Opcode::i64x2_gt_s:
    case Opcode::i64x2_le_s:
    case Opcode::i64x2_ge_s:
    case Opcode::i64x2_extmul_low_i32x4_s:
    case Opcode::i64x2_extmul_high_i32x4_s:
    case Opcode::i64x2_extmul_low_i32x4_u:
    case Opcode::i64x2_extmul_high_i32x4_u:
    case Opcode::f32x4_abs:
    case Opcode::f32x4_neg:
    case Opcode::f32x4_sqrt:
    case Opcode::f32x4_add:
    case Opcode::f32x4_sub:
    case Opcode::f32x4_mul:
    case Opcode::f32x4_div:
    case Opcode::f32x4_min:
    case Opcode::f32x4_max:
    case Opcode::f32x4_pmin:
    case Opcode::f32x4_pmax:
    case Opcode::f64x2_abs:
    case Opcode::f64x2_neg:
    case Opcode::f64x2_sqrt:
    case Opcode::f64x2_add:
    case Opcode::f64x2_sub:
    case Opcode::f64x2_mul:
    case Opcode::f64x2_div:
    case Opcode::f64x2_min:
    case Opcode::f64x2_max:
    case Opcode::f64x2_pmin:
    case Opcode::f64x2_pmax:
    case Opcode::i32x4_trunc_sat_f32x4_s:
    case Opcode::i32x4_trunc_sat_f32x4_u:
    case Opcode::f32x4_convert_i32x4_s:
    case Opcode::f32x4_convert_i32x4_u:
    case Opcode::i32x4_trunc_sat_f64x2_s_zero:
    case Opcode::i32x4_trunc_sat_f64x2_u_zero:
    case Opcode::f64x2_convert_low_i32x4_s:
    case Opcode::f64x2_convert_low_i32x4_u:
    case Opcode::i8x16_relaxed_swizzle:
    case Opcode::i32x4_relaxed_trunc_f32x4_s:
    case Opcode::i32x4_relaxed_trunc_f32x4_u:
    case Opcode::i32x4_relaxed_trunc_f64x2_s_zero:
    case Opcode::i32x4_relaxed_trunc_f64x2_u_zero:
    case Opcode::f32x4_relaxed_madd:
    case Opcode::f32x4_relaxed_nmadd:
    case Opcode::f64x2_relaxed_madd:
    case Opcode::f64x2_relaxed_nmadd:
    case Opcode::i8x16_relaxed_laneselect:
    case Opcode::i16x8_relaxed_laneselect:
    case Opcode::i32x4_relaxed_laneselect:
    case Opcode::i64x2_relaxed_laneselect:
    case Opcode::f32x4_relaxed_min:
    case Opcode::f32x4_relaxed_max:
    case Opcode::f64x2_relaxed_min:
    case Opcode::f64x2_relaxed_max:
    case Opcode::i16x8_relaxed_q15mulr_s:
    case Opcode::i16x8_relaxed_dot_i8x16_i7x16_s:
    case Opcode::i32x4_relaxed_dot_i8x16_i7x16_add_s:
    case Opcode::kCount:
      assert(false);
      break;
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_atomic(Opcode opcode) {
  using enum loader::ValueType;
  switch (opcode) {
    case Opcode::memory_atomic_notify:
      atomic_notify();
      break;
    case Opcode::memory_atomic_wait32:
      atomic_wait(Builtin::atomic_wait32);
      break;
    case Opcode::memory_atomic_wait64:
      atomic_wait(Builtin::atomic_wait64);
      break;
    case Opcode::atomic_fence:
      cursor_.byte();
      masm_.fence();
      break;
    case Opcode::i32_atomic_load:
      atomic_load({4, false, I32});
      break;
    case Opcode::i64_atomic_load:
      atomic_load({8, false, I64});
      break;
    case Opcode::i32_atomic_load8_u:
      atomic_load({1, false, I32});
      break;
    case Opcode::i32_atomic_load16_u:
      atomic_load({2, false, I32});
      break;
    case Opcode::i64_atomic_load8_u:
      atomic_load({1, false, I64});
      break;
    case Opcode::i64_atomic_load16_u:
      atomic_load({2, false, I64});
      break;
    case Opcode::i64_atomic_load32_u:
      atomic_load({4, false, I64});
      break;
    case Opcode::i32_atomic_store:
      atomic_store({4, false, I32});
      break;
    case Opcode::i64_atomic_store:
      atomic_store({8, false, I64});
      break;
    case Opcode::i32_atomic_store8:
      atomic_store({1, false, I32});
      break;
    case Opcode::i32_atomic_store16:
      atomic_store({2, false, I32});
      break;
    case Opcode::i64_atomic_store8:
      atomic_store({1, false, I64});
      break;
    case Opcode::i64_atomic_store16:
      atomic_store({2, false, I64});
      break;
    case Opcode::i64_atomic_store32:
      atomic_store({4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_add:
      atomic_rmw(AtomicOperation::Add, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_add:
      atomic_rmw(AtomicOperation::Add, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_add_u:
      atomic_rmw(AtomicOperation::Add, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_add_u:
      atomic_rmw(AtomicOperation::Add, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_add_u:
      atomic_rmw(AtomicOperation::Add, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_add_u:
      atomic_rmw(AtomicOperation::Add, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_add_u:
      atomic_rmw(AtomicOperation::Add, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_sub:
      atomic_rmw(AtomicOperation::Sub, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_sub:
      atomic_rmw(AtomicOperation::Sub, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_sub_u:
      atomic_rmw(AtomicOperation::Sub, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_sub_u:
      atomic_rmw(AtomicOperation::Sub, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_sub_u:
      atomic_rmw(AtomicOperation::Sub, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_sub_u:
      atomic_rmw(AtomicOperation::Sub, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_sub_u:
      atomic_rmw(AtomicOperation::Sub, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_and:
      atomic_rmw(AtomicOperation::And, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_and:
      atomic_rmw(AtomicOperation::And, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_and_u:
      atomic_rmw(AtomicOperation::And, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_and_u:
      atomic_rmw(AtomicOperation::And, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_and_u:
      atomic_rmw(AtomicOperation::And, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_and_u:
      atomic_rmw(AtomicOperation::And, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_and_u:
      atomic_rmw(AtomicOperation::And, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_or:
      atomic_rmw(AtomicOperation::Or, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_or:
      atomic_rmw(AtomicOperation::Or, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_or_u:
      atomic_rmw(AtomicOperation::Or, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_or_u:
      atomic_rmw(AtomicOperation::Or, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_or_u:
      atomic_rmw(AtomicOperation::Or, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_or_u:
      atomic_rmw(AtomicOperation::Or, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_or_u:
      atomic_rmw(AtomicOperation::Or, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_xor:
      atomic_rmw(AtomicOperation::Xor, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_xor:
      atomic_rmw(AtomicOperation::Xor, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_xor_u:
      atomic_rmw(AtomicOperation::Xor, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_xor_u:
      atomic_rmw(AtomicOperation::Xor, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_xor_u:
      atomic_rmw(AtomicOperation::Xor, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_xor_u:
      atomic_rmw(AtomicOperation::Xor, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_xor_u:
      atomic_rmw(AtomicOperation::Xor, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_xchg:
      atomic_rmw(AtomicOperation::Xchg, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_xchg:
      atomic_rmw(AtomicOperation::Xchg, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_cmpxchg:
      atomic_cmpxchg({4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_cmpxchg:
      atomic_cmpxchg({8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_cmpxchg_u:
      atomic_cmpxchg({1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_cmpxchg_u:
      atomic_cmpxchg({2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_cmpxchg_u:
      atomic_cmpxchg({1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_cmpxchg_u:
      atomic_cmpxchg({2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_cmpxchg_u:
      atomic_cmpxchg({4, false, I64});
      break;
    default:
      assert(false);
      break;
  }
}

}  // namespace wali::jit
