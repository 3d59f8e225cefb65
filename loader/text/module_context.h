#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loader/text/binary_writer.h"
#include "loader/text/lexer.h"

namespace wali::loader::text {

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// Keyed by what identifiers denote, without `$`.
template <typename Value>
using IdMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

using NameMap = std::vector<std::pair<uint32_t, std::string>>;  // by ascending index

enum class Space : uint8_t {
  Type,
  Function,
  Table,
  Memory,
  Global,
  Tag,
  Element,
  Data,
};
constexpr size_t kModuleSpaces = 8;
std::string_view noun_of(Space space);

/// An index space: which identifier stands for which index, and the names to write down.
struct IndexSpace {
  uint32_t size = 0;
  IdMap<uint32_t> ids;
  NameMap names;
};

/// What `(type ...)` or a signature written out comes to.
struct TypeUse {
  uint32_t index = 0;
  uint32_t param_count = 0;
};

/// A signature written out, in its binary form: comparing two is comparing their bytes.
struct SignatureText {
  std::string encoding;  // vectors of parameters and results
  uint32_t param_count = 0;
  uint32_t result_count = 0;

  bool is_empty() const { return param_count == 0 && result_count == 0; }
};

/// Whether `(param $x ...)` may name its parameter, and what for.
enum class ParamIds : uint8_t { Refused, Ignored, Bound };

/// What all parts of the assembler share: the place in the text, the index spaces, the types.
class ModuleContext {
 public:
  explicit ModuleContext(const TokenCursor& at) : cursor(at) {}

  TokenCursor cursor;

  IndexSpace& space(Space which) { return spaces_[static_cast<size_t>(which)]; }

  /// Gives the next index of `space` to the identifier in front, if there is one.
  Result<void> bind(Space which) { return bind(space(which), noun_of(which)); }
  Result<void> bind(IndexSpace& space, std::string_view noun);
  /// The module's own name, from its identifier or annotation; empty without either.
  Result<std::string> module_name();
  /// Passes what `bind` has read before.
  Result<void> skip_binding();
  /// At an index or identifier?
  bool at_index() const { return cursor.at(TokenKind::Integer) || cursor.at(TokenKind::Id); }
  Result<uint32_t> index(Space which) { return index(space(which), noun_of(which)); }
  Result<uint32_t> index(const IndexSpace& space, std::string_view noun);
  /// A number below 2^`bits`.
  Result<uint64_t> number(unsigned bits, std::string_view what);

  Result<void> value_type(BinaryWriter& out);
  Result<void> reference_type(BinaryWriter& out);
  Result<void> heap_type(BinaryWriter& out);
  bool at_reference_type() const;
  /// `(type ...)? (param ...)* (result ...)*`; adds a type to the module if none is the same.
  /// Parameters get indices in `locals`, and their identifiers unless that is null.
  Result<TypeUse> type_use(IndexSpace* locals);
  /// As `type_use`, as the immediate of a block.
  Result<void> block_type(BinaryWriter& out);
  /// `(result ...)*` as a vector.
  Result<void> result_types(BinaryWriter& out);

  /// The type and rec fields that begin at `fields`, behind their `(`.
  Result<void> type_definitions(const std::vector<TokenCursor>& fields);
  const CountedWriter& type_section() const { return type_groups_; }

  /// The error that the current token is one of the GC proposal.
  std::unexpected<Error> gc_error() const;

 private:
  struct Type {
    std::string encoding;
    uint32_t param_count = 0;
  };

  Result<void> type_definition(BinaryWriter& out, bool is_alone);
  Result<SignatureText> signature(ParamIds ids, IndexSpace* locals);
  Result<uint32_t> value_types(std::string_view keyword,
                               ParamIds ids,
                               IndexSpace* locals,
                               BinaryWriter& out);
  uint32_t find_or_add_type(SignatureText signature);
  Result<std::string> optional_name();

  std::array<IndexSpace, kModuleSpaces> spaces_;
  std::vector<Type> types_;
  IdMap<uint32_t> type_by_encoding_;
  CountedWriter type_groups_;
};

}  // namespace wali::loader::text
