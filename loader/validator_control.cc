#include <fmt/format.h>

#include <algorithm>

#include "loader/implementation_limits.h"
#include "loader/validator.h"

/// Blocks, branches and calls.
namespace wali::loader {
namespace {

constexpr uint8_t kEmptyBlockType = 0x40;

bool are_subtypes(std::span<const ValueType> types, std::span<const ValueType> of) {
  return std::ranges::equal(types, of, is_subtype);
}

}  // namespace

FunctionValidator::Types FunctionValidator::start_types(const Frame& frame) {
  if (frame.type == nullptr || frame.kind == FrameKind::Function) return {};
  return frame.type->params;
}

FunctionValidator::Types FunctionValidator::end_types(const Frame& frame) {
  if (frame.type != nullptr) return frame.type->results;
  if (frame.value == kUnknown) return {};
  return {&frame.value, 1};
}

FunctionValidator::Types FunctionValidator::label_types(const Frame& frame) {
  return frame.kind == FrameKind::Loop ? start_types(frame) : end_types(frame);
}

bool FunctionValidator::read_block_type(Frame& frame) {
  if (at_ == end_) return leb_failure(LebStatus::End, "a block type");
  uint8_t first = *at_;
  if (first == kEmptyBlockType) {
    ++at_;
    return true;
  }
  // A negative number of one byte begins a value type.
  if (first < 0x80 && (first & 0x40) != 0) return read_value_type(frame.value, "a block type");
  int64_t index = 0;
  if (!leb_status(read_leb128<int64_t, 33>(at_, end_, index), "a block type")) return false;
  if (index < 0) {
    return fail(ErrorKind::Malformed,
                instruction_at_ + 1,
                fmt::format("expected a block type, found {}", index));
  }
  if (static_cast<uint64_t>(index) >= module_->types.size()) {
    return index_failure(static_cast<uint32_t>(index), module_->types.size(), "a type index");
  }
  frame.type = &module_->types[static_cast<size_t>(index)];
  note_type(*frame.type);
  return true;
}

FunctionValidator::Frame FunctionValidator::new_frame(FrameKind kind) const {
  const Frame& outer = frames_.back();
  return {.loop = outer.loop,
          .initialized = static_cast<uint32_t>(initialized_locals_.size()),
          .kind = kind,
          .is_dead = outer.unreachable || outer.is_dead};
}

/// The frame's parameters are on the stack.
bool FunctionValidator::enter(Frame frame) {
  Types start = start_types(frame);
  if (!pop(start)) return false;
  frame.height = height_;
  push(start);
  usage_.enter_frame();
  if (frame.kind == FrameKind::Loop) {
    frame.loop = static_cast<uint32_t>(summary_->loops.size());
    summary_->loops.emplace_back();
    usage_.enter_loop(frame.loop);
  }
  frames_.push_back(frame);
  return true;
}

bool FunctionValidator::block(FrameKind kind) {
  Frame frame = new_frame(kind);
  if (!read_block_type(frame)) return false;
  if (kind == FrameKind::If && !pop(ValueType::I32)) return false;
  if (kind == FrameKind::Try) summary_->has_try = true;
  return enter(frame);
}

/// The results of the innermost frame and nothing more are on the stack; pops them.
bool FunctionValidator::end_of_frame() {
  const Frame& frame = frames_.back();
  if (!pop(end_types(frame))) return false;
  if (height_ == frame.height) return true;
  return invalid(fmt::format("expected {} operands at the end of the block, found {}",
                             end_types(frame).size(),
                             end_types(frame).size() + height_ - frame.height));
}

bool FunctionValidator::else_() {
  if (frames_.back().kind != FrameKind::If) {
    return fail(
        ErrorKind::Malformed, instruction_at_, "expected else in an if, found it elsewhere");
  }
  if (!next_arm(FrameKind::Else)) return false;
  push(start_types(frames_.back()));
  return true;
}

/// Ends an arm of the innermost frame and begins another one with no operands.
bool FunctionValidator::next_arm(FrameKind kind) {
  if (!end_of_frame()) return false;
  Frame& frame = frames_.back();
  frame.kind = kind;
  frame.unreachable = false;
  forget_initialized(frame.initialized);
  usage_.next_arm();
  return true;
}

bool FunctionValidator::end() {
  if (!end_of_frame()) return false;
  const Frame& frame = frames_.back();
  if (frame.kind == FrameKind::If && !are_subtypes(start_types(frame), end_types(frame))) {
    return invalid("expected an else, since the if has other results than parameters, found none");
  }
  return leave();
}

/// Closes the innermost frame, whose results were popped.
bool FunctionValidator::leave() {
  Frame frame = frames_.back();
  if (frame.kind == FrameKind::Loop) usage_.leave_loop();
  if (frame.kind == FrameKind::Catch || frame.kind == FrameKind::CatchAll) --catch_depth_;
  usage_.leave_frame();
  forget_initialized(frame.initialized);
  frames_.pop_back();
  if (frames_.empty()) return true;
  if (frame.kind == FrameKind::Loop && summary_->loops[frame.loop].has_call) note_call();
  push(end_types(frame));
  return true;
}

bool FunctionValidator::read_label(const Frame*& target) {
  uint32_t depth;
  if (!read_index(depth, frames_.size(), "a label")) return false;
  target = &frames_[frames_.size() - 1 - depth];
  return true;
}

bool FunctionValidator::branch() {
  const Frame* target;
  if (!read_label(target) || !pop(label_types(*target))) return false;
  set_unreachable();
  return true;
}

bool FunctionValidator::branch_if() {
  const Frame* target;
  if (!read_label(target) || !pop(ValueType::I32)) return false;
  Types types = label_types(*target);
  if (!pop(types)) return false;
  push(types);
  return true;
}

bool FunctionValidator::branch_table() {
  uint32_t count;
  if (!read_u32(count, "a label count")) return false;
  if (count > limits::kBranchTableSize) {
    return fail(
        ErrorKind::Resource,
        instruction_at_,
        fmt::format(
            "br_table: expected at most {} labels, found {}", limits::kBranchTableSize, count));
  }
  if (!pop(ValueType::I32)) return false;
  // Each frame is checked once per table, so that the many targets of one frame cost one look each.
  ++branch_tables_;
  const Frame* first = nullptr;
  for (uint32_t i = 0; i <= count; ++i) {
    const Frame* target;
    if (!read_label(target)) return false;
    if (target->branch_table == branch_tables_) continue;
    frames_[static_cast<size_t>(target - frames_.data())].branch_table = branch_tables_;
    Types types = label_types(*target);
    if (first == nullptr) first = target;
    if (types.size() != label_types(*first).size()) {
      return invalid(fmt::format("expected labels of one arity, found {} and {}",
                                 label_types(*first).size(),
                                 types.size()));
    }
    if (!check_top(types)) return false;
  }
  set_unreachable();
  return true;
}

bool FunctionValidator::return_() {
  if (!pop(type_->results)) return false;
  set_unreachable();
  return true;
}

bool FunctionValidator::call(Opcode opcode) {
  uint32_t function;
  if (!read_index(function, module_->functions.size(), "a function index")) return false;
  return call_type(module_->function_type(function), opcode == Opcode::return_call);
}

bool FunctionValidator::call_indirect(Opcode opcode) {
  uint32_t type;
  uint32_t table;
  if (!read_index(type, module_->types.size(), "a type index") || !table_index(table)) return false;
  const TableType& table_type = module_->tables[table];
  if (!is_subtype(table_type.element, ValueType::FuncRef)) {
    return invalid(
        fmt::format("expected a table of functions, found {}", name_of(table_type.element)));
  }
  return pop(address_type(table_type.index)) &&
         call_type(module_->types[type], opcode == Opcode::return_call_indirect);
}

bool FunctionValidator::call_reference(Opcode opcode) {
  uint32_t type;
  if (!read_index(type, module_->types.size(), "a type index")) return false;
  ValueType callee = concrete(module_->canonical_types[type], Nullability::Nullable);
  return pop(callee) && call_type(module_->types[type], opcode == Opcode::return_call_ref);
}

bool FunctionValidator::call_type(const FunctionType& type, bool is_tail_call) {
  note_call();
  note_type(type);
  auto params = static_cast<uint32_t>(type.params.size());
  auto results = static_cast<uint32_t>(type.results.size());
  summary_->max_call_params = std::max(summary_->max_call_params, params);
  summary_->max_call_results = std::max(summary_->max_call_results, results);
  if (!pop(type.params)) return false;
  if (!is_tail_call) {
    push(type.results);
    return true;
  }
  summary_->max_tail_call_params = std::max(summary_->max_tail_call_params, params);
  if (!are_subtypes(type.results, type_->results)) {
    return invalid("expected a callee with the caller's results, found other results");
  }
  set_unreachable();
  return true;
}

}  // namespace wali::loader
