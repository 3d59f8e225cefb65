#include <fmt/format.h>

#include <algorithm>

#include "loader/implementation_limits.h"
#include "loader/validator.h"

/// Blocks, branches and calls.
namespace wali::loader {
namespace {

constexpr uint8_t kEmptyBlockType = 0x40;

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
  // One byte of a negative number: a value type.
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
  return true;
}

bool FunctionValidator::block(FrameKind kind) {
  const Frame& outer = frames_.back();
  Frame frame{.loop = outer.loop, .kind = kind, .is_dead = outer.unreachable || outer.is_dead};
  if (!read_block_type(frame)) return false;
  if (kind == FrameKind::If && !pop(ValueType::I32)) return false;
  Types start = start_types(frame);
  if (!pop(start)) return false;
  frame.height = height_;
  push(start);
  usage_.enter_frame();
  if (kind == FrameKind::Loop) {
    frame.loop = static_cast<uint32_t>(summary_->loops.size());
    summary_->loops.emplace_back();
    usage_.enter_loop(frame.loop);
  }
  frames_.push_back(frame);
  return true;
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
  if (!end_of_frame()) return false;
  Frame& frame = frames_.back();
  frame.kind = FrameKind::Else;
  frame.unreachable = false;
  push(start_types(frame));
  usage_.next_arm();
  return true;
}

bool FunctionValidator::end() {
  if (!end_of_frame()) return false;
  Frame frame = frames_.back();
  if (frame.kind == FrameKind::If && !std::ranges::equal(start_types(frame), end_types(frame))) {
    return invalid("expected an else, since the if has other results than parameters, found none");
  }
  if (frame.kind == FrameKind::Loop) usage_.leave_loop();
  usage_.leave_frame();
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
  if (module_->tables[table].element != ValueType::FuncRef) {
    return invalid(fmt::format("expected a table of funcref, found {}",
                               name_of(module_->tables[table].element)));
  }
  return pop(ValueType::I32) &&
         call_type(module_->types[type], opcode == Opcode::return_call_indirect);
}

bool FunctionValidator::call_type(const FunctionType& type, bool is_tail_call) {
  note_call();
  auto params = static_cast<uint32_t>(type.params.size());
  auto results = static_cast<uint32_t>(type.results.size());
  summary_->max_call_params = std::max(summary_->max_call_params, params);
  summary_->max_call_results = std::max(summary_->max_call_results, results);
  if (!pop(type.params)) return false;
  if (!is_tail_call) {
    push(type.results);
    return true;
  }
  if (type.results != type_->results) {
    return invalid("expected a callee with the caller's results, found other results");
  }
  set_unreachable();
  return true;
}

}  // namespace wali::loader
