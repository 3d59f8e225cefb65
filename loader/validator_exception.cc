#include <fmt/format.h>

#include <algorithm>

#include "loader/validator.h"

/// Exceptions in both encodings: try_table, and the legacy try with its arms.
namespace wali::loader {
namespace {

/// Kinds of catch clauses of a try_table: one bit says that no tag is named, the other that the
/// exception itself is passed on.
constexpr uint8_t kPassesReference = 1;
constexpr uint8_t kCatchesAll = 2;

}  // namespace

bool FunctionValidator::read_tag(const FunctionType*& type) {
  uint32_t tag;
  if (!read_index(tag, module_->tags.size(), "a tag index")) return false;
  type = &module_->types[module_->tags[tag]];
  note_type(*type);
  return true;
}

bool FunctionValidator::try_table() {
  summary_->has_try = true;
  Frame frame = new_frame(FrameKind::Block);
  uint32_t clauses;
  if (!read_block_type(frame) || !read_u32(clauses, "a count of catch clauses")) return false;
  // The labels of the clauses are those around the try_table.
  for (; clauses > 0; --clauses) {
    if (!catch_clause()) return false;
  }
  return enter(frame);
}

bool FunctionValidator::catch_clause() {
  uint8_t kind;
  if (!read_byte(kind, "a catch clause")) return false;
  if (kind > (kPassesReference | kCatchesAll)) {
    return fail(ErrorKind::Malformed,
                at_ - 1,
                fmt::format("try_table: expected a catch clause, found byte 0x{:02x}", kind));
  }
  const FunctionType* tag = nullptr;
  const Frame* target;
  if ((kind & kCatchesAll) == 0 && !read_tag(tag)) return false;
  if (!read_label(target)) return false;
  Types params = tag != nullptr ? Types(tag->params) : Types();
  Types expected = label_types(*target);
  size_t caught = params.size() + (kind & kPassesReference);
  if (caught != expected.size()) {
    return invalid(fmt::format(
        "expected a label of {} values for a catch clause, found {}", caught, expected.size()));
  }
  auto check = [this](ValueType found, ValueType wanted) {
    return is_subtype(found, wanted) || operand_missing(wanted, found, false);
  };
  for (size_t i = 0; i < params.size(); ++i) {
    if (!check(params[i], expected[i])) return false;
  }
  return (kind & kPassesReference) == 0 || check(non_null(ValueType::ExnRef), expected.back());
}

bool FunctionValidator::catch_(Opcode opcode) {
  FrameKind kind = frames_.back().kind;
  if (kind != FrameKind::Try && kind != FrameKind::Catch) {
    return fail(ErrorKind::Malformed,
                instruction_at_,
                fmt::format("expected {} in a try, found it elsewhere", info(opcode).text));
  }
  const FunctionType* tag = nullptr;
  if (opcode == Opcode::catch_ && !read_tag(tag)) return false;
  if (!next_arm(opcode == Opcode::catch_ ? FrameKind::Catch : FrameKind::CatchAll)) return false;
  if (kind == FrameKind::Try) ++catch_depth_;
  summary_->max_catch_depth = std::max(summary_->max_catch_depth, catch_depth_);
  if (tag != nullptr) push(tag->params);
  return true;
}

bool FunctionValidator::delegate() {
  if (frames_.back().kind != FrameKind::Try) {
    return fail(ErrorKind::Malformed,
                instruction_at_,
                "expected delegate in a try without catch, found it elsewhere");
  }
  // The try that ends here has no label for it any more.
  uint32_t depth;
  return read_index(depth, frames_.size() - 1, "a label") && end_of_frame() && leave();
}

bool FunctionValidator::throw_() {
  note_call();
  summary_->has_throw = true;
  const FunctionType* tag;
  if (!read_tag(tag) || !pop(tag->params)) return false;
  summary_->max_throw_params =
      std::max(summary_->max_throw_params, static_cast<uint32_t>(tag->params.size()));
  set_unreachable();
  return true;
}

bool FunctionValidator::throw_reference() {
  note_call();
  summary_->has_throw = true;
  if (!pop(ValueType::ExnRef)) return false;
  set_unreachable();
  return true;
}

bool FunctionValidator::rethrow() {
  note_call();
  summary_->has_throw = true;
  const Frame* target;
  if (!read_label(target)) return false;
  if (target->kind != FrameKind::Catch && target->kind != FrameKind::CatchAll) {
    return invalid("expected the label of a catch, found another one");
  }
  set_unreachable();
  return true;
}

}  // namespace wali::loader
