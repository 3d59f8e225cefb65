#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loader/opcode.h"
#include "loader/text/binary_writer.h"
#include "loader/text/module_context.h"

namespace wali::loader::text {

/// Where an instruction's branch is likely to go, by the annotation in front of it.
struct BranchHint {
  uint32_t offset;  // of the instruction from the beginning of the function's body
  uint8_t likely;   // 0 or 1
};

/// Writes instructions, flat and folded (core spec, section 6.5), as they stand in a binary module.
///
/// Nesting lives in `frames_` and not on the C++ stack, so that text may nest as deep as it likes.
/// An instruction in front of its operands, `(i32.add (...) (...))`, waits in `pending_` until its
/// list ends.
class CodeParser {
 public:
  /// `locals` is null in a constant expression. `out` begins with the body's locals, if any.
  CodeParser(ModuleContext& module, const IndexSpace* locals, BinaryWriter& out)
      : module_(module), cursor_(module.cursor), locals_(locals), out_(out) {}

  /// Instructions up to the `)` that ends the list around them, which is not passed; then `end`.
  Result<void> sequence();
  /// One folded instruction; then `end`.
  Result<void> folded();

  const std::vector<BranchHint>& hints() const { return hints_; }
  /// Whether an instruction names a data segment: then the module wants a data count section.
  bool names_data() const { return names_data_; }

 private:
  enum class FrameKind : uint8_t {
    Operator,   // `(i32.add`: operands, then the instruction
    Construct,  // `(block`, `(loop` or `(try_table`: instructions, then `end`
    If,         // `(if`: the condition, `(then`, perhaps `(else`
    Try,        // `(try`: `(do`, then catch clauses or a delegate
    Arm,        // one of those lists in an `(if` or `(try`
    FlatBlock,  // from here on: up to `end`
    FlatIf,
    FlatElse,
    FlatTry,
    FlatCatch,
    FlatCatchAll,
  };
  /// What a folded `if` or `try` has had so far.
  enum class Stage : uint8_t { Begin, First, Catch, Last };

  struct Frame {
    FrameKind kind;
    Stage stage = Stage::Begin;
    std::optional<uint8_t> hint;
    size_t pending_begin = 0;
    Token label;  // If: its label is in scope only from `(then` on
  };

  Result<void> run(bool stops_after_one);
  Result<void> open();
  Result<void> close();
  Result<void> open_in_if(Frame& frame);
  Result<void> open_in_try(Frame& frame);
  Result<void> open_instruction();
  Result<void> flat();
  Result<void> flat_construct(Opcode opcode);
  Result<void> flat_separator(Opcode opcode, const Token& at);
  Result<Opcode> mnemonic();
  void flush_pending(const Frame& frame);

  Result<void> branch_hint();
  Result<std::optional<uint8_t>> take_hint(Opcode opcode, const Token& at);
  void record_hint(std::optional<uint8_t> hint);

  Token optional_label();
  void push_label(const Token& label);
  void pop_label();
  Result<void> same_label();
  Result<void> label(BinaryWriter& out);

  /// The opcode and what follows it.
  Result<void> instruction(Opcode opcode, BinaryWriter& out);
  Result<void> immediates(Opcode opcode, BinaryWriter& out);
  Result<void> label_table(BinaryWriter& out);
  Result<void> catch_clauses(BinaryWriter& out);
  Result<void> index(Space space, BinaryWriter& out);
  Result<void> index_or_zero(Space space, BinaryWriter& out);
  Result<void> two_indices(Space space, BinaryWriter& out);
  Result<void> segment_and_target(Space segments, Space targets, BinaryWriter& out);
  Result<void> type_and_table(BinaryWriter& out);
  Result<void> mem_arg(Opcode opcode, BinaryWriter& out);
  Result<std::optional<uint64_t>> memory_field(std::string_view field);
  Result<void> lane(BinaryWriter& out);
  Result<void> vector_constant(BinaryWriter& out);
  Result<uint64_t> integer_literal(unsigned bits);
  Result<uint64_t> float_literal(unsigned bits);

  ModuleContext& module_;
  TokenCursor& cursor_;
  Place place_;  // of the present instruction
  const IndexSpace* locals_;
  BinaryWriter& out_;
  BinaryWriter pending_;
  std::vector<Frame> frames_;
  std::vector<std::string> labels_;  // innermost last; empty without identifier
  IdMap<std::vector<size_t>> label_places_;
  std::optional<uint8_t> hint_;
  std::vector<BranchHint> hints_;
  bool names_data_ = false;
};

}  // namespace wali::loader::text
