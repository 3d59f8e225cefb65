#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "loader/text/module_context.h"

/// Types, and the signatures that stand for types without naming one (core spec, sections 6.4 and
/// 6.6.5): a signature written out means the first type that equals it, and if there is none the
/// module gets one more, behind those it defines itself.
namespace wali::loader::text {
namespace {

constexpr uint8_t kFunctionForm = 0x60;
constexpr uint8_t kRecForm = 0x4E;
constexpr uint8_t kReference = 0x64;
constexpr uint8_t kNullableReference = 0x63;
constexpr uint8_t kEmptyBlock = 0x40;

struct Code {
  std::string_view keyword;
  uint8_t code;
};

constexpr Code kNumberTypes[] = {
    {"i32", 0x7F}, {"i64", 0x7E}, {"f32", 0x7D}, {"f64", 0x7C}, {"v128", 0x7B}};

constexpr Code kShortReferences[] = {{"funcref", 0x70},
                                     {"externref", 0x6F},
                                     {"exnref", 0x69},
                                     {"nullfuncref", 0x73},
                                     {"nullexternref", 0x72},
                                     {"nullexnref", 0x74}};

constexpr Code kHeapTypes[] = {{"func", 0x70},
                               {"extern", 0x6F},
                               {"exn", 0x69},
                               {"nofunc", 0x73},
                               {"noextern", 0x72},
                               {"noexn", 0x74}};

constexpr std::string_view kGcTypes[] = {"any",
                                         "eq",
                                         "i31",
                                         "struct",
                                         "array",
                                         "none",
                                         "anyref",
                                         "eqref",
                                         "i31ref",
                                         "structref",
                                         "arrayref",
                                         "nullref"};

std::optional<uint8_t> code_of(std::span<const Code> codes, const Token& token) {
  if (token.kind != TokenKind::Keyword) return std::nullopt;
  auto row = std::ranges::find(codes, token.text, &Code::keyword);
  if (row == codes.end()) return std::nullopt;
  return row->code;
}

bool is_gc_type(const Token& token) {
  return token.kind == TokenKind::Keyword &&
         std::ranges::find(kGcTypes, token.text) != std::end(kGcTypes);
}

}  // namespace

std::unexpected<Error> ModuleContext::gc_error() const {
  const Token& token = cursor.peek();
  return failure(ErrorKind::Unsupported,
                 fmt::format("{}:{}: `{}` belongs to the GC proposal, which is not supported",
                             token.line,
                             token.column,
                             token.text));
}

Result<void> ModuleContext::heap_type(BinaryWriter& out) {
  if (std::optional<uint8_t> code = code_of(kHeapTypes, cursor.peek())) {
    cursor.take();
    out.byte(*code);
    return {};
  }
  if (is_gc_type(cursor.peek())) return gc_error();
  if (!at_index()) return cursor.expected("a heap type");
  out.s64(TRY(index(Space::Type)));
  return {};
}

bool ModuleContext::at_reference_type() const {
  return cursor.at_list("ref") || code_of(kShortReferences, cursor.peek()) ||
         is_gc_type(cursor.peek());
}

Result<void> ModuleContext::reference_type(BinaryWriter& out) {
  if (std::optional<uint8_t> code = code_of(kShortReferences, cursor.peek())) {
    cursor.take();
    out.byte(*code);
    return {};
  }
  if (is_gc_type(cursor.peek())) return gc_error();
  if (!cursor.accept_list("ref")) return cursor.expected("a reference type");
  bool is_nullable = cursor.accept_keyword("null");
  bool has_short_form = is_nullable && !at_index();
  if (!has_short_form) out.byte(is_nullable ? kNullableReference : kReference);
  TRY(heap_type(out));
  return cursor.expect_right_paren();
}

Result<void> ModuleContext::value_type(BinaryWriter& out) {
  if (std::optional<uint8_t> code = code_of(kNumberTypes, cursor.peek())) {
    cursor.take();
    out.byte(*code);
    return {};
  }
  if (!at_reference_type()) return cursor.expected("a value type");
  return reference_type(out);
}

/// The lists that begin with `keyword`; the result is how many types they hold.
Result<uint32_t> ModuleContext::value_types(std::string_view keyword,
                                            ParamIds ids,
                                            IndexSpace* locals,
                                            BinaryWriter& out) {
  uint32_t count = 0;
  while (cursor.accept_list(keyword)) {
    bool is_named = cursor.at(TokenKind::Id) || cursor.at(TokenKind::Annotation);
    if (is_named) {
      if (ids == ParamIds::Refused) return cursor.expected("a value type");
      TRY(ids == ParamIds::Bound ? bind(*locals, "local") : skip_binding());
      TRY(value_type(out));
      TRY(cursor.expect_right_paren());
      ++count;
      continue;
    }
    while (!cursor.accept(TokenKind::RightParen)) {
      TRY(value_type(out));
      ++count;
      if (locals != nullptr) ++locals->size;
    }
  }
  return count;
}

/// `(param ...)* (result ...)*`
Result<SignatureText> ModuleContext::signature(ParamIds ids, IndexSpace* locals) {
  SignatureText signature;
  BinaryWriter params;
  BinaryWriter results;
  signature.param_count = TRY(value_types("param", ids, locals, params));
  signature.result_count = TRY(value_types("result", ParamIds::Refused, nullptr, results));
  BinaryWriter encoding;
  encoding.u64(signature.param_count);
  encoding.raw(params.bytes());
  encoding.u64(signature.result_count);
  encoding.raw(results.bytes());
  signature.encoding = encoding.take();
  return signature;
}

uint32_t ModuleContext::find_or_add_type(SignatureText signature) {
  auto next = static_cast<uint32_t>(types_.size());
  auto [found, is_new] = type_by_encoding_.try_emplace(signature.encoding, next);
  if (is_new) {
    BinaryWriter& out = type_groups_.add();
    out.byte(kFunctionForm);
    out.raw(signature.encoding);
    types_.push_back({std::move(signature.encoding), signature.param_count});
  }
  return found->second;
}

Result<TypeUse> ModuleContext::type_use(IndexSpace* locals) {
  Token at = cursor.peek();
  std::optional<uint32_t> named;
  if (cursor.accept_list("type")) {
    named = TRY(index(Space::Type));
    TRY(cursor.expect_right_paren());
  }
  ParamIds ids = locals == nullptr ? ParamIds::Refused : ParamIds::Bound;
  SignatureText written = TRY(signature(ids, locals));
  if (!named) {
    uint32_t params = written.param_count;
    return TypeUse{find_or_add_type(std::move(written)), params};
  }
  bool is_known = *named < types_.size();
  if (written.is_empty()) {
    uint32_t params = is_known ? types_[*named].param_count : 0;
    if (locals != nullptr) locals->size = params;
    return TypeUse{*named, params};
  }
  if (!is_known) return error_at(at, fmt::format("unknown type {}", *named));
  if (types_[*named].encoding != written.encoding) {
    return error_at(at, fmt::format("expected the signature of type {}, found another", *named));
  }
  return TypeUse{*named, written.param_count};
}

Result<void> ModuleContext::block_type(BinaryWriter& out) {
  if (cursor.at_list("type")) {
    out.s64(TRY(type_use(nullptr)).index);
    return {};
  }
  SignatureText written = TRY(signature(ParamIds::Refused, nullptr));
  if (written.is_empty()) {
    out.byte(kEmptyBlock);
  } else if (written.param_count == 0 && written.result_count == 1) {
    constexpr size_t kCounts = 2;
    out.raw(std::string_view(written.encoding).substr(kCounts));
  } else {
    out.s64(find_or_add_type(std::move(written)));
  }
  return {};
}

Result<void> ModuleContext::result_types(BinaryWriter& out) {
  BinaryWriter types;
  out.u64(TRY(value_types("result", ParamIds::Refused, nullptr, types)));
  out.raw(types.bytes());
  return {};
}

/// Behind `(type`.
Result<void> ModuleContext::type_definition(BinaryWriter& out, bool is_alone) {
  TRY(skip_binding());
  for (std::string_view form : {"sub", "struct", "array"}) {
    if (!cursor.at_list(form)) continue;
    cursor.take();
    return gc_error();
  }
  if (!cursor.accept_list("func")) return cursor.expected("a function type");
  SignatureText written = TRY(signature(ParamIds::Ignored, nullptr));
  TRY(cursor.expect_right_paren());
  out.byte(kFunctionForm);
  out.raw(written.encoding);
  auto index = static_cast<uint32_t>(types_.size());
  if (is_alone) type_by_encoding_.try_emplace(written.encoding, index);
  types_.push_back({std::move(written.encoding), written.param_count});
  return cursor.expect_right_paren();
}

Result<void> ModuleContext::type_definitions(const std::vector<TokenCursor>& fields) {
  for (const TokenCursor& field : fields) {
    cursor = field;
    if (cursor.accept_keyword("type")) {
      TRY(type_definition(type_groups_.add(), true));
      continue;
    }
    cursor.take();
    CountedWriter group;
    while (cursor.accept_list("type")) TRY(type_definition(group.add(), false));
    TRY(cursor.expect_right_paren());
    if (group.count == 1) {
      type_by_encoding_.try_emplace(types_.back().encoding,
                                    static_cast<uint32_t>(types_.size() - 1));
      type_groups_.add().raw(group.elements.bytes());
      continue;
    }
    BinaryWriter& out = type_groups_.add();
    out.byte(kRecForm);
    out.append(group.contents());
  }
  return {};
}

}  // namespace wali::loader::text
