#pragma once

#include <cstdio>
#include <cstdlib>

#include "jit/function_compiler.h"

/// What the checked build adds.
namespace wali::jit {

/// After an instruction: a 32-bit integer that it left in a register must be zero-extended.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::check_result() {
  if (!is_reachable_ || stack_.size() == 0) return;
  const Value& value = stack_.back();
  if (value.kind == Kind::Register && value.type == ValueType::I32) {
    masm_.check_zero_extended(value.reg);
  }
}

/// Where control flow meets: every 32-bit integer in a register is zero-extended, and a local whose
/// register is clean has the same value in its slot, whatever the way here was.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::check_merge() {
  check_state();
  for (const Local& local : locals_) {
    if (local.reg == kNone) continue;
    if (local.type == ValueType::I32) masm_.check_zero_extended(local.reg);
    bool is_clean = !local.is_pinned && (cache_.dirty & bit(local.reg)) == 0;
    if (is_clean) masm_.check_frame(local.type, local.reg, local.slot);
  }
  for_each_register(holding_, [&](uint32_t index) {
    if (stack_[holder_[index]].type == ValueType::I32) {
      masm_.check_zero_extended(register_at(index));
    }
  });
}

/// The picture itself: each register has one use, and both sides of each relation agree.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::check_state() const {
  auto require = [&](bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "compiler state: %s\n", what);
    std::abort();
  };
  require((cache_.cached & holding_) == 0, "a register holds a local and a value");
  require((cache_.dirty & ~cache_.cached) == 0, "a dirty register without a local");
  for_each_register(cache_.cached, [&](uint32_t index) {
    const Local& local = locals_[cache_.local_of[index]];
    require(local.reg == register_at(index), "a cached local that is elsewhere");
    require((class_mask(local.type) & RegisterSet{1} << index) != 0, "a local in a wrong register");
  });
  RegisterSet held = 0;
  for (size_t i = 0; i < stack_.size(); ++i) {
    const Value& value = stack_[i];
    bool is_settled = value.kind == Kind::Frame || value.kind == Kind::Constant;
    require(i >= flushed_ || is_settled, "a flushed value that is not in the frame");
    if (value.kind == Kind::Local) {
      require(locals_[value.local].type == value.type, "an alias of another type");
    }
    if (value.kind != Kind::Register) continue;
    require((held & bit(value.reg)) == 0, "two values in one register");
    require(holder_[Masm::index_of(value.reg)] == i, "a register that holds another value");
    held |= bit(value.reg);
  }
  require(held == holding_, "registers said to hold values do not");
}

}  // namespace wali::jit
