#pragma once

#include <algorithm>

#include "jit/function_compiler.h"

/// The frame: saved registers, then from the top of it down the slots of locals, the slots of
/// operands, and the words for outgoing arguments and results. Its size is known from the
/// function's summary before the first instruction.
namespace wali::jit {

template <MacroAssembler Masm>
FunctionCompiler<Masm>::FunctionCompiler(const loader::Module& module,
                                         const InstanceLayout& layout,
                                         std::span<const uint32_t> type_ids,
                                         ConstantTables& constant_tables,
                                         const CompileOptions& options)
    : module_(module),
      type_ids_(type_ids),
      constant_tables_(constant_tables),
      options_(options),
      masm_(layout, module, options) {}

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::compile(uint32_t function, const loader::FunctionSummary& summary)
    -> Result<Output> {
  constexpr uint32_t kMaxFrame = 1 << 20;
  const loader::FunctionBody& body = module_.body(function);
  summary_ = &summary;
  type_ = &module_.function_type(function);
  lay_out_frame(function, summary);
  if (frame_bytes_ > kMaxFrame) {
    return failure(ErrorKind::Resource,
                   body.offset,
                   "function " + module_.function_name(function) + " needs a frame of " +
                       std::to_string(frame_bytes_) + " bytes, more than 1 MiB");
  }
  std::span<const std::byte> code = emit(summary, body);
  while (masm_.failed()) {
    if (!masm_.widen_branches()) {
      return failure(ErrorKind::Resource, body.offset, "no memory for the code of a function");
    }
    lay_out_frame(function, summary);
    code = emit(summary, body);
  }
  return Output{.code = code,
                .sites = masm_.sites(),
                .call_fixups = masm_.call_fixups(),
                .handlers = handlers_,
                .frame_size = static_cast<uint32_t>(frame_total_),
                .argument_words = own_layout_.argument_words,
                .saved_registers = static_cast<uint32_t>(saved_.size())};
}

template <MacroAssembler Masm>
std::span<const std::byte> FunctionCompiler<Masm>::emit(const loader::FunctionSummary& summary,
                                                        const loader::FunctionBody& body) {
  cursor_ = loader::CodeCursor(module_.bytes.data() + body.offset);
  enter_function(summary);
  if (options_.polls == PollMode::Func) masm_.poll();
  while (!controls_.empty()) {
    const std::byte* at = cursor_.at();
    masm_.set_wasm_offset(static_cast<uint32_t>(at - module_.bytes.data()));
    if (options_.positions) masm_.note_position();
    if (options_.polls == PollMode::All) masm_.poll();
    visit(cursor_.opcode());
    release_operands();
    if constexpr (kChecked) check_result();
  }
  for (const LandingPad& pad : landing_pads_) emit_landing_pad(pad);
  return masm_.finish();
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::pin_locals(const loader::FunctionSummary& summary) {
  // Saving and restoring costs two instructions; in a function without calls the caller-saved
  // registers come first, so only what loops use is worth it.
  uint32_t least_weight = summary.has_call ? 3 : 24;
  saved_.clear();
  for (const loader::LocalUse& use : summary.hot_locals) {
    if (saved_.size() == Masm::kPreserved.size()) break;
    Local& local = locals_[use.local];
    if (is_float_class(local.type) || use.weight < least_weight) continue;
    local.is_pinned = true;
    local.reg = Masm::kPreserved[saved_.size()];
    saved_.push_back(local.reg);
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::lay_out_frame(uint32_t function,
                                           const loader::FunctionSummary& summary) {
  locals_.clear();
  for (ValueType param : type_->params) locals_.push_back({.type = param});
  for (const loader::LocalRun& run : module_.locals_of(module_.body(function))) {
    locals_.insert(locals_.end(), run.count, Local{.type = run.type});
  }
  own_layout_.assign(*type_);
  pin_locals(summary);

  slot_words_ = summary.has_v128 ? 2 : 1;
  // At the bottom what does not fit into registers: the results of a callee, or the arguments of a
  // tail call until they move on.
  uint32_t outgoing = 0;
  if (summary.max_call_results > Masm::kMergeIntegers.size()) outgoing = summary.max_call_results;
  if (summary.max_tail_call_params > Masm::kIntegerArgumentCount) {
    outgoing = std::max(outgoing, summary.max_tail_call_params + 1);
  }
  uint32_t words = outgoing * slot_words_;
  value_slots_ = static_cast<int32_t>(8 * words);
  words += (summary.max_stack_height + summary.max_catch_depth) * slot_words_;
  for (size_t i = 0; i < locals_.size(); ++i) {
    bool is_stack_argument = i < own_layout_.params.size() && own_layout_.params[i].reg == kNone;
    if (locals_[i].is_pinned || is_stack_argument) continue;
    locals_[i].slot = static_cast<int32_t>(8 * words);
    words += slot_words_;
  }
  uint32_t saved_bytes = 8 * static_cast<uint32_t>(saved_.size());
  frame_bytes_ = 8 * words;
  uint32_t misalignment = (frame_bytes_ + saved_bytes + Masm::kReturnAddressBytes) % 16;
  if (misalignment != 0) frame_bytes_ += 16 - misalignment;
  frame_total_ = static_cast<int32_t>(frame_bytes_ + saved_bytes);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::zero_locals(const loader::FunctionSummary& summary) {
  size_t params = type_->params.size();
  // Slots of consecutive locals ascend, pinned ones having none: zero them run by run.
  int32_t run_begin = 0;
  uint32_t run_words = 0;
  for (size_t i = params; i < locals_.size(); ++i) {
    Local& local = locals_[i];
    // The checks look at locals that nothing has been assigned to, too.
    if (!kChecked && !summary.needs_zero[i - params]) continue;
    if (local.is_pinned) {
      masm_.move_constant(local.type, local.reg, 0);
      continue;
    }
    if (run_words != 0 && local.slot == run_begin + 8 * static_cast<int32_t>(run_words)) {
      run_words += slot_words_;
      continue;
    }
    if (run_words != 0) masm_.zero_frame(run_begin, run_words);
    run_begin = local.slot;
    run_words = slot_words_;
  }
  if (run_words != 0) masm_.zero_frame(run_begin, run_words);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::enter_function(const loader::FunctionSummary& summary) {
  constexpr int32_t kUncheckedFrame = 1024;
  bool check_stack = summary.has_call || frame_total_ > kUncheckedFrame;
  uint32_t wasm_offset = static_cast<uint32_t>(cursor_.at() - module_.bytes.data());
  masm_.begin(frame_bytes_, saved_, check_stack, wasm_offset);

  stack_.reset(summary.max_stack_height + summary.max_catch_depth);
  handlers_.clear();
  scopes_.clear();
  landing_pads_.clear();
  controls_.clear();
  flushed_ = 0;
  cache_.cached = cache_.dirty = holding_ = loop_registers_ = 0;
  next_loop_ = 0;
  is_reachable_ = true;
  assignment_.reset();
  release_operands();

  for (size_t i = 0; i < type_->params.size(); ++i) {
    Local& local = locals_[i];
    const auto& location = own_layout_.params[i];
    if (location.reg == kNone) {
      local.slot =
          frame_total_ + static_cast<int32_t>(Masm::kReturnAddressBytes + 8 * location.stack_word);
      if (local.is_pinned) masm_.load_frame(local.type, local.reg, local.slot);
    } else if (local.is_pinned) {
      masm_.move(local.type, local.reg, location.reg);
    } else {
      cache_local(static_cast<uint32_t>(i), location.reg, true);
    }
  }
  zero_locals(summary);
  controls_.push_back(
      {.kind = ControlKind::Function, .height = 0, .params = {}, .results = type_->results});
}

}  // namespace wali::jit
