#include "loader/validator.h"

#include <fmt/format.h>

#include <algorithm>

#include "loader/implementation_limits.h"

namespace wali::loader {
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
  bool needs_initializing = false;
  for (const LocalRun& run : module.locals_of(body)) {
    local_types_.insert(local_types_.end(), run.count, run.type);
    needs_initializing |= is_reference(run.type) && !is_nullable(run.type);
    summary.has_v128 |= is_vector(run.type);
  }
  auto params = static_cast<uint32_t>(type_->params.size());
  is_initialized_.assign(params, true);
  if (needs_initializing) is_initialized_.resize(local_types_.size(), false);
  initialized_locals_.clear();
  note_type(*type_);
  usage_.begin(params, static_cast<uint32_t>(local_types_.size()) - params, summary);

  constexpr size_t kFirstHeight = 64;
  if (stack_.empty()) stack_.resize(kFirstHeight);
  height_ = 0;
  max_height_ = 0;
  branch_tables_ = 0;
  catch_depth_ = 0;
  frames_.clear();
  frames_.push_back({.type = type_, .kind = FrameKind::Function});
  usage_.enter_frame();
}

[[gnu::always_inline]] inline bool FunctionValidator::plain(const OpcodeInfo& instruction) {
  // Of the later proposals only SIMD has instructions that are plain.
  if (instruction.feature >= Feature::Simd) [[unlikely]]
    summary_->has_v128 = true;
  switch (instruction.immediate) {
    case Immediate::None:
      break;
    case Immediate::MemArg:
    case Immediate::MemArgLane:
      return memory_access(instruction);
    default:
      if (!immediate(instruction)) return false;
  }
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
  if (!is_nullable(type) && !initialized_local(opcode, index)) [[unlikely]]
    return false;
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
    case Opcode::table_size:
    case Opcode::table_grow:
    case Opcode::table_fill:
    case Opcode::table_copy:
    case Opcode::table_init:
      return table_operation(opcode);
    case Opcode::memory_size:
    case Opcode::memory_grow:
    case Opcode::memory_fill:
    case Opcode::memory_copy:
    case Opcode::memory_init:
      return memory_operation(opcode);
    case Opcode::ref_null:
      return reference_null();
    case Opcode::ref_is_null:
      return reference_is_null();
    case Opcode::ref_func:
      return reference_function();
    case Opcode::ref_as_non_null:
      return reference_as_non_null();
    case Opcode::br_on_null:
      return branch_on_null();
    case Opcode::br_on_non_null:
      return branch_on_non_null();
    case Opcode::call_ref:
    case Opcode::return_call_ref:
      return call_reference(opcode);
    case Opcode::try_:
      return block(FrameKind::Try);
    case Opcode::try_table:
      return try_table();
    case Opcode::catch_:
    case Opcode::catch_all:
      return catch_(opcode);
    case Opcode::delegate:
      return delegate();
    case Opcode::throw_:
      return throw_();
    case Opcode::throw_ref:
      return throw_reference();
    case Opcode::rethrow:
      return rethrow();
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
    case Immediate::Data:
      note_call();
      return data_index();
    case Immediate::Element: {
      note_call();
      uint32_t element;
      return element_index(element);
    }
    case Immediate::V128:
      return skip(16, "a v128 constant");
    case Immediate::Shuffle:
      for (uint32_t i = 0; i < 16; ++i) {
        if (!lane(32)) return false;
      }
      return true;
    case Immediate::Lane:
      return lane(instruction.lane_count);
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
  constexpr uint8_t kRefEq = 0xD3;
  if (first == kPrefixGc || first == kRefEq) {
    return fail(
        ErrorKind::Unsupported,
        instruction_at_,
        fmt::format("instruction 0x{:02x} belongs to the gc proposal, which is not supported",
                    first));
  }
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
  return matches(found, expected) || operand_missing(expected, found, false);
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
    if (!matches(found, expected)) return operand_missing(expected, found, false);
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
    if (type == kUnknown) return std::string("an operand");
    return type == kUnknownReference ? std::string("a reference") : name_of(type);
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

ByteReader FunctionValidator::type_reader() const {
  auto begin = reinterpret_cast<const uint8_t*>(module_->bytes.data());
  return ByteReader(module_->bytes,
                    static_cast<uint32_t>(at_ - begin),
                    static_cast<uint32_t>(end_ - begin),
                    "function body");
}

bool FunctionValidator::keep_type(const ByteReader& reader,
                                  Result<ValueType>&& result,
                                  ValueType& type) {
  if (!result) {
    error_ = std::move(result.error());
    return false;
  }
  type = *result;
  at_ = reinterpret_cast<const uint8_t*>(module_->bytes.data()) + reader.offset();
  return true;
}

bool FunctionValidator::read_value_type(ValueType& type, std::string_view what) {
  ByteReader reader = type_reader();
  if (!keep_type(reader, reader.value_type(what, module_->canonical_types), type)) return false;
  summary_->has_v128 |= is_vector(type);
  return true;
}

bool FunctionValidator::read_heap_type(ValueType& type) {
  ByteReader reader = type_reader();
  return keep_type(reader, reader.heap_type("a heap type", module_->canonical_types), type);
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

void FunctionValidator::note_type(const FunctionType& type) {
  if (!module_->has_v128_types || summary_->has_v128) return;
  summary_->has_v128 =
      std::ranges::any_of(type.params, is_vector) || std::ranges::any_of(type.results, is_vector);
}

void FunctionValidator::note_call() {
  summary_->has_call = true;
  uint32_t loop = frames_.back().loop;
  if (loop != kNoLoop) summary_->loops[loop].has_call = true;
}

}  // namespace wali::loader
