#pragma once

#include "jit/function_compiler.h"

/// Exceptions, in both encodings. Entering a try emits nothing. It opens a *scope*; each call
/// inside is noted with the scope around it, and each scope has its clauses: the handler table,
/// which is read only when something is thrown. As everywhere at a call, values below the arguments
/// and changed locals are in their slots then, and pinned locals are in preserved registers, which
/// the unwinder restores; so a handler starts with nothing cached and finds the operands that lie
/// below the try where `flush_values` has put them when the try was entered.
///
/// A legacy `catch` is compiled in place. The exception it caught takes a place of its own on the
/// operand stack, below the payload, where `rethrow` finds it. A clause of a try_table is an edge
/// to its label from nowhere: a landing pad behind the function's code.
namespace wali::jit {

template <MacroAssembler Masm>
uint32_t FunctionCompiler<Masm>::open_scope() {
  handlers_.scopes.push_back({.parent = controls_.back().scope, .first_clause = kNoClause});
  scopes_.emplace_back();
  return static_cast<uint32_t>(handlers_.scopes.size() - 1);
}

/// After a call that may throw.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::note_protected_call() {
  uint32_t scope = controls_.back().scope;
  if (scope == kNoScope) return;
  handlers_.calls.push_back({.code_offset = masm_.offset(), .scope = scope});
  for (; scope != kNoScope && !scopes_[scope].may_throw; scope = handlers_.scopes[scope].parent) {
    scopes_[scope].may_throw = true;
  }
}

