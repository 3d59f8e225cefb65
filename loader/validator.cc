#include "loader/validator.h"

#include <fmt/format.h>

#include "loader/byte_reader.h"
#include "loader/implementation_limits.h"

namespace wali::loader {
namespace {

bool is_wait_or_notify(Opcode opcode) {
  return opcode == Opcode::memory_atomic_notify || opcode == Opcode::memory_atomic_wait32 ||
         opcode == Opcode::memory_atomic_wait64;
}

}  // namespace

Result<void> validate_bodies(const Module& module) {
  FunctionValidator validator;
  FunctionSummary summary;
  for (size_t i = module.imported_functions; i < module.functions.size(); ++i) {
    TRY(validator.validate(module, static_cast<uint32_t>(i), summary));
  }
  return {};
}

Result<void> FunctionValidator::validate(const Module& module,
                                         uint32_t function,
                                         FunctionSummary& summary) {
  begin(module, function, summary);
  if (!validate_body()) return std::unexpected(*std::move(error_));
  usage_.finish();
  summary.max_stack_height = max_height_;
  return {};
}

void FunctionValidator::begin(const Module& module, uint32_t function, FunctionSummary& summary) {
  const FunctionBody& body = module.body(function);
  module_ = &module;
  type_ = &module.function_type(function);
  summary_ = &summary;
  at_ = reinterpret_cast<const uint8_t*>(module.bytes.data()) + body.offset;
  end_ = at_ + body.size;
  error_.reset();
  summary.clear();

  local_types_.assign(type_->params.begin(), type_->params.end());
  for (const LocalRun& run : module.locals_of(body)) {
    local_types_.insert(local_types_.end(), run.count, run.type);
  }
  auto params = static_cast<uint32_t>(type_->params.size());
  usage_.begin(params, static_cast<uint32_t>(local_types_.size()) - params, summary);

  constexpr size_t kFirstHeight = 64;
  if (stack_.empty()) stack_.resize(kFirstHeight);
  height_ = 0;
  max_height_ = 0;
  branch_tables_ = 0;
  frames_.clear();
  frames_.push_back({.type = type_, .kind = FrameKind::Function});
  usage_.enter_frame();
}

[[gnu::always_inline]] inline bool FunctionValidator::plain(const OpcodeInfo& instruction) {
  if (instruction.feature >= Feature::Simd) [[unlikely]] {
    return fail(ErrorKind::Unsupported,
                instruction_at_,
                fmt::format("{} belongs to the {} proposal, which is not supported",
                            instruction.text,
                            name_of(instruction.feature)));
  }
  if (instruction.immediate != Immediate::None && !immediate(instruction)) return false;
  const Signature& signature = instruction.signature;
  for (uint32_t i = signature.param_count; i > 0; --i) {
    if (!pop(signature.params[i - 1])) return false;
  }
  if (signature.result_count != 0) push(signature.result);
  return true;
}

[[gnu::always_inline]] inline bool FunctionValidator::local(Opcode opcode) {
  uint32_t index;
  if (!read_index(index, local_types_.size(), "a local index")) return false;
  ValueType type = local_types_[index];
  if (opcode != Opcode::local_get && !pop(type)) return false;
  if (opcode != Opcode::local_set) push(type);
  if (const Frame& frame = frames_.back(); !frame.unreachable && !frame.is_dead) {
    usage_.access(index,
                  opcode == Opcode::local_get ? LocalUsage::Access::Get : LocalUsage::Access::Set);
  }
  return true;
}

[[gnu::always_inline]] inline bool FunctionValidator::instruction() {
  switch (Opcode opcode = opcode_; opcode) {
    case Opcode::unreachable:
      set_unreachable();
      return true;
    case Opcode::block:
      return block(FrameKind::Block);
    case Opcode::loop:
      return block(FrameKind::Loop);
    case Opcode::if_:
      return block(FrameKind::If);
    case Opcode::else_:
      return else_();
    case Opcode::end:
      return end();
    case Opcode::br:
      return branch();
    case Opcode::br_if:
      return branch_if();
    case Opcode::br_table:
      return branch_table();
    case Opcode::return_:
      return return_();
    case Opcode::call:
    case Opcode::return_call:
      return call(opcode);
    case Opcode::call_indirect:
    case Opcode::return_call_indirect:
      return call_indirect(opcode);
    case Opcode::drop: {
      ValueType dropped;
      return pop_any(dropped);
    }
    case Opcode::select:
      return select();
    case Opcode::select_t:
      return typed_select();
    case Opcode::local_get:
    case Opcode::local_set:
    case Opcode::local_tee:
      return local(opcode);
    case Opcode::global_get:
    case Opcode::global_set:
      return global(opcode);
    case Opcode::table_get:
    case Opcode::table_set:
    case Opcode::table_grow:
    case Opcode::table_fill:
      return table_access(opcode);
    case Opcode::ref_null:
    case Opcode::ref_is_null:
    case Opcode::ref_func:
      return reference(opcode);
    default:
      return plain(info(opcode));
  }
}

bool FunctionValidator::validate_body() {
  while (!frames_.empty()) {
    instruction_at_ = at_;
    if (at_ == end_) [[unlikely]] {
      return fail(ErrorKind::Malformed, at_, "expected an instruction, found end of function body");
    }
    uint8_t first = *at_++;
    opcode_ = opcode_of(first);
    if (opcode_ == Opcode::kInvalid) [[unlikely]] {
      uint32_t sub_opcode = 0;
      if (is_prefix(first)) {
        if (!read_u32(sub_opcode, "an instruction after its prefix")) return false;
        opcode_ = opcode_of(first, sub_opcode);
      }
      if (opcode_ == Opcode::kInvalid) return not_an_instruction(first);
    }
    if (!instruction()) [[unlikely]]
      return false;
    if (height_ > limits::kStackHeight) [[unlikely]] {
      return fail(ErrorKind::Resource,
                  instruction_at_,
                  fmt::format("expected at most {} operands, found more", limits::kStackHeight));
    }
  }
  if (at_ == end_) return true;
  return fail(ErrorKind::Malformed,
              at_,
              fmt::format("expected end of function body, found {} more bytes", end_ - at_));
}

bool FunctionValidator::immediate(const OpcodeInfo& instruction) {
  switch (instruction.immediate) {
    case Immediate::MemArg:
      if (is_wait_or_notify(opcode_)) note_call();
      return memory_argument(instruction);
    case Immediate::I32: {
      if (at_ != end_ && *at_ < 0x80) [[likely]] {
        ++at_;
        return true;
      }
      int32_t value;
      return leb_status(read_leb128(at_, end_, value), "an i32 constant");
    }
    case Immediate::I64: {
      int64_t value;
      return leb_status(read_leb128(at_, end_, value), "an i64 constant");
    }
    case Immediate::F32:
      return skip(4, "an f32 constant");
    case Immediate::F64:
      return skip(8, "an f64 constant");
    case Immediate::Memory:
      if (opcode_ != Opcode::memory_size) note_call();
      return memory_index();
    case Immediate::MemoryMemory:
      note_call();
      return memory_index() && memory_index();
    case Immediate::DataMemory:
      note_call();
      return data_index() && memory_index();
    case Immediate::Data:
      note_call();
      return data_index();
    case Immediate::Element: {
      note_call();
      uint32_t element;
      return element_index(element);
    }
    case Immediate::Table: {
      note_call();
      uint32_t table;
      return table_index(table);
    }
    case Immediate::ElementTable:
      return table_init();
    case Immediate::TableTable:
      return table_copy();
    case Immediate::Fence: {
      uint8_t flags;
      if (!read_byte(flags, "the flags of atomic.fence")) return false;
      if (flags == 0) return true;
      return fail(ErrorKind::Malformed,
                  at_ - 1,
                  fmt::format("atomic.fence: expected flags 0, found 0x{:02x}", flags));
    }
    default:
      return invalid("an instruction with an immediate that has no rule");
  }
}

bool FunctionValidator::not_an_instruction(uint8_t first) {
  std::string bytes;
  for (const uint8_t* byte = instruction_at_; byte != at_; ++byte) {
    bytes += fmt::format(" 0x{:02x}", *byte);
  }
  return fail(
      ErrorKind::Malformed,
      instruction_at_,
      fmt::format("expected an instruction, found byte{}{}", is_prefix(first) ? "s" : "", bytes));
}

bool FunctionValidator::is_on_top(Types types) const {
  size_t count = types.size();
  return height_ - frames_.back().height >= count &&
         std::memcmp(stack_.data() + height_ - count, types.data(), types.size_bytes()) == 0;
}

bool FunctionValidator::pop(Types types) {
  size_t count = types.size();
  if (count == 0) return true;
  if (is_on_top(types)) [[likely]] {
    height_ -= static_cast<uint32_t>(count);
    return true;
  }
  for (size_t i = count; i > 0; --i) {
    if (!pop(types[i - 1])) return false;
  }
  return true;
}

bool FunctionValidator::pop_slowly(ValueType expected) {
  ValueType found;
  const Frame& frame = frames_.back();
  if (height_ == frame.height && !frame.unreachable) {
    return operand_missing(expected, kUnknown, true);
  }
  if (!pop_any(found)) return false;
  return found == kUnknown || found == expected || operand_missing(expected, found, false);
}

bool FunctionValidator::pop_any(ValueType& type) {
  const Frame& frame = frames_.back();
  if (height_ > frame.height) [[likely]] {
    type = stack_[--height_];
    return true;
  }
  type = kUnknown;
  return frame.unreachable || operand_missing(kUnknown, kUnknown, true);
}

bool FunctionValidator::check_top(Types types) {
  const Frame& frame = frames_.back();
  size_t present = height_ - frame.height;
  size_t count = types.size();
  if (count == 0) return true;
  if (is_on_top(types)) [[likely]]
    return true;
  for (size_t i = 0; i < count; ++i) {
    ValueType expected = types[count - 1 - i];
    if (i >= present) return frame.unreachable || operand_missing(expected, kUnknown, true);
    ValueType found = stack_[height_ - 1 - i];
    if (found != kUnknown && found != expected) return operand_missing(expected, found, false);
  }
  return true;
}

void FunctionValidator::raise_height() {
  max_height_ = height_;
  if (height_ == stack_.size()) stack_.resize(stack_.size() * 2);
}

void FunctionValidator::set_unreachable() {
  height_ = frames_.back().height;
  frames_.back().unreachable = true;
}

bool FunctionValidator::operand_missing(ValueType expected, ValueType found, bool is_empty) {
  auto name = [](ValueType type) {
    return type == kUnknown ? std::string("an operand") : name_of(type);
  };
  return invalid(fmt::format(
      "expected {}, found {}", name(expected), is_empty ? std::string("none") : name(found)));
}

bool FunctionValidator::read_byte(uint8_t& value, std::string_view what) {
  if (at_ == end_) return leb_failure(LebStatus::End, what);
  value = *at_++;
  return true;
}

bool FunctionValidator::skip(size_t bytes, std::string_view what) {
  if (bytes > static_cast<size_t>(end_ - at_)) return leb_failure(LebStatus::End, what);
  at_ += bytes;
  return true;
}

bool FunctionValidator::leb_failure(LebStatus status, std::string_view what) {
  if (status == LebStatus::End) {
    return fail(
        ErrorKind::Malformed, end_, fmt::format("expected {}, found end of function body", what));
  }
  return fail(
      ErrorKind::Malformed, at_, fmt::format("expected {}, found {}", what, describe(status)));
}

bool FunctionValidator::index_failure(uint32_t value, size_t space, std::string_view what) {
  return invalid(fmt::format("expected {} below {}, found {}", what, space, value));
}

bool FunctionValidator::read_value_type(ValueType& type, std::string_view what) {
  auto begin = reinterpret_cast<const uint8_t*>(module_->bytes.data());
  ByteReader reader(module_->bytes,
                    static_cast<uint32_t>(at_ - begin),
                    static_cast<uint32_t>(end_ - begin),
                    "function body");
  Result<ValueType> result = reader.value_type(what);
  if (!result) {
    error_ = std::move(result.error());
    return false;
  }
  type = *result;
  ++at_;
  return true;
}

bool FunctionValidator::fail(ErrorKind kind, const uint8_t* at, std::string message) {
  auto begin = reinterpret_cast<const uint8_t*>(module_->bytes.data());
  error_ = Error{kind, static_cast<uint64_t>(at - begin), std::move(message)};
  return false;
}

bool FunctionValidator::invalid(std::string_view message) {
  return fail(
      ErrorKind::Invalid, instruction_at_, fmt::format("{}: {}", info(opcode_).text, message));
}

void FunctionValidator::note_call() {
  summary_->has_call = true;
  uint32_t loop = frames_.back().loop;
  if (loop != kNoLoop) summary_->loops[loop].has_call = true;
}

}  // namespace wali::loader
