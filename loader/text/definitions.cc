#include <fmt/format.h>

#include "loader/text/module_parser.h"

/// Functions, tables, memories, globals and tags.
namespace wali::loader::text {
namespace {

constexpr uint8_t kHasMaximum = 1;
constexpr uint8_t kShared = 2;
constexpr uint8_t kAddress64 = 4;

void write_limits(uint8_t flags, uint64_t min, uint64_t max, BinaryWriter& out) {
  out.byte(flags);
  out.u64(min);
  if ((flags & kHasMaximum) != 0) out.u64(max);
}

}  // namespace

Result<void> ModuleParser::function(uint32_t index) {
  IndexSpace locals;
  functions_.add(field_).u64(TRY(module_.type_use(&locals)).index);
  BinaryWriter body;
  TRY(local_declarations(locals, body));
  CodeParser code(module_, &locals, body);
  TRY(code.sequence());
  code_.add(field_).sized(body);
  needs_data_count_ |= code.names_data();
  if (!locals.names.empty()) local_names_.emplace_back(index, std::move(locals.names));
  if (!code.hints().empty()) branch_hints_.emplace_back(index, code.hints());
  return {};
}

/// `(local ...)*`, locals of one type that follow each other as one run.
Result<void> ModuleParser::local_declarations(IndexSpace& locals, BinaryWriter& body) {
  struct Run {
    uint32_t count;
    std::string type;
  };
  std::vector<Run> runs;
  auto one = [&]() -> Result<void> {
    BinaryWriter type;
    TRY(module_.value_type(type));
    if (!runs.empty() && runs.back().type == type.bytes()) {
      ++runs.back().count;
    } else {
      runs.push_back({1, type.take()});
    }
    return {};
  };
  while (cursor_.accept_list("local")) {
    if (cursor_.at(TokenKind::Id) || cursor_.at(TokenKind::Annotation)) {
      TRY(module_.bind(locals, "local"));
      TRY(one());
      TRY(cursor_.expect_right_paren());
      continue;
    }
    while (!cursor_.accept(TokenKind::RightParen)) {
      TRY(one());
      ++locals.size;
    }
  }
  body.u64(runs.size());
  for (const Run& run : runs) {
    body.u64(run.count);
    body.raw(run.type);
  }
  return {};
}

/// `i32`, `i64` or nothing, as a flag of the limits that follow.
uint8_t ModuleParser::address_type() {
  if (cursor_.accept_keyword("i64")) return kAddress64;
  cursor_.accept_keyword("i32");
  return 0;
}

/// `min max? shared?`
Result<void> ModuleParser::limits(uint8_t flags, bool may_be_shared, BinaryWriter& out) {
  uint64_t min = TRY(module_.number(64, "a minimum size"));
  uint64_t max = 0;
  if (cursor_.at(TokenKind::Integer)) {
    flags |= kHasMaximum;
    max = TRY(module_.number(64, "a maximum size"));
  }
  if (may_be_shared && cursor_.accept_keyword("shared")) flags |= kShared;
  write_limits(flags, min, max, out);
  return {};
}

Result<void> ModuleParser::table_type(BinaryWriter& out) {
  BinaryWriter size;
  TRY(limits(address_type(), false, size));
  TRY(module_.reference_type(out));
  out.raw(size.bytes());
  return {};
}

/// A table's type and perhaps the value its elements begin with; or the type of its elements and,
/// in `(elem ...)`, the elements.
Result<void> ModuleParser::table(uint32_t index) {
  TokenCursor begin = cursor_;
  uint8_t address = address_type();
  BinaryWriter& out = tables_.add(field_);
  if (!module_.at_reference_type()) {
    constexpr uint8_t kWithInitializer = 0x40;
    cursor_ = begin;
    BinaryWriter type;
    TRY(table_type(type));
    bool has_initializer = !cursor_.at(TokenKind::RightParen);
    if (has_initializer) {
      out.byte(kWithInitializer);
      out.byte(0);
    }
    out.raw(type.bytes());
    if (has_initializer) out.append(TRY(expression()));
    return {};
  }
  BinaryWriter type;
  TRY(module_.reference_type(type));
  if (!cursor_.accept_list("elem")) return cursor_.expected("'(elem'");
  Elements list = TRY(inline_elements(type.bytes()));
  TRY(cursor_.expect_right_paren());
  out.raw(type.bytes());
  write_limits(address | kHasMaximum, list.items.count, list.items.count, out);
  add_element_segment(Target{index, zero_offset(address)}, false, list);
  return {};
}

Result<void> ModuleParser::memory_type(BinaryWriter& out) {
  return limits(address_type(), true, out);
}

/// A memory's type, or its contents in `(data ...)`.
Result<void> ModuleParser::memory(uint32_t index) {
  TokenCursor begin = cursor_;
  uint8_t address = address_type();
  if (!cursor_.accept_list("data")) {
    cursor_ = begin;
    return memory_type(memories_.add(field_));
  }
  std::string bytes = TRY(strings());
  TRY(cursor_.expect_right_paren());
  uint64_t pages = (bytes.size() + kPageSize - 1) / kPageSize;
  write_limits(address | kHasMaximum, pages, pages, memories_.add(field_));
  add_data_segment(Target{index, zero_offset(address)}, bytes);
  return {};
}

/// The offset 0 of what is written inside of a table or memory.
BinaryWriter ModuleParser::zero_offset(uint8_t address) {
  BinaryWriter out;
  out.opcode((address & kAddress64) != 0 ? Opcode::i64_const : Opcode::i32_const);
  out.s64(0);
  out.opcode(Opcode::end);
  return out;
}

Result<void> ModuleParser::global_type(BinaryWriter& out) {
  bool is_variable = cursor_.accept_list("mut");
  TRY(module_.value_type(out));
  if (is_variable) TRY(cursor_.expect_right_paren());
  out.byte(is_variable ? 1 : 0);
  return {};
}

Result<void> ModuleParser::global() {
  BinaryWriter& out = globals_.add(field_);
  TRY(global_type(out));
  out.append(TRY(expression()));
  return {};
}

Result<void> ModuleParser::tag_type(BinaryWriter& out) {
  constexpr uint8_t kExceptionAttribute = 0;
  IndexSpace params;
  out.byte(kExceptionAttribute);
  out.u64(TRY(module_.type_use(&params)).index);
  return {};
}

/// Instructions up to the end of the list around them.
Result<BinaryWriter> ModuleParser::expression() {
  BinaryWriter out;
  CodeParser code(module_, nullptr, out);
  TRY(code.sequence());
  return out;
}

}  // namespace wali::loader::text
