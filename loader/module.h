#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "loader/types.h"

/// A decoded module. Index spaces hold the imports first, then the module's own definitions, as in
/// the specification (section 2.5). Offsets count from the beginning of `Module::bytes`.
namespace wali::loader {

enum class ExternalKind : uint8_t { Function = 0, Table = 1, Memory = 2, Global = 3, Tag = 4 };

struct Import {
  std::string module;
  std::string name;
  ExternalKind kind;
  uint32_t index;  // in the index space of its kind
};

struct Export {
  std::string name;
  ExternalKind kind;
  uint32_t index;
};

/// Types [first, first + count) that were declared together and may name each other: a `rec` group,
/// or one type alone.
struct TypeGroup {
  uint32_t first;
  uint32_t count;
};

/// A constant expression: its bytes, `end` included, are [offset, offset + size). Evaluated by the
/// engine (extended-const: i32/i64 add, sub, mul, *.const, v128.const, global.get, ref.null,
/// ref.func).
struct ConstantExpression {
  uint32_t offset = 0;
  uint32_t size = 0;
};

enum class SegmentMode : uint8_t { Active, Passive, Declarative };

struct ElementSegment {
  SegmentMode mode;
  ValueType type;
  uint32_t table = 0;         // Active
  ConstantExpression offset;  // Active
  /// Either function indices or one constant expression per element; the other one is empty.
  std::vector<uint32_t> functions;
  std::vector<ConstantExpression> expressions;
  size_t size() const { return functions.size() + expressions.size(); }
};

struct DataSegment {
  SegmentMode mode;
  uint32_t memory = 0;        // Active
  ConstantExpression offset;  // Active
  uint32_t bytes_offset = 0;
  uint32_t bytes_size = 0;
};

/// A run of locals of one type, as they are declared in front of a body. Parameters are not among
/// them.
struct LocalRun {
  uint32_t count;
  ValueType type;
};

struct FunctionBody {
  uint32_t offset;      // of the first instruction
  uint32_t size;        // of the instructions, the closing `end` included
  uint32_t local_runs;  // first of its runs in Module::local_runs
  uint32_t local_run_count;
};

/// The `name` custom section: function names only for what the engine shows, global names to find
/// `__stack_pointer`. A malformed name section is ignored, as the specification asks.
struct Names {
  std::string module;
  std::unordered_map<uint32_t, std::string> functions;
  std::unordered_map<uint32_t, std::string> globals;
};

struct Module {
  std::vector<std::byte> bytes;

  std::vector<FunctionType> types;
  std::vector<TypeGroup> type_groups;
  /// By type index: the first type that is equal to it. Value types name only these.
  std::vector<uint32_t> canonical_types;
  bool has_v128_types = false;  // some type has a parameter or result of type v128
  std::vector<Import> imports;
  std::vector<uint32_t> functions;  // type index of each function
  std::vector<TableType> tables;
  std::vector<ConstantExpression> table_initializers;  // of the defined tables; size 0: null
  std::vector<MemoryType> memories;
  std::vector<GlobalType> globals;
  std::vector<ConstantExpression> global_initializers;  // of the defined globals
  std::vector<uint32_t> tags;                           // type index of each tag
  std::vector<Export> exports;
  std::optional<uint32_t> start;
  std::vector<ElementSegment> elements;
  std::vector<DataSegment> data;
  std::optional<uint32_t> data_count;
  std::vector<FunctionBody> bodies;  // of the defined functions
  std::vector<LocalRun> local_runs;
  /// One bit per function: named by an export, an element segment, a global or table initializer
  /// (the specification's C.refs), so `ref.func` may name it and it may be called from outside the
  /// module's code.
  std::vector<bool> referenced_functions;
  Names names;

  uint32_t imported_functions = 0;
  uint32_t imported_tables = 0;
  uint32_t imported_memories = 0;
  uint32_t imported_globals = 0;
  uint32_t imported_tags = 0;

  const FunctionType& function_type(uint32_t function) const { return types[functions[function]]; }
  bool is_imported_function(uint32_t function) const { return function < imported_functions; }
  const FunctionBody& body(uint32_t function) const {
    return bodies[function - imported_functions];
  }
  std::span<const LocalRun> locals_of(const FunctionBody& body) const {
    return std::span(local_runs).subspan(body.local_runs, body.local_run_count);
  }
  std::span<const std::byte> slice(uint32_t offset, uint32_t size) const {
    return std::span(bytes).subspan(offset, size);
  }
  /// The export with this name, or null.
  const Export* find_export(std::string_view name) const;
  /// Name of a function for people: from the name section, else an export or import name, else
  /// "func[N]".
  std::string function_name(uint32_t function) const;
};

}  // namespace wali::loader
