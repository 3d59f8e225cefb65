#pragma once

#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/byte_reader.h"
#include "loader/function_summary.h"
#include "loader/leb128.h"
#include "loader/local_usage.h"
#include "loader/module.h"
#include "loader/opcode.h"
#include "loader/result.h"

namespace wali::loader {

/// Validates function bodies (core spec, appendix "Validation Algorithm"): one pass, iterative,
/// linear in the size of the body. Meant to be reused: after the largest function it allocates
/// nothing. The summary counts no accesses in unreachable code, but lists loops there too.
class FunctionValidator {
 public:
  /// `function` is the index of a function that the module defines.
  Result<void> validate(const Module& module, uint32_t function, FunctionSummary& summary);

 private:
  using Types = std::span<const ValueType>;

  /// Stands for any type: what unreachable code takes from below its frame.
  static constexpr ValueType kUnknown{0};
  /// Any reference that is not null, where unreachable code gives no more than that. Its code is
  /// that of the heap type `none`, which no module here can name.
  static constexpr ValueType kUnknownReference{0x171};
  static constexpr uint32_t kNoLoop = UINT32_MAX;

  /// A try_table is a Block: its handlers are labels outside it.
  enum class FrameKind : uint8_t { Function, Block, Loop, If, Else, Try, Catch, CatchAll };
  struct Frame {
    const FunctionType* type = nullptr;  // null: no parameters, and the result is `value`, if any
    uint32_t height = 0;                 // of the stack below the frame's own operands
    uint32_t loop = kNoLoop;             // innermost loop around its contents
    uint32_t branch_table = 0;           // serial of the last br_table that targets it
    uint32_t initialized = 0;            // length of initialized_locals_ at its beginning
    ValueType value = kUnknown;
    FrameKind kind = FrameKind::Block;
    bool unreachable = false;  // the rest of it
    bool is_dead = false;      // it begins in unreachable code
  };

  // The driver.
  void begin(const Module& module, uint32_t function, FunctionSummary& summary);
  bool validate_body();
  bool instruction();
  bool plain(const OpcodeInfo& instruction);
  bool immediate(const OpcodeInfo& instruction);
  bool not_an_instruction(uint8_t first);

  // Control instructions and calls.
  Frame new_frame(FrameKind kind) const;
  bool enter(Frame frame);
  bool next_arm(FrameKind kind);
  bool leave();
  bool block(FrameKind kind);
  bool else_();
  bool end();
  bool branch();
  bool branch_if();
  bool branch_table();
  bool return_();
  bool call(Opcode opcode);
  bool call_indirect(Opcode opcode);
  bool call_reference(Opcode opcode);
  bool call_type(const FunctionType& type, bool is_tail_call);
  bool read_block_type(Frame& frame);
  bool read_label(const Frame*& target);
  bool end_of_frame();

  // Exceptions.
  bool try_table();
  bool catch_clause();
  bool catch_(Opcode opcode);
  bool delegate();
  bool throw_();
  bool throw_reference();
  bool rethrow();
  bool read_tag(const FunctionType*& type);

  // Operands, variables, references, tables, memories.
  bool select();
  bool typed_select();
  bool local(Opcode opcode);
  bool initialized_local(Opcode opcode, uint32_t index);
  void forget_initialized(uint32_t length);
  bool global(Opcode opcode);
  bool reference_null();
  bool reference_is_null();
  bool reference_function();
  bool reference_as_non_null();
  bool branch_on_null();
  bool branch_on_non_null();
  bool pop_reference(ValueType& type);
  bool memory_access(const OpcodeInfo& instruction);
  bool memory_argument(const OpcodeInfo& instruction, ValueType& address);
  bool lane(uint32_t lanes);
  bool memory_operation(Opcode opcode);
  bool table_operation(Opcode opcode);
  bool memory_index(ValueType& address);
  bool data_index();
  bool element_index(uint32_t& element);
  bool table_index(uint32_t& table);
  bool table_index(uint32_t& table, ValueType& address);

  // The operand stack.
  void push(ValueType type) {
    stack_[height_] = type;
    if (++height_ > max_height_) [[unlikely]]
      raise_height();
  }
  void push(Types types) {
    for (ValueType type : types) push(type);
  }
  bool pop(ValueType expected) {
    if (height_ > frames_.back().height && stack_[height_ - 1] == expected) [[likely]] {
      --height_;
      return true;
    }
    return pop_slowly(expected);
  }
  static bool matches(ValueType found, ValueType expected) {
    return found == expected || found == kUnknown ||
           (found == kUnknownReference && is_reference(expected)) || is_subtype(found, expected);
  }
  /// The last of `types` is on top.
  bool pop(Types types);
  bool pop_slowly(ValueType expected);
  bool pop_any(ValueType& type);
  /// As `pop(types)`, but everything stays.
  bool check_top(Types types);
  bool is_on_top(Types types) const;
  void raise_height();
  void set_unreachable();
  bool operand_missing(ValueType expected, ValueType found, bool is_empty);

  static Types start_types(const Frame& frame);
  static Types end_types(const Frame& frame);
  static Types label_types(const Frame& frame);

  // Immediates.
  bool read_u32(uint32_t& value, std::string_view what) {
    if (at_ != end_ && *at_ < 0x80) [[likely]] {
      value = *at_++;
      return true;
    }
    value = 0;
    return leb_status(read_leb128(at_, end_, value), what);
  }
  bool read_byte(uint8_t& value, std::string_view what);
  bool skip(size_t bytes, std::string_view what);
  bool leb_status(LebStatus status, std::string_view what) {
    return status == LebStatus::Ok || leb_failure(status, what);
  }
  bool leb_failure(LebStatus status, std::string_view what);
  bool read_index(uint32_t& value, size_t space, std::string_view what) {
    return read_u32(value, what) && (value < space || index_failure(value, space, what));
  }
  bool index_failure(uint32_t value, size_t space, std::string_view what);
  bool read_value_type(ValueType& type, std::string_view what);
  bool read_heap_type(ValueType& type);
  ByteReader type_reader() const;
  bool keep_type(const ByteReader& reader, Result<ValueType>&& result, ValueType& type);

  /// Keeps the error; false, so that callers can return it.
  bool fail(ErrorKind kind, const uint8_t* at, std::string message);
  /// An Invalid error of the present instruction, its name in front.
  bool invalid(std::string_view message);
  void note_call();
  void note_type(const FunctionType& type);

  const Module* module_ = nullptr;
  const FunctionType* type_ = nullptr;
  FunctionSummary* summary_ = nullptr;
  const uint8_t* at_ = nullptr;
  const uint8_t* end_ = nullptr;
  const uint8_t* instruction_at_ = nullptr;
  Opcode opcode_ = Opcode::kInvalid;

  std::vector<ValueType> stack_;
  uint32_t height_ = 0;
  uint32_t max_height_ = 0;
  std::vector<Frame> frames_;
  std::vector<ValueType> local_types_;
  // Of locals that start without a value: whether one was set here, and which ones since when.
  std::vector<bool> is_initialized_;
  std::vector<uint32_t> initialized_locals_;
  uint32_t catch_depth_ = 0;
  uint32_t branch_tables_ = 0;
  LocalUsage usage_;
  std::optional<Error> error_;
};

/// Validates every function body of the module.
Result<void> validate_bodies(const Module& module);

}  // namespace wali::loader
