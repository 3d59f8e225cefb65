#pragma once

#include <algorithm>

#include "jit/function_compiler.h"

/// Structured control. Entering a block flushes the operand stack, so that a merge concerns only
/// the block's results (in fixed registers, the overflow in home slots) and the cache of locals:
/// the first branch to a label fixes what it finds, later ones conform with a parallel move. A loop
/// decides at its head.
namespace wali::jit {

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::peek() const -> Opcode {
  loader::CodeCursor ahead = cursor_;
  return static_cast<uint8_t>(*ahead.at()) >= 0xfc ? Opcode::kInvalid : ahead.opcode();
}

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::params_of(const loader::BlockType& type) const -> Types {
  if (type.kind == loader::BlockType::Kind::TypeIndex) return module_.types[type.type_index].params;
  return {};
}

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::results_of(const loader::BlockType& type) const -> Types {
  // Of references only that they are words matters here, so their heap type stands for them.
  static constexpr ValueType kSingles[] = {ValueType::I32,
                                           ValueType::I64,
                                           ValueType::F32,
                                           ValueType::F64,
                                           ValueType::V128,
                                           ValueType::FuncRef,
                                           ValueType::ExternRef,
                                           ValueType::ExnRef};
  if (type.kind == loader::BlockType::Kind::TypeIndex)
    return module_.types[type.type_index].results;
  if (type.kind == loader::BlockType::Kind::Empty) return {};
  ValueType value = loader::is_reference(type.value) ? loader::top_of(type.value) : type.value;
  return Types(std::find(std::begin(kSingles), std::end(kSingles), value), 1);
}

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::push_control(ControlKind kind, const loader::BlockType& type)
    -> Control& {
  Types params = params_of(type);
  controls_.push_back({.kind = kind,
                       .height = static_cast<uint32_t>(stack_.size() - params.size()),
                       .params = params,
                       .results = results_of(type),
                       .label = masm_.new_label(),
                       .scope = controls_.back().scope});
  return controls_.back();
}

/// The registers in which values travel to the label, in order; false if some of them need home
/// slots, and then all of them use these. A loop's parameters always do.
template <MacroAssembler Masm>
bool FunctionCompiler<Masm>::merge_registers(const Control& control,
                                             std::vector<Register>& registers) const {
  registers.clear();
  if (control.kind == ControlKind::Loop) return control.params.empty();
  size_t integers = 0;
  size_t floats = 0;
  for (ValueType type : control.results) {
    bool is_float = is_float_class(type);
    size_t& next = is_float ? floats : integers;
    const auto& available = is_float ? Masm::kMergeFloats : Masm::kMergeIntegers;
    if (next == available.size()) {
      registers.clear();
      return false;
    }
    registers.push_back(available[next++]);
  }
  return true;
}

/// Works out what a jump from here to the target's label has to do; leaves it in edge_stores_,
/// moves_ and late_loads_. Nothing is emitted and the present state stays as it is. False if there
/// is nothing to do.
template <MacroAssembler Masm>
bool FunctionCompiler<Masm>::plan_edge(Control& target) {
  edge_stores_.clear();
  moves_.clear();
  late_loads_.clear();
  bool in_registers = merge_registers(target, merge_registers_);
  if (!target.label_used && target.kind != ControlKind::Loop) {
    target.label_used = true;
    target.state = cache_;
    for (Register reg : merge_registers_) {
      target.state.cached &= ~bit(reg);
      target.state.dirty &= ~bit(reg);
    }
  }
  target.label_used = true;

  const CacheState& state = target.state;
  for_each_register(state.cached, [&](uint32_t index) {
    locals_[state.local_of[index]].edge_reg = register_at(index);
  });
  for_each_register(cache_.cached & cache_.dirty, [&](uint32_t index) {
    const Local& local = locals_[cache_.local_of[index]];
    if (local.edge_reg == kNone || (state.dirty & bit(local.edge_reg)) == 0) {
      edge_stores_.push_back(register_at(index));
    }
  });
  for_each_register(state.cached, [&](uint32_t index) {
    Local& local = locals_[state.local_of[index]];
    Register to = register_at(index);
    if (local.reg == kNone) {
      late_loads_.push_back({local.type, to, Operand::of_frame(local.slot)});
    } else if (local.reg != to) {
      moves_.push_back({local.type, to, local.reg});
    }
    local.edge_reg = kNone;
  });
  if (!in_registers) return true;
  size_t first = stack_.size() - merge_registers_.size();
  for (size_t i = 0; i < merge_registers_.size(); ++i) {
    const Value& value = stack_[first + i];
    Operand source = source_of(value, first + i);
    if (source.kind != Operand::Kind::Register) {
      late_loads_.push_back({value.type, merge_registers_[i], source});
    } else if (source.reg != merge_registers_[i]) {
      moves_.push_back({value.type, merge_registers_[i], source.reg});
    }
  }
  return !edge_stores_.empty() || !moves_.empty() || !late_loads_.empty();
}

/// Emits what `plan_edge` found.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::emit_edge(Control& target) {
  for (Register reg : edge_stores_) {
    const Local& local = locals_[cache_.local_of[Masm::index_of(reg)]];
    masm_.store_frame(local.type, local.slot, reg);
  }
  Types types = target.kind == ControlKind::Loop ? target.params : target.results;
  if (merge_registers_.size() == types.size()) {
    move_in_parallel();
    return;
  }
  // Values go down to the target's slots. Each is put into its own slot first, since a register may
  // be needed; then they move in ascending order, and no slot is written before it was read.
  size_t first = stack_.size() - types.size();
  for (size_t i = 0; i < types.size(); ++i) {
    store_value(types[i], value_slot(first + i), source_of(stack_[first + i], first + i));
  }
  move_in_parallel();
  for (size_t i = 0; i < types.size(); ++i) {
    store_value(types[i], value_slot(target.height + i), Operand::of_frame(value_slot(first + i)));
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::emit_return() {
  moves_.clear();
  late_loads_.clear();
  size_t first = stack_.size() - type_->results.size();
  for (size_t i = 0; i < type_->results.size(); ++i) {
    const Value& value = stack_[first + i];
    const auto& location = own_layout_.results[i];
    Operand source = source_of(value, first + i);
    if (location.reg == kNone) {
      store_value(value.type, result_slot(location.stack_word), source);
    } else if (source.kind == Operand::Kind::Register) {
      moves_.push_back({value.type, location.reg, source.reg});
    } else {
      late_loads_.push_back({value.type, location.reg, source});
    }
  }
  move_in_parallel();
  masm_.leave();
  masm_.ret(own_layout_.argument_words);
}

/// An unconditional jump; what follows it is unreachable.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::jump_to(Control& target) {
  if (target.kind == ControlKind::Function) {
    emit_return();
    return;
  }
  if (plan_edge(target)) emit_edge(target);
  masm_.jump(target.label);
}

/// The code from here on is not reached: forgets the state and passes over it, up to the `else`,
/// `catch` or `end` that ends it.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::skip_unreachable() {
  is_reachable_ = false;
  truncate(controls_.back().height);
  set_cache({});
  for (uint32_t depth = 0;;) {
    loader::CodeCursor before = cursor_;
    Opcode opcode = cursor_.opcode();
    switch (opcode) {
      case Opcode::end:
      case Opcode::delegate:
      case Opcode::else_:
      case Opcode::catch_:
      case Opcode::catch_all:
        if (depth == 0) {
          cursor_ = before;
          return;
        }
        if (opcode == Opcode::end || opcode == Opcode::delegate) --depth;
        break;
      case Opcode::loop:
        ++next_loop_;
        [[fallthrough]];
      case Opcode::block:
      case Opcode::if_:
      case Opcode::try_:
      case Opcode::try_table:
        ++depth;
        break;
      default:
        break;
    }
    cursor_.skip_immediates(opcode);
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_block() {
  loader::BlockType type = cursor_.block_type();
  flush_values();
  push_control(ControlKind::Block, type);
}

/// Chooses what the loop keeps in registers. A loop without calls gets its hottest locals loaded
/// into registers set apart for that; everything else starts in its slot, as every jump back will
/// have to leave it.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::enter_loop(const loader::LoopSummary& loop) {
  uint32_t wanted_integers = 0;
  uint32_t wanted_floats = 0;
  std::array<loader::LocalUse, Masm::kLoopIntegers.size() + Masm::kLoopFloats.size()> wanted;
  size_t count = 0;
  if (!loop.has_call) {
    for (uint32_t i = 0; i < loop.use_count; ++i) {
      const loader::LocalUse& use = summary_->loop_uses[loop.first_use + i];
      const Local& local = locals_[use.local];
      if (local.is_pinned) continue;
      bool is_float = is_float_class(local.type);
      uint32_t& number = is_float ? wanted_floats : wanted_integers;
      if (number == (is_float ? Masm::kLoopFloats.size() : Masm::kLoopIntegers.size())) continue;
      ++number;
      wanted[count++] = use;
    }
  }

  RegisterSet keep = 0;
  for (size_t i = 0; i < count; ++i) {
    Register reg = locals_[wanted[i].local].reg;
    if (reg != kNone) keep |= bit(reg);
  }
  for_each_register(cache_.cached & ~keep,
                    [&](uint32_t index) { evict_local(register_at(index)); });

  RegisterSet places = 0;
  for (Register reg : Masm::kLoopIntegers) places |= bit(reg);
  for (Register reg : Masm::kLoopFloats) places |= bit(reg);
  for (size_t i = 0; i < count; ++i) {
    uint32_t index = wanted[i].local;
    Local& local = locals_[index];
    if (local.reg == kNone || (places & bit(local.reg)) == 0) {
      RegisterSet open = places & class_mask(local.type) & ~cache_.cached;
      Register to = register_at(first_of(open));
      bool is_dirty = false;
      if (local.reg == kNone) {
        masm_.load_frame(local.type, to, local.slot);
      } else {
        is_dirty = (cache_.dirty & bit(local.reg)) != 0;
        masm_.move(local.type, to, local.reg);
        drop_cache(local.reg);
      }
      cache_local(index, to, is_dirty);
    }
    if (wanted[i].is_set) {
      cache_.dirty |= bit(local.reg);
    } else if ((cache_.dirty & bit(local.reg)) != 0) {
      masm_.store_frame(local.type, local.slot, local.reg);
      cache_.dirty &= ~bit(local.reg);
    }
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_loop() {
  loader::BlockType type = cursor_.block_type();
  force_to_frame(stack_.size() - params_of(type).size());
  enter_loop(summary_->loops[next_loop_++]);
  Control& control = push_control(ControlKind::Loop, type);
  control.state = cache_;
  control.outer_loop_registers = loop_registers_;
  loop_registers_ = cache_.cached;
  masm_.bind(control.label);
  if constexpr (kChecked) check_merge();
  if (options_.polls == PollMode::Loop) masm_.poll();
}

template <MacroAssembler Masm>
template <typename Condition, typename Compare>
void FunctionCompiler<Masm>::enter_if(Condition condition, Compare compare) {
  loader::BlockType type = cursor_.block_type();
  force_to_frame(stack_.size() - params_of(type).size());
  Control& control = push_control(ControlKind::If, type);
  control.else_label = masm_.new_label();
  compare();
  masm_.jump_if(inverse(condition), control.else_label);
  control.else_state = cache_;
}

template <MacroAssembler Masm>
template <typename Condition, typename Compare>
void FunctionCompiler<Masm>::branch_if(Condition condition, Compare compare) {
  Control& target = control_at(cursor_.u32());
  compare();
  bool is_return = target.kind == ControlKind::Function;
  if (!is_return && !plan_edge(target)) {
    masm_.jump_if(condition, target.label);
    return;
  }
  Label skip = masm_.new_label();
  masm_.jump_if(inverse(condition), skip);
  if (is_return) {
    emit_return();
  } else {
    emit_edge(target);
    masm_.jump(target.label);
  }
  masm_.bind(skip);
}

template <MacroAssembler Masm>
template <typename Condition, typename Compare>
void FunctionCompiler<Masm>::select(Condition condition, Compare compare) {
  Value second = pop();
  Value first = pop();
  ValueType type = second.type;
  Register if_false = to_register(second);
  Register if_true = to_register(first);
  Register to = result_register(type, if_false, if_true);
  compare();
  if (to == if_true) {
    masm_.select_if(inverse(condition), type, to, if_false);
  } else {
    if (to != if_false) masm_.move(type, to, if_false);
    masm_.select_if(condition, type, to, if_true);
  }
  push_result(type, to);
}

/// A condition that `compare` puts into the flags, used by the next instruction directly if that
/// can.
template <MacroAssembler Masm>
template <typename Condition, typename Compare>
void FunctionCompiler<Masm>::consume_condition(Condition condition, Compare compare) {
  while (peek() == Opcode::i32_eqz) {
    cursor_.opcode();
    condition = inverse(condition);
  }
  switch (peek()) {
    case Opcode::br_if:
      cursor_.opcode();
      branch_if(condition, compare);
      return;
    case Opcode::if_:
      cursor_.opcode();
      enter_if(condition, compare);
      return;
    case Opcode::select:
    case Opcode::select_t:
      cursor_.skip_immediates(cursor_.opcode());
      select(condition, compare);
      return;
    default:
      break;
  }
  Register to = result_register(ValueType::I32);
  compare();
  masm_.set_if(condition, to);
  push_result(ValueType::I32, to);
}

/// Pops an i32 condition and hands on the test of it.
template <MacroAssembler Masm>
template <typename Consume>
void FunctionCompiler<Masm>::on_condition_value(Consume consume) {
  Register reg = to_register(pop());
  consume(Condition::Ne, [this, reg] { masm_.test(Width::W32, reg, Operand::of(reg)); });
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_else() {
  Control& control = controls_.back();
  if (is_reachable_) jump_to(control);
  is_reachable_ = true;
  truncate(control.height);
  control.kind = ControlKind::Else;
  masm_.bind(control.else_label);
  set_cache(control.else_state);
  for (ValueType type : control.params) push_frame(type);
  flushed_ = stack_.size();
  if constexpr (kChecked) check_merge();
}

/// Binds the label of a block that some jump goes to, with the state that the jumps agreed on.
template <MacroAssembler Masm>
void FunctionCompiler<Masm>::bind_merge(Control& control) {
  bool in_registers = merge_registers(control, merge_registers_);
  truncate(control.height);
  set_cache(control.state);
  masm_.bind(control.label);
  for (size_t i = 0; i < control.results.size(); ++i) {
    if (in_registers) {
      push_register(control.results[i], merge_registers_[i]);
    } else {
      push_frame(control.results[i]);
    }
  }
  if constexpr (kChecked) check_merge();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_end() {
  if (controls_.back().kind == ControlKind::If) visit_else();
  Control& control = controls_.back();
  switch (control.kind) {
    case ControlKind::Function:
      if (is_reachable_) emit_return();
      controls_.pop_back();
      return;
    case ControlKind::Loop:
      loop_registers_ = control.outer_loop_registers;
      break;
    default:
      // After a catch the caught exception lies below the results, so they move in any case.
      if (!control.label_used && !(control.kind == ControlKind::Catch && is_reachable_)) break;
      if (is_reachable_ && plan_edge(control)) emit_edge(control);
      is_reachable_ = true;
      bind_merge(control);
      break;
  }
  bool is_try_table = control.kind == ControlKind::TryTable;
  uint32_t scope = control.own_scope;
  loader::CodeCursor clauses(control.clauses);
  controls_.pop_back();
  if (is_try_table) plan_landing_pads(scope, clauses);
  if (!is_reachable_) skip_unreachable();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_br_table() {
  Value index = pop();
  Register reg = to_register(index);
  if (!is_temporary(reg)) {
    Register copy = allocate(ValueType::I32);
    masm_.move(ValueType::I32, copy, reg);
    reg = copy;
  }
  // A target whose edge needs code gets a stub after the jump, one for each depth.
  if (stubs_.size() < controls_.size()) stubs_.resize(controls_.size());
  ++stub_epoch_;
  table_labels_.clear();
  table_depths_.clear();
  uint32_t count = cursor_.u32() + 1;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t depth = cursor_.u32();
    Control& target = control_at(depth);
    Stub& stub = stubs_[depth];
    if (stub.epoch != stub_epoch_) {
      stub.epoch = stub_epoch_;
      if (target.kind != ControlKind::Function && !plan_edge(target)) {
        stub.label = target.label;
      } else {
        stub.label = masm_.new_label();
        table_depths_.push_back(depth);
      }
    }
    table_labels_.push_back(stub.label);
  }
  masm_.jump_table(reg, table_labels_);
  for (uint32_t depth : table_depths_) {
    masm_.bind(stubs_[depth].label);
    jump_to(control_at(depth));
  }
  skip_unreachable();
}

}  // namespace wali::jit
