#include "loader/text/module_parser.h"

/// Element and data segments.
namespace wali::loader::text {
namespace {

constexpr std::string_view kFunctionReference = "\x70";

enum ElementFlags : uint8_t {
  kPassiveOrDeclarative = 1,
  kExplicit = 2,  // of an active segment: its table is named; else: declarative
  kExpressions = 4,
};

}  // namespace

/// `(offset instr*)`, or one folded instruction.
Result<BinaryWriter> ModuleParser::offset() {
  if (cursor_.accept_list("offset")) {
    BinaryWriter instructions = TRY(expression());
    TRY(cursor_.expect_right_paren());
    return instructions;
  }
  BinaryWriter out;
  TRY(CodeParser(module_, nullptr, out).folded());
  return out;
}

/// `(item instr*)` or a folded instruction, any number of times.
Result<void> ModuleParser::element_expressions(CountedWriter& items) {
  while (cursor_.at(TokenKind::LeftParen)) {
    if (cursor_.accept_list("item")) {
      items.add().append(TRY(expression()));
      TRY(cursor_.expect_right_paren());
    } else {
      TRY(CodeParser(module_, nullptr, items.add()).folded());
    }
  }
  return {};
}

Result<void> ModuleParser::function_indices(CountedWriter& items) {
  while (module_.at_index()) items.add().u64(TRY(module_.index(Space::Function)));
  return {};
}

/// `func $f*`, or a reference type and expressions; `func` may be left out of what can only be a
/// list of functions.
Result<ModuleParser::Elements> ModuleParser::elements(bool may_omit_kind) {
  Elements list;
  if (module_.at_reference_type()) {
    BinaryWriter type;
    TRY(module_.reference_type(type));
    list.type = type.take();
    TRY(element_expressions(list.items));
    return list;
  }
  if (!cursor_.accept_keyword("func") && !may_omit_kind) {
    return cursor_.expected("`func` or a reference type");
  }
  TRY(function_indices(list.items));
  return list;
}

/// What stands inside of a table: functions or expressions, of the table's type.
Result<ModuleParser::Elements> ModuleParser::inline_elements(std::string_view type) {
  Elements list;
  if (cursor_.at(TokenKind::LeftParen)) {
    list.type = type;
    TRY(element_expressions(list.items));
  } else if (type == kFunctionReference) {
    TRY(function_indices(list.items));
  } else {
    list.type = type;
    while (module_.at_index()) {
      BinaryWriter& item = list.items.add();
      item.opcode(Opcode::ref_func);
      item.u64(TRY(module_.index(Space::Function)));
      item.opcode(Opcode::end);
    }
  }
  return list;
}

void ModuleParser::add_element_segment(const std::optional<Target>& target,
                                       bool is_declarative,
                                       const Elements& list) {
  BinaryWriter& out = elements_.add(field_);
  bool has_expressions = !list.type.empty();
  bool is_explicit =
      !target || target->index != 0 || (has_expressions && list.type != kFunctionReference);
  uint8_t flags = has_expressions ? kExpressions : 0;
  if (!target) flags |= kPassiveOrDeclarative;
  if (target ? is_explicit : is_declarative) flags |= kExplicit;
  out.byte(flags);
  if (target && is_explicit) out.u64(target->index);
  if (target) out.append(target->offset);
  if (is_explicit) {
    constexpr std::string_view kFunctionKind("\0", 1);
    out.raw(has_expressions ? std::string_view(list.type) : kFunctionKind);
  }
  out.append(list.items.contents());
}

/// `(table $t)` or `(memory $m)`; or, as the first version of the format had it, the index alone.
Result<uint32_t> ModuleParser::memory_or_table(Space space) {
  bool is_list = cursor_.accept(TokenKind::LeftParen);
  if (is_list) cursor_.take();
  uint32_t index = TRY(module_.index(space));
  if (is_list) TRY(cursor_.expect_right_paren());
  return index;
}

/// `(elem $id? ...)`, its offset and table in front if it is active.
Result<void> ModuleParser::element_field() {
  TRY(module_.skip_binding());
  bool is_declarative = cursor_.accept_keyword("declare");
  std::optional<Target> target;
  bool names_table = !is_declarative && cursor_.at_list("table");
  if (names_table || (!is_declarative && module_.at_index())) {
    target = Target{TRY(memory_or_table(Space::Table)), {}};
  } else if (!is_declarative && cursor_.at(TokenKind::LeftParen) && !module_.at_reference_type()) {
    target = Target{};
  }
  if (target) target->offset = TRY(offset());
  Elements list = TRY(elements(target && !names_table));
  add_element_segment(target, is_declarative, list);
  return cursor_.expect_right_paren();
}

Result<std::string> ModuleParser::strings() {
  std::string bytes;
  while (cursor_.at(TokenKind::String)) bytes += unescape(cursor_.take().text);
  return bytes;
}

void ModuleParser::add_data_segment(const std::optional<Target>& target, std::string_view bytes) {
  enum DataFlags : uint8_t { kActive = 0, kPassive = 1, kNamedMemory = 2 };
  BinaryWriter& out = data_.add(field_);
  if (!target) {
    out.byte(kPassive);
  } else {
    out.byte(target->index == 0 ? kActive : kNamedMemory);
    if (target->index != 0) out.u64(target->index);
    out.append(target->offset);
  }
  out.sized(bytes);
}

/// `(data $id? ...)`, its offset and memory in front if it is active.
Result<void> ModuleParser::data_field() {
  TRY(module_.skip_binding());
  std::optional<Target> target;
  if (cursor_.at_list("memory") || module_.at_index()) {
    target = Target{TRY(memory_or_table(Space::Memory)), {}};
  } else if (cursor_.at(TokenKind::LeftParen)) {
    target = Target{};
  }
  if (target) target->offset = TRY(offset());
  add_data_segment(target, TRY(strings()));
  return cursor_.expect_right_paren();
}

}  // namespace wali::loader::text
