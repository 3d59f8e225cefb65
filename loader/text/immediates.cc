#include <fmt/format.h>

#include <array>
#include <bit>

#include "loader/text/code_parser.h"
#include "loader/text/number.h"

/// What follows an instruction's name, by the kind of its immediates in the opcode table.
namespace wali::loader::text {
namespace {

constexpr uint32_t kMemoryIndexFlag = 0x40;

struct LaneShape {
  std::string_view keyword;
  bool is_float;
  unsigned bits;
};

constexpr LaneShape kLaneShapes[] = {{"i8x16", false, 8},
                                     {"i16x8", false, 16},
                                     {"i32x4", false, 32},
                                     {"i64x2", false, 64},
                                     {"f32x4", true, 32},
                                     {"f64x2", true, 64}};

const IndexSpace kNoLocals;

/// Whether what stands in front of `token` is a memory and not yet the lane.
bool is_behind_memory(const Token& token) {
  if (token.kind == TokenKind::Integer) return true;
  return token.kind == TokenKind::Keyword &&
         (token.text.starts_with("offset=") || token.text.starts_with("align="));
}

}  // namespace

Result<void> CodeParser::instruction(Opcode opcode, BinaryWriter& out) {
  if (opcode == Opcode::select && cursor_.at_list("result")) opcode = Opcode::select_t;
  out.mark(place_);
  out.opcode(opcode);
  return immediates(opcode, out);
}

Result<void> CodeParser::immediates(Opcode opcode, BinaryWriter& out) {
  switch (info(opcode).immediate) {
    case Immediate::None:
      return {};
    case Immediate::BlockType:
      return module_.block_type(out);
    case Immediate::Label:
      return label(out);
    case Immediate::LabelTable:
      return label_table(out);
    case Immediate::Function:
      return index(Space::Function, out);
    case Immediate::Type:
      return index(Space::Type, out);
    case Immediate::TypeTable:
      return type_and_table(out);
    case Immediate::Tag:
      return index(Space::Tag, out);
    case Immediate::TryTable:
      TRY(module_.block_type(out));
      return catch_clauses(out);
    case Immediate::Local:
      out.u64(TRY(module_.index(locals_ == nullptr ? kNoLocals : *locals_, "local")));
      return {};
    case Immediate::Global:
      return index(Space::Global, out);
    case Immediate::Table:
      return index_or_zero(Space::Table, out);
    case Immediate::TableTable:
      return two_indices(Space::Table, out);
    case Immediate::Element:
      return index(Space::Element, out);
    case Immediate::ElementTable:
      return segment_and_target(Space::Element, Space::Table, out);
    case Immediate::Data:
      names_data_ = true;
      return index(Space::Data, out);
    case Immediate::DataMemory:
      names_data_ = true;
      return segment_and_target(Space::Data, Space::Memory, out);
    case Immediate::Memory:
      return index_or_zero(Space::Memory, out);
    case Immediate::MemoryMemory:
      return two_indices(Space::Memory, out);
    case Immediate::MemArg:
      return mem_arg(opcode, out);
    case Immediate::MemArgLane:
      TRY(mem_arg(opcode, out));
      return lane(out);
    case Immediate::Fence:
      out.byte(0);
      return {};
    case Immediate::I32:
      out.s64(static_cast<int32_t>(TRY(integer_literal(32))));
      return {};
    case Immediate::I64:
      out.s64(static_cast<int64_t>(TRY(integer_literal(64))));
      return {};
    case Immediate::F32:
      out.little_endian(TRY(float_literal(32)), 4);
      return {};
    case Immediate::F64:
      out.little_endian(TRY(float_literal(64)), 8);
      return {};
    case Immediate::V128:
      return vector_constant(out);
    case Immediate::Shuffle:
      for (int i = 0; i < 16; ++i) TRY(lane(out));
      return {};
    case Immediate::Lane:
      return lane(out);
    case Immediate::ValueTypes:
      return module_.result_types(out);
    case Immediate::HeapType:
      return module_.heap_type(out);
  }
  return {};
}

Result<void> CodeParser::index(Space space, BinaryWriter& out) {
  out.u64(TRY(module_.index(space)));
  return {};
}

Result<void> CodeParser::index_or_zero(Space space, BinaryWriter& out) {
  if (module_.at_index()) return index(space, out);
  out.u64(0);
  return {};
}

/// Both or neither, as `memory.copy` takes them.
Result<void> CodeParser::two_indices(Space space, BinaryWriter& out) {
  if (module_.at_index()) {
    TRY(index(space, out));
    return index(space, out);
  }
  out.u64(0);
  out.u64(0);
  return {};
}

/// `table.init $table? $segment`: the target may be left out, and is written last.
Result<void> CodeParser::segment_and_target(Space segments, Space targets, BinaryWriter& out) {
  TokenKind second = cursor_.peek_following().kind;
  bool has_target = second == TokenKind::Integer || second == TokenKind::Id;
  uint32_t target = module_.at_index() && has_target ? TRY(module_.index(targets)) : 0;
  TRY(index(segments, out));
  out.u64(target);
  return {};
}

Result<void> CodeParser::type_and_table(BinaryWriter& out) {
  uint32_t table = module_.at_index() ? TRY(module_.index(Space::Table)) : 0;
  out.u64(TRY(module_.type_use(nullptr)).index);
  out.u64(table);
  return {};
}

Result<void> CodeParser::label_table(BinaryWriter& out) {
  BinaryWriter labels;
  uint32_t count = 0;
  do {
    TRY(label(labels));
    ++count;
  } while (module_.at_index());
  out.u64(count - 1);
  out.raw(labels.bytes());
  return {};
}

Result<void> CodeParser::catch_clauses(BinaryWriter& out) {
  constexpr std::array<std::string_view, 4> kClauses = {
      "catch", "catch_ref", "catch_all", "catch_all_ref"};
  constexpr uint8_t kCatchAll = 2;
  CountedWriter clauses;
  for (uint8_t code = 0; code < kClauses.size();) {
    if (!cursor_.accept_list(kClauses[code])) {
      ++code;
      continue;
    }
    BinaryWriter& clause = clauses.add();
    clause.byte(code);
    if (code < kCatchAll) TRY(index(Space::Tag, clause));
    TRY(label(clause));
    TRY(cursor_.expect_right_paren());
    code = 0;
  }
  out.append(clauses.contents());
  return {};
}

/// `$memory? offset=N? align=N?`
Result<void> CodeParser::mem_arg(Opcode opcode, BinaryWriter& out) {
  uint32_t memory = 0;
  bool is_lane_alone = info(opcode).immediate == Immediate::MemArgLane &&
                       cursor_.at(TokenKind::Integer) &&
                       !is_behind_memory(cursor_.peek_following());
  if (module_.at_index() && !is_lane_alone) memory = TRY(module_.index(Space::Memory));
  uint64_t offset = TRY(memory_field("offset=")).value_or(0);
  Token at = cursor_.peek();
  uint64_t align =
      TRY(memory_field("align=")).value_or(uint64_t{1} << info(opcode).access_width_log2);
  if (!std::has_single_bit(align)) {
    return error_at(at,
                    fmt::format("expected an alignment that is a power of two, found {}", align));
  }
  auto flags = static_cast<uint32_t>(std::countr_zero(align));
  out.u64(memory == 0 ? flags : flags | kMemoryIndexFlag);
  if (memory != 0) out.u64(memory);
  out.u64(offset);
  return {};
}

/// The number in `offset=8`, if the field is there.
Result<std::optional<uint64_t>> CodeParser::memory_field(std::string_view field) {
  Token token = cursor_.peek();
  if (token.kind != TokenKind::Keyword || !token.text.starts_with(field)) return std::nullopt;
  cursor_.take();
  std::optional<uint64_t> value = parse_unsigned(token.text.substr(field.size()), 64);
  if (!value) return error_at(token, fmt::format("expected a number behind `{}`", field));
  return value;
}

Result<void> CodeParser::lane(BinaryWriter& out) {
  out.byte(static_cast<uint8_t>(TRY(module_.number(8, "a lane index"))));
  return {};
}

Result<void> CodeParser::vector_constant(BinaryWriter& out) {
  for (const auto& [keyword, is_float, bits] : kLaneShapes) {
    if (!cursor_.accept_keyword(keyword)) continue;
    for (unsigned lane = 0; lane < 128 / bits; ++lane) {
      out.little_endian(TRY(is_float ? float_literal(bits) : integer_literal(bits)), bits / 8);
    }
    return {};
  }
  return cursor_.expected("the shape of a v128 literal");
}

Result<uint64_t> CodeParser::integer_literal(unsigned bits) {
  Token token = cursor_.peek();
  if (!cursor_.accept(TokenKind::Integer)) return cursor_.expected("an integer literal");
  std::optional<uint64_t> value = parse_integer(token.text, bits);
  if (value) return *value;
  return error_at(token, fmt::format("`{}` is out of range for i{}", token.text, bits));
}

Result<uint64_t> CodeParser::float_literal(unsigned bits) {
  Token token = cursor_.peek();
  if (!cursor_.accept(TokenKind::Integer) && !cursor_.accept(TokenKind::Float)) {
    return cursor_.expected("a float literal");
  }
  std::optional<uint64_t> value =
      bits == 32 ? std::optional<uint64_t>(parse_f32(token.text)) : parse_f64(token.text);
  if (value) return *value;
  return error_at(token, fmt::format("`{}` is out of range for f{}", token.text, bits));
}

}  // namespace wali::loader::text
