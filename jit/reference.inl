#pragma once

#include "jit/function_compiler.h"

/// References: words that are zero if null.
namespace wali::jit {

/// Puts back a popped reference that is in `reg` now.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_reference(const Value& value, Register reg) {
  if (value.kind == Kind::Local) {
    push_local(value.local);
  } else {
    push_register(value.type, reg);
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_call_ref(CallKind kind) {
  const loader::FunctionType& type = module_.types[cursor_.u32()];
  Register reg = to_fixed(pop(), Masm::kCallIndex);
  masm_.test(Width::W64, reg, Operand::of(reg));
  masm_.trap_if(Condition::Eq, TrapReason::NullFunctionReference);
  call(type, kind, [&] { masm_.call_reference(); }, [&] { masm_.tail_call_reference(); });
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_ref_as_non_null() {
  Value value = pop();
  Register reg = to_register(value);
  masm_.test(Width::W64, reg, Operand::of(reg));
  masm_.trap_if(Condition::Eq, TrapReason::NullReference);
  push_reference(value, reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_br_on_null() {
  Value value = pop();
  Register reg = to_register(value);
  branch_if(Condition::Eq, [&] { masm_.test(Width::W64, reg, Operand::of(reg)); });
  push_reference(value, reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_br_on_non_null() {
  Value value = pop();
  Register reg = to_register(value);
  push_reference(value, reg);
  branch_if(Condition::Ne, [&] { masm_.test(Width::W64, reg, Operand::of(reg)); });
  pop();
}

}  // namespace wali::jit