/// The next clause of a scope, with its handler here.
template <MacroAssembler Masm>
uint32_t FunctionCompiler<Masm>::add_clause(uint32_t scope, uint32_t tag) {
  auto index = static_cast<uint32_t>(handlers_.clauses.size());
  uint32_t last = scopes_[scope].last_clause;
  (last == kNoClause ? handlers_.scopes[scope].first_clause : handlers_.clauses[last].next) = index;
  scopes_[scope].last_clause = index;
  handlers_.clauses.push_back({.tag = tag, .handler = masm_.offset(), .next = kNoClause});
  return index;
}

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::payload_of(uint32_t tag) const -> Types {
  if (tag == kAnyTag) return {};
  return module_.types[module_.tags[tag]].params;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_try() {
  loader::BlockType type = cursor_.block_type();
  flush_values();
  uint32_t scope = open_scope();
  Control& control = push_control(ControlKind::Try, type);
  control.scope = control.own_scope = scope;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_catch(uint32_t tag) {
  Control& control = controls_.back();
  if (is_reachable_) jump_to(control);
  control.kind = ControlKind::Catch;
  control.scope = handlers_.scopes[control.own_scope].parent;
  if (!scopes_[control.own_scope].may_throw) {
    skip_unreachable();
    return;
  }
  add_clause(control.own_scope, tag);
  is_reachable_ = true;
  truncate(control.height);
  set_cache({});
  push_frame(ValueType::ExnRef);
  masm_.store_frame(ValueType::ExnRef, value_slot(control.height), Masm::kException);
  locked_ |= bit(Masm::kException);
  uint32_t word = 0;
  for (ValueType type : payload_of(tag)) {
    Register reg = allocate(type);
    masm_.load_payload(type, reg, Masm::kException, word);
    push_register(type, reg);
    word += words_of(type);
  }
  if constexpr (kChecked) check_merge();
}

/// Ends a try; what its body throws goes to the handlers around the label, which counts from
/// outside of the try.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_delegate() {
  uint32_t target = cursor_.u32() + 1;
  handlers_.scopes[controls_.back().own_scope].parent = control_at(target).scope;
  visit_end();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_try_table() {
  loader::BlockType type = cursor_.block_type();
  const std::byte* clauses = cursor_.at();
  cursor_.skip_catch_clauses();
  flush_values();
  uint32_t scope = open_scope();
  Control& control = push_control(ControlKind::TryTable, type);
  control.scope = control.own_scope = scope;
  control.clauses = clauses;
}

/// At the end of a try_table, when its labels count as they do outside of it. A label that nothing
/// has jumped to yet gets a state in which nothing is cached.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::plan_landing_pads(uint32_t scope, loader::CodeCursor clauses) {
  if (!scopes_[scope].may_throw) return;
  for (uint32_t count = clauses.u32(); count > 0; --count) {
    loader::CatchClause clause = clauses.catch_clause();
    uint32_t tag = clause.catches_all() ? kAnyTag : clause.tag;
    Control& target = control_at(clause.label);
    if (!target.label_used && target.kind != ControlKind::Loop) target.state = CacheState();
    target.label_used = true;
    landing_pads_.push_back({.clause = add_clause(scope, tag),
                             .tag = tag,
                             .passes_reference = clause.passes_reference(),
                             .returns = target.kind == ControlKind::Function,
                             .in_registers = merge_registers(target, merge_registers_),
                             .height = target.height,
                             .label = target.label,
                             .state = target.state});
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::emit_landing_pad(const LandingPad& pad) {
  handlers_.clauses[pad.clause].handler = masm_.offset();
  size_t integers = 0;
  size_t floats = 0;
  size_t index = 0;
  // Where the label, or the caller, wants the next value: a register, or a slot.
  auto destination = [&](ValueType type, int32_t& slot) {
    size_t at = index++;
    if (pad.returns) {
      const auto& location = own_layout_.results[at];
      if (location.reg == kNone) slot = result_slot(location.stack_word);
      return location.reg;
    }
    if (pad.in_registers) {
      return is_float_class(type) ? Masm::kMergeFloats[floats++] : Masm::kMergeIntegers[integers++];
    }
    slot = value_slot(pad.height + at);
    return kNone;
  };

  int32_t slot = 0;
  uint32_t word = 0;
  for (ValueType type : payload_of(pad.tag)) {
    Register reg = destination(type, slot);
    Register to = reg != kNone ? reg : masm_.scratch(type);
    masm_.load_payload(type, to, Masm::kException, word);
    if (reg == kNone) masm_.store_frame(type, slot, to);
    word += words_of(type);
  }
  if (pad.passes_reference) {
    Register reg = destination(ValueType::ExnRef, slot);
    if (reg != kNone) {
      masm_.move(ValueType::ExnRef, reg, Masm::kException);
    } else {
      masm_.store_frame(ValueType::ExnRef, slot, Masm::kException);
    }
  }
  if (pad.returns) {
    masm_.leave();
    masm_.ret(own_layout_.argument_words);
    return;
  }
  for_each_register(pad.state.cached, [&](uint32_t cached) {
    const Local& local = locals_[pad.state.local_of[cached]];
    masm_.load_frame(local.type, register_at(cached), local.slot);
  });
  masm_.jump(pad.label);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::raise() {
  masm_.call_builtin(Builtin::raise, false);
  note_protected_call();
  skip_unreachable();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_throw() {
  uint32_t tag = cursor_.u32();
  size_t first = stack_.size() - payload_of(tag).size();
  force_to_frame(first);
  spill_for_call(0);
  masm_.move_constant(ValueType::I64, Masm::builtin_argument(0), tag);
  masm_.frame_address(Masm::builtin_argument(1), value_slot(first));
  masm_.move_constant(ValueType::I64, Masm::builtin_argument(2), 8 * slot_words_);
  masm_.call_builtin(Builtin::new_exception, true);
  masm_.move(ValueType::ExnRef, Masm::builtin_argument(0), Masm::kBuiltinResult);
  raise();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_throw_ref() {
  spill_for_call(1);
  Register reg = to_fixed(pop(), Masm::builtin_argument(0));
  masm_.test(Width::W64, reg, Operand::of(reg));
  masm_.trap_if(Condition::Eq, TrapReason::NullExceptionReference);
  raise();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_rethrow() {
  const Control& control = control_at(cursor_.u32());
  spill_for_call(0);
  masm_.load_frame(ValueType::ExnRef, Masm::builtin_argument(0), value_slot(control.height));
  raise();
}

}  // namespace wali::jit
