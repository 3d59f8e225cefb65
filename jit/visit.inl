#pragma once

#include "jit/function_compiler.h"

/// One instruction after the other: which visit each opcode is. There is no default, so that a row
/// of opcodes.def without a case does not compile.
namespace wali::jit {

// Of two texts, the one for rows of the threads proposal or the one for rows with vectors.
#define PICK_Mvp(atomic, vector)
#define PICK_SignExtension(atomic, vector)
#define PICK_NontrappingConversion(atomic, vector)
#define PICK_BulkMemory(atomic, vector)
#define PICK_ReferenceTypes(atomic, vector)
#define PICK_TailCall(atomic, vector)
#define PICK_Threads(atomic, vector) atomic
#define PICK_Simd(atomic, vector) vector
#define PICK_RelaxedSimd(atomic, vector) vector
#define PICK_Exceptions(atomic, vector)
#define PICK_LegacyExceptions(atomic, vector)
#define PICK_FunctionReferences(atomic, vector)

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
      visit_call(CallKind::Plain);
      break;
    case Opcode::call_indirect:
      visit_call_indirect(CallKind::Plain);
      break;
    case Opcode::call_ref:
      visit_call_ref(CallKind::Plain);
      break;
    case Opcode::return_call:
      visit_call(CallKind::Tail);
      break;
    case Opcode::return_call_indirect:
      visit_call_indirect(CallKind::Tail);
      break;
    case Opcode::return_call_ref:
      visit_call_ref(CallKind::Tail);
      break;

    case Opcode::try_:
      visit_try();
      break;
    case Opcode::catch_:
      visit_catch(cursor_.u32());
      break;
    case Opcode::catch_all:
      visit_catch(kAnyTag);
      break;
    case Opcode::delegate:
      visit_delegate();
      break;
    case Opcode::try_table:
      visit_try_table();
      break;
    case Opcode::throw_:
      visit_throw();
      break;
    case Opcode::throw_ref:
      visit_throw_ref();
      break;
    case Opcode::rethrow:
      visit_rethrow();
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
      push_constant(cursor_.heap_type(), 0);
      break;
    case Opcode::ref_is_null:
      equal_zero(I64);
      break;
    case Opcode::ref_as_non_null:
      visit_ref_as_non_null();
      break;
    case Opcode::br_on_null:
      visit_br_on_null();
      break;
    case Opcode::br_on_non_null:
      visit_br_on_non_null();
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
      ValueType type = index_type_of_table(table);
      Register to = result_register(type);
      masm_.table_size(table, to);
      push_result(type, to);
      break;
    }
    case Opcode::memory_size: {
      uint32_t memory = cursor_.u32();
      ValueType type = index_type_of_memory(memory);
      Register to = result_register(type);
      masm_.memory_size(memory, to);
      push_result(type, to);
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

#define OPCODE(name, code, text, immediate, signature, feature) PICK_##feature(case Opcode::name:, )
#include "loader/opcodes.def"
      visit_atomic(opcode);
      break;

#define OPCODE(name, code, text, immediate, signature, feature) PICK_##feature(, case Opcode::name:)
#include "loader/opcodes.def"
      visit_vector(opcode);
      break;

    case Opcode::kCount:
      assert(false);
      break;
  }
}

}  // namespace wali::jit
