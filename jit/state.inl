#pragma once

#include "jit/function_compiler.h"

/// Registers, the value stack, and moving values to where an operation wants them.
namespace wali::jit {

template <MacroAssembler Masm>
RegisterSet FunctionCompiler<Masm>::class_mask(ValueType type) {
  static constexpr auto kMask = [](auto registers) {
    RegisterSet mask = 0;
    for (Register reg : registers) mask |= RegisterSet{1} << Masm::index_of(reg);
    return mask;
  };
  static constexpr RegisterSet kIntegers = kMask(std::span(Masm::kAllocatableIntegers));
  static constexpr RegisterSet kFloats = kMask(std::span(Masm::kAllocatableFloats));
  return is_float_class(type) ? kFloats : kIntegers;
}

/// A register of the type's class that nothing uses any more. Gives up, in this order: a cached
/// local that the loop does not want, a value of the stack (the oldest), a local that the loop
/// wants.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::allocate(ValueType type, RegisterSet avoid) -> Register {
  RegisterSet candidates = class_mask(type) & ~avoid & ~locked_;
  RegisterSet available = candidates & ~(cache_.cached | holding_);
  RegisterSet victim = available & ~loop_registers_;
  if (victim == 0) victim = available;
  if (victim == 0) {
    RegisterSet cached = candidates & cache_.cached & ~loop_registers_;
    victim = cached & ~cache_.dirty;
    if (victim == 0) victim = cached;
    if (victim == 0) {
      uint32_t oldest = UINT32_MAX;
      for_each_register(candidates & holding_, [&](uint32_t index) {
        if (holder_[index] < oldest) {
          oldest = holder_[index];
          victim = RegisterSet{1} << index;
        }
      });
    }
    if (victim == 0) victim = candidates & cache_.cached;
  }
  assert(victim != 0);
  Register reg = register_at(first_of(victim));
  if ((cache_.cached & bit(reg)) != 0) evict_local(reg);
  if ((holding_ & bit(reg)) != 0) spill_value(reg);
  return reg;
}

