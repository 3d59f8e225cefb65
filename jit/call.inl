#pragma once

#include "jit/function_compiler.h"

/// Calls: arguments and results in registers of the convention, everything else that a callee may
/// overwrite spilled.
namespace wali::jit {

/// Before anything leaves the function: values below the newest `arguments` and dirty locals go to
/// their slots.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::spill_for_call(size_t arguments) {
  size_t below = stack_.size() - arguments;
  for_each_register(holding_, [&](uint32_t index) {
    if (holder_[index] < below) spill_value(register_at(index));
  });
  for_each_register(cache_.dirty, [&](uint32_t index) {
    const Local& local = locals_[cache_.local_of[index]];
    masm_.store_frame(local.type, local.slot, register_at(index));
  });
  cache_.dirty = 0;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::forget_cache() {
  for_each_register(cache_.cached,
                    [&](uint32_t index) { locals_[cache_.local_of[index]].reg = kNone; });
  cache_.cached = cache_.dirty = 0;
}

/// Moves the newest values into place for a callee of this type and pops them.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::move_arguments(const loader::FunctionType& type, CallKind kind) {
  callee_layout_.assign(type);
  size_t count = type.params.size();
  int32_t stack_arguments = 0;
  if (kind == CallKind::Plain) {
    spill_for_call(count);
    masm_.reserve_arguments(callee_layout_.argument_words);
    stack_arguments = -static_cast<int32_t>(8 * callee_layout_.argument_words);
  }
  moves_.clear();
  late_loads_.clear();
  size_t first = stack_.size() - count;
  for (size_t i = 0; i < count; ++i) {
    const Value& value = stack_[first + i];
    const auto& location = callee_layout_.params[i];
    Operand source = source_of(value, first + i);
    if (location.reg == kNone) {
      store_value(
          value.type, stack_arguments + static_cast<int32_t>(8 * location.stack_word), source);
    } else if (source.kind == Operand::Kind::Register) {
      moves_.push_back({value.type, location.reg, source.reg});
    } else {
      late_loads_.push_back({value.type, location.reg, source});
    }
  }
  move_in_parallel();
  truncate(first);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_results(const loader::FunctionType& type) {
  forget_cache();
  for (size_t i = 0; i < type.results.size(); ++i) {
    const auto& location = callee_layout_.results[i];
    if (location.reg != kNone) {
      push_register(type.results[i], location.reg);
      continue;
    }
    push_frame(type.results[i]);
    store_value(type.results[i],
                value_slot(stack_.size() - 1),
                Operand::of_frame(static_cast<int32_t>(8 * location.stack_word)));
  }
}

template <MacroAssembler Masm>
template <typename Call, typename TailCall>
void FunctionCompiler<Masm>::call(const loader::FunctionType& type,
                                  CallKind kind,
                                  Call call,
                                  TailCall tail_call) {
  move_arguments(type, kind);
  if (kind == CallKind::Tail) {
    masm_.leave_for_tail_call(own_layout_.argument_words, callee_layout_.argument_words);
    tail_call();
    skip_unreachable();
    return;
  }
  call();
  note_protected_call();
  push_results(type);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_call(CallKind kind) {
  uint32_t function = cursor_.u32();
  const loader::FunctionType& type = module_.function_type(function);
  if (module_.is_imported_function(function)) {
    call(
        type,
        kind,
        [&] { masm_.call_import(function); },
        [&] { masm_.tail_call_import(function); });
  } else {
    call(
        type,
        kind,
        [&] { masm_.call_function(function); },
        [&] { masm_.tail_call_function(function); });
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_call_indirect(CallKind kind) {
  uint32_t type_index = cursor_.u32();
  uint32_t table = cursor_.u32();
  to_fixed(pop(), Masm::kCallIndex);
  const loader::FunctionType& type = module_.types[type_index];
  if (!constant_tables_.is_constant(table)) {
    masm_.check_changing_element(table, type_ids_[type_index]);
    call(type, kind, [&] { masm_.call_reference(); }, [&] { masm_.tail_call_reference(); });
    return;
  }
  masm_.check_element(table, type_ids_[type_index]);
  call(type, kind, [&] { masm_.call_element(); }, [&] { masm_.tail_call_element(); });
}

/// `arguments` are popped values or constants, in order.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::call_builtin(Builtin builtin,
                                          std::span<const Value> arguments,
                                          bool may_trap,
                                          std::optional<ValueType> result) {
  spill_for_call(0);
  moves_.clear();
  late_loads_.clear();
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Value& value = arguments[i];
    Operand source = source_of(value, value.local);
    Register to = Masm::builtin_argument(static_cast<uint32_t>(i));
    if (source.kind == Operand::Kind::Register) {
      moves_.push_back({value.type, to, source.reg});
    } else {
      late_loads_.push_back({value.type, to, source});
    }
  }
  move_in_parallel();
  masm_.call_builtin(builtin, may_trap);
  forget_cache();
  if (result) push_register(*result, Masm::kBuiltinResult);
}

}  // namespace wali::jit
