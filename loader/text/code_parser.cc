#include "loader/text/code_parser.h"

#include <fmt/format.h>

#include "loader/text/mnemonics.h"

namespace wali::loader::text {

Result<void> CodeParser::sequence() {
  TRY(run(false));
  out_.mark(cursor_.peek().place());
  out_.opcode(Opcode::end);
  return {};
}

Result<void> CodeParser::folded() {
  TRY(run(true));
  out_.opcode(Opcode::end);
  return {};
}

Result<void> CodeParser::run(bool stops_after_one) {
  do {
    if (cursor_.at(TokenKind::Annotation)) {
      TRY(branch_hint());
    } else if (cursor_.at(TokenKind::LeftParen)) {
      TRY(open());
    } else if (cursor_.at(TokenKind::RightParen)) {
      if (hint_) return cursor_.expected("an instruction behind the branch hint");
      if (frames_.empty() && !stops_after_one) return {};
      TRY(close());
    } else {
      TRY(flat());
    }
  } while (!stops_after_one || !frames_.empty());
  return {};
}

/// At `(`.
Result<void> CodeParser::open() {
  if (!frames_.empty() && frames_.back().kind == FrameKind::If) return open_in_if(frames_.back());
  if (!frames_.empty() && frames_.back().kind == FrameKind::Try) return open_in_try(frames_.back());
  return open_instruction();
}

Result<void> CodeParser::open_in_if(Frame& frame) {
  if (frame.stage == Stage::Begin && cursor_.accept_list("then")) {
    frame.stage = Stage::First;
    flush_pending(frame);
    push_label(frame.label);
  } else if (frame.stage == Stage::First && cursor_.accept_list("else")) {
    frame.stage = Stage::Last;
    out_.opcode(Opcode::else_);
  } else if (frame.stage == Stage::Begin) {
    return open_instruction();
  } else {
    return cursor_.expected(frame.stage == Stage::First ? "'(else' or ')'" : "')'");
  }
  frames_.push_back({.kind = FrameKind::Arm});
  return {};
}

Result<void> CodeParser::open_in_try(Frame& frame) {
  if (frame.stage == Stage::Begin) {
    if (!cursor_.accept_list("do")) return cursor_.expected("'(do'");
    frame.stage = Stage::First;
  } else if (frame.stage == Stage::First && cursor_.accept_list("delegate")) {
    frame.stage = Stage::Last;
    pop_label();
    out_.opcode(Opcode::delegate);
    TRY(label(out_));
    TRY(cursor_.expect_right_paren());
    TRY(cursor_.expect_right_paren());
    frames_.pop_back();
    return {};
  } else if (frame.stage != Stage::Last && cursor_.accept_list("catch")) {
    frame.stage = Stage::Catch;
    TRY(instruction(Opcode::catch_, out_));
  } else if (frame.stage != Stage::Last && cursor_.accept_list("catch_all")) {
    frame.stage = Stage::Last;
    out_.opcode(Opcode::catch_all);
  } else {
    return cursor_.expected("a catch clause or ')'");
  }
  frames_.push_back({.kind = FrameKind::Arm});
  return {};
}

Result<Opcode> CodeParser::mnemonic() {
  const Token& token = cursor_.peek();
  if (token.kind != TokenKind::Keyword) return cursor_.expected("an instruction");
  Opcode opcode = opcode_of_mnemonic(token.text);
  if (opcode == Opcode::kInvalid) {
    if (is_gc_mnemonic(token.text)) return module_.gc_error();
    return cursor_.expected("an instruction");
  }
  place_ = cursor_.take().place();
  return opcode;
}

Result<void> CodeParser::open_instruction() {
  TRY(cursor_.expect_left_paren());
  Token at = cursor_.peek();
  Opcode opcode = TRY(mnemonic());
  std::optional<uint8_t> hint = TRY(take_hint(opcode, at));
  switch (opcode) {
    case Opcode::block:
    case Opcode::loop:
    case Opcode::try_table:
    case Opcode::try_: {
      Token name = optional_label();
      TRY(instruction(opcode, out_));
      push_label(name);
      frames_.push_back({.kind = opcode == Opcode::try_ ? FrameKind::Try : FrameKind::Construct});
      return {};
    }
    case Opcode::else_:
    case Opcode::end:
    case Opcode::catch_:
    case Opcode::catch_all:
    case Opcode::delegate:
      return error_at(at, fmt::format("expected an instruction, found `{}`", at.text));
    default: {
      size_t begin = pending_.size();
      Token name = opcode == Opcode::if_ ? optional_label() : Token{};
      TRY(instruction(opcode, pending_));
      frames_.push_back({.kind = opcode == Opcode::if_ ? FrameKind::If : FrameKind::Operator,
                         .hint = hint,
                         .pending_begin = begin,
                         .label = name});
      return {};
    }
  }
}

void CodeParser::flush_pending(const Frame& frame) {
  record_hint(frame.hint);
  out_.append(pending_, frame.pending_begin);
  pending_.truncate(frame.pending_begin);
}

/// At `)`.
Result<void> CodeParser::close() {
  if (frames_.empty()) return cursor_.expected("an instruction");
  const Frame& frame = frames_.back();
  if (frame.kind != FrameKind::Operator) out_.mark(cursor_.peek().place());
  switch (frame.kind) {
    case FrameKind::Operator:
      flush_pending(frame);
      break;
    case FrameKind::If:
      if (frame.stage == Stage::Begin) return cursor_.expected("'(then'");
      out_.opcode(Opcode::end);
      pop_label();
      break;
    case FrameKind::Try:
      if (frame.stage == Stage::Begin) return cursor_.expected("'(do'");
      out_.opcode(Opcode::end);
      pop_label();
      break;
    case FrameKind::Construct:
      out_.opcode(Opcode::end);
      pop_label();
      break;
    case FrameKind::Arm:
      break;
    default:
      return cursor_.expected("`end`");
  }
  cursor_.take();
  frames_.pop_back();
  return {};
}

Result<void> CodeParser::flat() {
  if (!frames_.empty()) {
    FrameKind around = frames_.back().kind;
    if (around == FrameKind::Operator || around == FrameKind::If || around == FrameKind::Try) {
      return cursor_.expected("'(' or ')'");
    }
  }
  Token at = cursor_.peek();
  Opcode opcode = TRY(mnemonic());
  record_hint(TRY(take_hint(opcode, at)));
  switch (opcode) {
    case Opcode::block:
    case Opcode::loop:
    case Opcode::if_:
    case Opcode::try_:
    case Opcode::try_table:
      return flat_construct(opcode);
    case Opcode::else_:
    case Opcode::end:
    case Opcode::catch_:
    case Opcode::catch_all:
    case Opcode::delegate:
      return flat_separator(opcode, at);
    default:
      return instruction(opcode, out_);
  }
}

Result<void> CodeParser::flat_construct(Opcode opcode) {
  Token name = optional_label();
  TRY(instruction(opcode, out_));
  push_label(name);
  FrameKind kind = opcode == Opcode::if_    ? FrameKind::FlatIf
                   : opcode == Opcode::try_ ? FrameKind::FlatTry
                                            : FrameKind::FlatBlock;
  frames_.push_back({.kind = kind});
  return {};
}

/// What divides or ends a flat construct, its name passed already.
Result<void> CodeParser::flat_separator(Opcode opcode, const Token& at) {
  bool is_flat = !frames_.empty() && frames_.back().kind >= FrameKind::FlatBlock;
  FrameKind kind = is_flat ? frames_.back().kind : FrameKind::FlatBlock;
  bool is_allowed = false;
  switch (opcode) {
    case Opcode::end:
      is_allowed = is_flat;
      break;
    case Opcode::else_:
      is_allowed = kind == FrameKind::FlatIf;
      break;
    case Opcode::delegate:
      is_allowed = kind == FrameKind::FlatTry;
      break;
    default:
      is_allowed = kind == FrameKind::FlatTry || kind == FrameKind::FlatCatch;
      break;
  }
  if (!is_allowed) {
    return error_at(at, fmt::format("`{}` does not fit to what encloses it", at.text));
  }
  switch (opcode) {
    case Opcode::else_:
      TRY(same_label());
      frames_.back().kind = FrameKind::FlatElse;
      return instruction(opcode, out_);
    case Opcode::catch_:
      frames_.back().kind = FrameKind::FlatCatch;
      return instruction(opcode, out_);
    case Opcode::catch_all:
      TRY(same_label());
      frames_.back().kind = FrameKind::FlatCatchAll;
      return instruction(opcode, out_);
    default:
      if (opcode == Opcode::end) TRY(same_label());
      pop_label();
      frames_.pop_back();
      return instruction(opcode, out_);
  }
}

/// `(@metadata.code.branch_hint "\00")`, or "\01".
Result<void> CodeParser::branch_hint() {
  Token at = cursor_.peek();
  if (at.text != "metadata.code.branch_hint" || locals_ == nullptr) {
    return error_at(at, fmt::format("misplaced @{} annotation", at.text));
  }
  if (hint_) return error_at(at, "duplicate branch hint");
  cursor_.take();
  std::string value = TRY(cursor_.expect_string("a branch hint"));
  if (value != std::string_view("\0", 1) && value != "\1") {
    return error_at(at, "expected the branch hint \"\\00\" or \"\\01\"");
  }
  hint_ = static_cast<uint8_t>(value[0]);
  return cursor_.expect_right_paren();
}

Result<std::optional<uint8_t>> CodeParser::take_hint(Opcode opcode, const Token& at) {
  std::optional<uint8_t> hint = std::exchange(hint_, std::nullopt);
  if (hint && opcode != Opcode::if_ && opcode != Opcode::br_if) {
    return failure(ErrorKind::Invalid,
                   fmt::format("{}:{}: expected `if` or `br_if` behind a branch hint, found `{}`",
                               at.line,
                               at.column,
                               at.text));
  }
  return hint;
}

void CodeParser::record_hint(std::optional<uint8_t> hint) {
  if (hint) hints_.push_back({static_cast<uint32_t>(out_.size()), *hint});
}

Token CodeParser::optional_label() {
  return cursor_.at(TokenKind::Id) ? cursor_.take() : Token{};
}

void CodeParser::push_label(const Token& label) {
  std::string name = label.kind == TokenKind::Id ? id_value(label) : std::string();
  if (!name.empty()) label_places_[name].push_back(labels_.size());
  labels_.push_back(std::move(name));
}

void CodeParser::pop_label() {
  const std::string& name = labels_.back();
  if (!name.empty()) label_places_.find(name)->second.pop_back();
  labels_.pop_back();
}

/// Passes the identifier behind `end` or `else`, which repeats the construct's.
Result<void> CodeParser::same_label() {
  if (!cursor_.at(TokenKind::Id)) return {};
  Token token = cursor_.take();
  if (id_value(token) != labels_.back()) {
    return error_at(token, fmt::format("mismatching label {}", token.text));
  }
  return {};
}

Result<void> CodeParser::label(BinaryWriter& out) {
  if (!cursor_.at(TokenKind::Id)) {
    out.u64(TRY(module_.number(32, "a label")));
    return {};
  }
  Token token = cursor_.take();
  auto places = label_places_.find(id_value(token));
  if (places == label_places_.end() || places->second.empty()) {
    return error_at(token, fmt::format("unknown label {}", token.text));
  }
  out.u64(labels_.size() - 1 - places->second.back());
  return {};
}

}  // namespace wali::loader::text