/// Frees one particular register; what it held stays elsewhere.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::claim(Register reg) {
  if ((cache_.cached & bit(reg)) != 0) {
    uint32_t index = cache_.local_of[Masm::index_of(reg)];
    ValueType type = locals_[index].type;
    RegisterSet available = class_mask(type) & ~(cache_.cached | holding_ | locked_ | bit(reg));
    if (available == 0) {
      evict_local(reg);
    } else {
      Register other = register_at(first_of(available));
      bool is_dirty = (cache_.dirty & bit(reg)) != 0;
      masm_.move(type, other, reg);
      drop_cache(reg);
      cache_local(index, other, is_dirty);
    }
  }
  if ((holding_ & bit(reg)) != 0) {
    uint32_t index = holder_[Masm::index_of(reg)];
    ValueType type = stack_[index].type;
    RegisterSet available = class_mask(type) & ~(cache_.cached | holding_ | locked_ | bit(reg));
    if (available == 0) {
      spill_value(reg);
    } else {
      Register other = register_at(first_of(available));
      masm_.move(type, other, reg);
      holding_ = (holding_ & ~bit(reg)) | bit(other);
      holder_[Masm::index_of(other)] = index;
      stack_[index].reg = other;
    }
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::evict_local(Register reg) {
  if ((cache_.dirty & bit(reg)) != 0) {
    const Local& local = locals_[cache_.local_of[Masm::index_of(reg)]];
    masm_.store_frame(local.type, local.slot, reg);
  }
  drop_cache(reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::drop_cache(Register reg) {
  locals_[cache_.local_of[Masm::index_of(reg)]].reg = kNone;
  cache_.cached &= ~bit(reg);
  cache_.dirty &= ~bit(reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::cache_local(uint32_t local, Register reg, bool dirty) {
  locals_[local].reg = reg;
  cache_.local_of[Masm::index_of(reg)] = local;
  cache_.cached |= bit(reg);
  if (dirty) cache_.dirty |= bit(reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::spill_value(Register reg) {
  uint32_t index = holder_[Masm::index_of(reg)];
  Value& value = stack_[index];
  masm_.store_frame(value.type, value_slot(index), reg);
  value.kind = Kind::Frame;
  holding_ &= ~bit(reg);
}

/// Replaces the present picture of the cache by another one, as code reached only by jumps wants
/// it.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::set_cache(const CacheState& state) {
  for_each_register(cache_.cached,
                    [&](uint32_t index) { locals_[cache_.local_of[index]].reg = kNone; });
  cache_.cached = cache_.dirty = 0;
  for_each_register(state.cached, [&](uint32_t index) {
    cache_local(state.local_of[index], register_at(index), (state.dirty >> index & 1) != 0);
  });
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push(const Value& value) {
  stack_.push_back(value);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_register(ValueType type, Register reg) {
  holding_ |= bit(reg);
  holder_[Masm::index_of(reg)] = static_cast<uint32_t>(stack_.size());
  stack_.push_back({.kind = Kind::Register, .type = type, .reg = reg});
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_constant(ValueType type, uint64_t bits) {
  stack_.push_back({.kind = Kind::Constant, .type = type, .bits = bits});
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_frame(ValueType type) {
  stack_.push_back({.kind = Kind::Frame, .type = type});
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_local(uint32_t local) {
  Local& state = locals_[local];
  stack_.push_back(
      {.kind = Kind::Local, .type = state.type, .local = local, .next_alias = state.newest_alias});
  state.newest_alias = static_cast<uint32_t>(stack_.size() - 1);
}

/// Gives the newest value another type of the same bits.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::retype(ValueType type) {
  Value value = pop();
  if (value.kind == Kind::Constant) {
    push_constant(type, value.bits);
    return;
  }
  Register from = to_register(value);
  Register to = result_register(type, from);
  if (to != from) masm_.move(ValueType::I32, to, from);
  push_result(type, to);
}

/// Takes the newest value. Its register, if it has one, is locked until the instruction is done.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::pop() -> Value {
  Value value = stack_.back();
  stack_.pop_back();
  flushed_ = std::min(flushed_, stack_.size());
  if (value.kind == Kind::Register) {
    holding_ &= ~bit(value.reg);
    locked_ |= bit(value.reg);
    temporaries_ |= bit(value.reg);
  } else if (value.kind == Kind::Local) {
    Local& local = locals_[value.local];
    local.newest_alias = value.next_alias;
    if (local.reg != kNone) locked_ |= bit(local.reg);
  }
  // A popped frame value is found by the index it had.
  if (value.kind == Kind::Frame) value.local = static_cast<uint32_t>(stack_.size());
  return value;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::truncate(size_t height) {
  while (stack_.size() > height) {
    const Value& value = stack_.back();
    if (value.kind == Kind::Register) holding_ &= ~bit(value.reg);
    if (value.kind == Kind::Local) locals_[value.local].newest_alias = value.next_alias;
    stack_.pop_back();
  }
  flushed_ = std::min(flushed_, height);
}

/// A popped value in some register outside `avoid`, locked.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::to_register(const Value& value, RegisterSet avoid) -> Register {
  Register reg = kNone;
  switch (value.kind) {
    case Kind::Register:
      reg = value.reg;
      break;
    case Kind::Local: {
      Local& local = locals_[value.local];
      if (local.reg == kNone) {
        Register cache = allocate(local.type, avoid);
        masm_.load_frame(local.type, cache, local.slot);
        cache_local(value.local, cache, false);
      }
      reg = local.reg;
      break;
    }
    case Kind::Constant:
      reg = allocate(value.type, avoid);
      masm_.move_constant(value.type, reg, value.bits);
      temporaries_ |= bit(reg);
      break;
    case Kind::Frame:
      reg = allocate(value.type, avoid);
      masm_.load_frame(value.type, reg, value_slot(value.local));
      temporaries_ |= bit(reg);
      break;
  }
  locked_ |= bit(reg);
  if ((avoid & bit(reg)) == 0) return reg;
  Register copy = allocate(value.type, avoid);
  masm_.move(value.type, copy, reg);
  locked_ &= ~bit(reg);
  temporaries_ &= ~bit(reg);
  locked_ |= bit(copy);
  temporaries_ |= bit(copy);
  return copy;
}

/// A popped value in one particular register, which the instruction may overwrite. No other operand
/// is in it.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::to_fixed(const Value& value, Register reg) -> Register {
  if (value.kind == Kind::Register && value.reg == reg) return reg;
  // An alias of a local that is cached right here: the claim moves the local elsewhere, the value
  // stays.
  bool is_here = value.kind == Kind::Local && locals_[value.local].reg == reg;
  claim(reg);
  if (!is_here) move_operand(value.type, reg, source_of(value, value.local));
  locked_ |= bit(reg);
  temporaries_ |= bit(reg);
  return reg;
}

/// A popped integer as an operand: in place where the ISA can use it there.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::to_operand(const Value& value) -> Operand {
  if (value.kind == Kind::Constant) {
    int64_t constant = value.type == ValueType::I32 ? static_cast<int32_t>(value.bits)
                                                    : static_cast<int64_t>(value.bits);
    if (Masm::is_immediate(constant)) return Operand::of_constant(constant);
  }
  if (value.kind == Kind::Frame) return Operand::of_frame(value_slot(value.local));
  return Operand::of(to_register(value));
}

/// Where a value is, without moving anything; `index` is its index on the stack.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::source_of(const Value& value, size_t index) const -> Operand {
  switch (value.kind) {
    case Kind::Register:
      return Operand::of(value.reg);
    case Kind::Constant:
      return Operand::of_constant(static_cast<int64_t>(value.bits));
    case Kind::Local: {
      const Local& local = locals_[value.local];
      return local.reg != kNone ? Operand::of(local.reg) : Operand::of_frame(local.slot);
    }
    case Kind::Frame:
      break;
  }
  return Operand::of_frame(value_slot(index));
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::move_operand(ValueType type, Register to, const Operand& from) {
  switch (from.kind) {
    case Operand::Kind::Register:
      if (from.reg != to) masm_.move(type, to, from.reg);
      break;
    case Operand::Kind::Constant:
      masm_.move_constant(type, to, static_cast<uint64_t>(from.constant));
      break;
    case Operand::Kind::Frame:
      masm_.load_frame(type, to, from.offset);
      break;
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::store_value(ValueType type, int32_t offset, const Operand& from) {
  switch (from.kind) {
    case Operand::Kind::Register:
      masm_.store_frame(type, offset, from.reg);
      break;
    case Operand::Kind::Constant:
      masm_.store_frame_constant(type, offset, static_cast<uint64_t>(from.constant));
      break;
    case Operand::Kind::Frame:
      if (from.offset == offset) break;
      masm_.load_frame(type, masm_.scratch(type), from.offset);
      masm_.store_frame(type, offset, masm_.scratch(type));
      break;
  }
}

/// Puts every value into its home slot, constants apart: what lies below a block must not depend on
/// the path.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::flush_values() {
  for (size_t i = flushed_; i < stack_.size(); ++i) {
    Value& value = stack_[i];
    if (value.kind == Kind::Constant || value.kind == Kind::Frame) continue;
    store_value(value.type, value_slot(i), source_of(value, i));
    if (value.kind == Kind::Register) holding_ &= ~bit(value.reg);
    if (value.kind == Kind::Local) locals_[value.local].newest_alias = kNoAlias;
    value.kind = Kind::Frame;
  }
  flushed_ = stack_.size();
}

/// Flushes, and puts the constants from index `from` on into their slots too.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::force_to_frame(size_t from) {
  flush_values();
  for (size_t i = from; i < stack_.size(); ++i) {
    if (stack_[i].kind != Kind::Constant) continue;
    masm_.store_frame_constant(stack_[i].type, value_slot(i), stack_[i].bits);
    stack_[i].kind = Kind::Frame;
  }
}

/// Before a local changes: its aliases on the stack take its present value with them.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::materialize_aliases(uint32_t index) {
  Local& local = locals_[index];
  uint32_t alias = local.newest_alias;
  local.newest_alias = kNoAlias;
  while (alias != kNoAlias) {
    Value& value = stack_[alias];
    uint32_t next = value.next_alias;
    RegisterSet available = class_mask(local.type) & ~(cache_.cached | holding_ | locked_);
    if (available != 0) {
      Register reg = register_at(first_of(available));
      move_operand(local.type, reg, source_of(value, alias));
      value.kind = Kind::Register;
      value.reg = reg;
      holding_ |= bit(reg);
      holder_[Masm::index_of(reg)] = alias;
    } else {
      store_value(local.type, value_slot(alias), source_of(value, alias));
      value.kind = Kind::Frame;
    }
    alias = next;
  }
}

/// local := a popped value.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::assign_local(uint32_t index, const Value& value) {
  Local& local = locals_[index];
  if (value.kind == Kind::Local && value.local == index) return;
  if (local.newest_alias != kNoAlias) materialize_aliases(index);
  if (local.is_pinned) {
    move_operand(local.type, local.reg, source_of(value, value.local));
    return;
  }
  bool keeps_register = local.reg != kNone && (loop_registers_ & bit(local.reg)) != 0;
  if (value.kind == Kind::Register && !keeps_register) {
    if (local.reg != kNone) drop_cache(local.reg);
    cache_local(index, value.reg, true);
    return;
  }
  Operand source = source_of(value, value.local);
  if (local.reg == kNone) cache_local(index, allocate(local.type), true);
  move_operand(local.type, local.reg, source);
  cache_.dirty |= bit(local.reg);
}

/// The local that the next instruction assigns the result to, if that is worth knowing: it has a
/// register now.
template <MacroAssembler Masm>
std::optional<uint32_t> FunctionCompiler<Masm>::peek_assignment(ValueType type) const {
  loader::CodeCursor ahead = cursor_;
  Opcode next = static_cast<uint8_t>(*ahead.at()) >= 0xfc ? Opcode::kInvalid : ahead.opcode();
  if (next != Opcode::local_set && next != Opcode::local_tee) return std::nullopt;
  uint32_t index = ahead.u32();
  const Local& local = locals_[index];
  if (local.reg == kNone || local.type != type) return std::nullopt;
  return index;
}

/// Where the instruction's result goes: into the register of the local that it is assigned to next,
/// over one of the operands if that is free to go, or into a fresh register. The operands have been
/// popped.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::result_register(ValueType type,
                                             Register first,
                                             Register second,
                                             RegisterSet avoid) -> Register {
  if (auto local = peek_assignment(type)) {
    Register reg = locals_[*local].reg;
    if ((avoid & bit(reg)) == 0) {
      locked_ |= bit(reg);
      if (locals_[*local].newest_alias != kNoAlias) materialize_aliases(*local);
      assignment_ = local;
      return reg;
    }
  }
  bool is_float = is_float_class(type);
  for (Register reg : {first, second}) {
    if (reg != kNone && is_temporary(reg) && Masm::is_float(reg) == is_float &&
        (avoid & bit(reg)) == 0) {
      return reg;
    }
  }
  Register reg = allocate(type, avoid);
  locked_ |= bit(reg);
  return reg;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::push_result(ValueType type, Register reg) {
  if (!assignment_) {
    push_register(type, reg);
    return;
  }
  uint32_t index = *assignment_;
  assignment_.reset();
  bool is_tee = cursor_.opcode() == Opcode::local_tee;
  cursor_.u32();
  if (!locals_[index].is_pinned) cache_.dirty |= bit(reg);
  if (is_tee) push_local(index);
}

/// Emits `moves_` as if all happened at once, then `late_loads_`; empties both.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::move_in_parallel() {
  while (!moves_.empty()) {
    RegisterSet sources = 0;
    for (const Move& move : moves_) sources |= bit(move.from);
    bool progressed = false;
    for (size_t i = 0; i < moves_.size();) {
      const Move& move = moves_[i];
      if (move.from != move.to && (sources & bit(move.to)) != 0) {
        ++i;
        continue;
      }
      if (move.from != move.to) masm_.move(move.type, move.to, move.from);
      moves_[i] = moves_.back();
      moves_.pop_back();
      progressed = true;
      sources = 0;
      for (const Move& other : moves_) sources |= bit(other.from);
    }
    if (progressed || moves_.empty()) continue;
    // Only cycles are left: set one member's old value aside.
    Register saved = moves_.front().to;
    ValueType type = moves_.front().type;
    for (const Move& move : moves_) {
      if (move.from == saved) type = move.type;
    }
    Register scratch = masm_.scratch(type);
    masm_.save_in_scratch(type, saved);
    for (Move& move : moves_) {
      if (move.from == saved) move.from = scratch;
    }
  }
  for (const LateLoad& load : late_loads_) move_operand(load.type, load.to, load.from);
  late_loads_.clear();
}

}  // namespace wali::jit
