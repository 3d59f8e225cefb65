#include "loader/section_decoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "loader/constant_expression.h"
#include "loader/implementation_limits.h"

namespace wali::loader {
namespace {

/// Flags in front of the limits of a table or memory.
constexpr uint8_t kHasMaximum = 1;
constexpr uint8_t kShared = 2;
constexpr uint8_t kIndex64 = 4;

constexpr uint8_t kTableWithInitializer = 0x40;

Result<void> check_limit(uint32_t at, size_t found, uint32_t limit, std::string_view what) {
  if (found <= limit) return {};
  return failure(
      ErrorKind::Resource, at, fmt::format("expected at most {} {}, found {}", limit, what, found));
}

IndexType index_type(uint8_t flags) {
  return (flags & kIndex64) != 0 ? IndexType::I64 : IndexType::I32;
}

}  // namespace

Result<void> SectionDecoder::decode(uint8_t id, ByteReader& reader) {
  switch (id) {
    case kTypeSection:
      return types(reader);
    case kImportSection:
      return imports(reader);
    case kFunctionSection:
      return functions(reader);
    case kTableSection:
      return tables(reader);
    case kMemorySection:
      return memories(reader);
    case kTagSection:
      return tags(reader);
    case kGlobalSection:
      return globals(reader);
    case kExportSection:
      return exports(reader);
    case kStartSection:
      return start(reader);
    case kElementSection:
      return elements(reader);
    case kDataCountSection:
      return data_count(reader);
    case kCodeSection:
      return code(reader);
    default:
      return data(reader);
  }
}

Result<uint32_t> SectionDecoder::index(ByteReader& reader, size_t space, std::string_view what) {
  uint32_t at = reader.offset();
  uint32_t value = TRY(reader.u32(what));
  if (value < space) return value;
  return failure(
      ErrorKind::Invalid, at, fmt::format("expected {} below {}, found {}", what, space, value));
}

Result<uint32_t> SectionDecoder::type_index(ByteReader& reader) {
  return index(reader, module_.types.size(), "a type index");
}

Result<void> SectionDecoder::imports(ByteReader& reader) {
  uint32_t count = TRY(reader.count("an import count", limits::kImports));
  module_.imports.reserve(std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) {
    std::string_view from = TRY(reader.name("an import's module name"));
    std::string_view name = TRY(reader.name("an import's name"));
    uint32_t at = reader.offset();
    uint8_t kind = TRY(reader.byte("an import kind"));
    if (kind > static_cast<uint8_t>(ExternalKind::Tag)) {
      return reader.unexpected_byte(at, "an import kind", kind);
    }
    auto external = static_cast<ExternalKind>(kind);
    uint32_t index = TRY(import_description(reader, external));
    module_.imports.push_back({std::string(from), std::string(name), external, index});
  }
  module_.imported_functions = static_cast<uint32_t>(module_.functions.size());
  module_.imported_tables = static_cast<uint32_t>(module_.tables.size());
  module_.imported_memories = static_cast<uint32_t>(module_.memories.size());
  module_.imported_globals = static_cast<uint32_t>(module_.globals.size());
  module_.imported_tags = static_cast<uint32_t>(module_.tags.size());
  module_.referenced_functions.resize(module_.functions.size());
  return {};
}

/// Appends to the index space of `kind`; the result is the new index.
Result<uint32_t> SectionDecoder::import_description(ByteReader& reader, ExternalKind kind) {
  size_t index = 0;
  switch (kind) {
    case ExternalKind::Function:
      index = module_.functions.size();
      module_.functions.push_back(TRY(type_index(reader)));
      break;
    case ExternalKind::Table:
      index = module_.tables.size();
      module_.tables.push_back(TRY(table_type(reader)));
      break;
    case ExternalKind::Memory:
      index = module_.memories.size();
      module_.memories.push_back(TRY(memory_type(reader)));
      break;
    case ExternalKind::Global:
      index = module_.globals.size();
      module_.globals.push_back(TRY(global_type(reader)));
      break;
    case ExternalKind::Tag:
      index = module_.tags.size();
      module_.tags.push_back(TRY(tag_type(reader)));
      break;
  }
  return static_cast<uint32_t>(index);
}

Result<void> SectionDecoder::functions(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("a function count"));
  TRY(check_limit(at, size_t{count} + module_.functions.size(), limits::kFunctions, "functions"));
  module_.functions.reserve(module_.functions.size() + std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) module_.functions.push_back(TRY(type_index(reader)));
  module_.referenced_functions.resize(module_.functions.size());
  return {};
}

Result<uint8_t> SectionDecoder::limits_flags(ByteReader& reader,
                                             std::string_view what,
                                             uint8_t known) {
  if (!proposals_.memory64) known &= ~kIndex64;
  uint32_t at = reader.offset();
  uint8_t flags = TRY(reader.byte(what));
  if ((flags & ~known) != 0) return reader.unexpected_byte(at, what, flags);
  return flags;
}

Result<uint64_t> SectionDecoder::size(ByteReader& reader, std::string_view what) {
  if (proposals_.memory64) return reader.u64(what);
  return TRY(reader.u32(what));
}

Result<Limits> SectionDecoder::limits(ByteReader& reader, uint8_t flags, SizeRule rule) {
  Limits limits;
  uint32_t at = reader.offset();
  limits.min = TRY(size(reader, "a minimum size"));
  if ((flags & kHasMaximum) != 0) limits.max = TRY(size(reader, "a maximum size"));
  uint64_t greatest = limits.max.value_or(limits.min);
  if (limits.min > greatest) {
    return failure(
        ErrorKind::Invalid,
        at,
        fmt::format(
            "expected a minimum of at most the maximum {}, found {}", greatest, limits.min));
  }
  if (greatest > rule.most) {
    return failure(
        ErrorKind::Invalid,
        at,
        fmt::format("expected {} of at most {}, found {}", rule.what, rule.most, greatest));
  }
  return limits;
}

Result<TableType> SectionDecoder::table_type(ByteReader& reader) {
  TableType type;
  type.element = TRY(reader.reference_type("a reference type", module_.canonical_types));
  uint8_t flags = TRY(limits_flags(reader, "table limits", kHasMaximum | kIndex64));
  type.index = index_type(flags);
  uint64_t most = type.index == IndexType::I64 ? UINT64_MAX : UINT32_MAX;
  type.limits = TRY(limits(reader, flags, {"a table size", most}));
  return type;
}

Result<MemoryType> SectionDecoder::memory_type(ByteReader& reader) {
  MemoryType type;
  uint32_t flags_at = reader.offset();
  uint8_t flags = TRY(limits_flags(reader, "memory limits", kHasMaximum | kShared | kIndex64));
  type.shared = (flags & kShared) != 0;
  type.index = index_type(flags);
  uint64_t most = type.index == IndexType::I64 ? kMaxMemoryPages64 : kMaxMemoryPages32;
  type.limits = TRY(limits(reader, flags, {"a number of pages", most}));
  if (type.shared && !type.limits.max) {
    return failure(
        ErrorKind::Invalid, flags_at, "expected a maximum size of a shared memory, found none");
  }
  return type;
}

Result<GlobalType> SectionDecoder::global_type(ByteReader& reader) {
  GlobalType type;
  type.value = TRY(reader.value_type("a value type", module_.canonical_types));
  uint32_t at = reader.offset();
  uint8_t mutability = TRY(reader.byte("a global's mutability"));
  if (mutability > 1) return reader.unexpected_byte(at, "a global's mutability", mutability);
  type.mutability = static_cast<Mutability>(mutability);
  return type;
}

Result<uint32_t> SectionDecoder::tag_type(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint8_t attribute = TRY(reader.byte("a tag's attribute"));
  if (attribute != 0) return reader.unexpected_byte(at, "a tag's attribute", attribute);
  uint32_t type = TRY(type_index(reader));
  if (!module_.types[type].results.empty()) {
    return failure(ErrorKind::Invalid, at, "expected a tag type without results, found results");
  }
  return type;
}

Result<void> SectionDecoder::tables(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("a table count"));
  TRY(check_limit(at, size_t{count} + module_.tables.size(), limits::kTables, "tables"));
  for (uint32_t i = 0; i < count; ++i) TRY(table(reader));
  return {};
}

Result<void> SectionDecoder::table(ByteReader& reader) {
  uint32_t at = reader.offset();
  ByteReader ahead = reader;
  bool has_initializer = TRY(ahead.byte("a table")) == kTableWithInitializer;
  if (has_initializer) {
    reader = ahead;
    uint32_t zero_at = reader.offset();
    uint8_t zero = TRY(reader.byte("byte 0x00 of a table with an initializer"));
    if (zero != 0) {
      return reader.unexpected_byte(zero_at, "byte 0x00 of a table with an initializer", zero);
    }
  }
  TableType type = TRY(table_type(reader));
  ConstantExpression initializer;
  if (has_initializer) {
    initializer = TRY(read_constant_expression(reader, module_, type.element));
  } else if (!is_nullable(type.element)) {
    return failure(
        ErrorKind::Invalid,
        at,
        fmt::format("expected an initializer of a table of {}, found none", name_of(type.element)));
  }
  module_.tables.push_back(type);
  module_.table_initializers.push_back(initializer);
  return {};
}

Result<void> SectionDecoder::memories(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("a memory count"));
  TRY(check_limit(at, size_t{count} + module_.memories.size(), limits::kMemories, "memories"));
  for (uint32_t i = 0; i < count; ++i) module_.memories.push_back(TRY(memory_type(reader)));
  return {};
}

Result<void> SectionDecoder::tags(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("a tag count"));
  TRY(check_limit(at, size_t{count} + module_.tags.size(), limits::kTags, "tags"));
  for (uint32_t i = 0; i < count; ++i) module_.tags.push_back(TRY(tag_type(reader)));
  return {};
}

Result<void> SectionDecoder::globals(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("a global count"));
  TRY(check_limit(at, size_t{count} + module_.globals.size(), limits::kGlobals, "globals"));
  for (uint32_t i = 0; i < count; ++i) {
    GlobalType type = TRY(global_type(reader));
    module_.global_initializers.push_back(
        TRY(read_constant_expression(reader, module_, type.value)));
    module_.globals.push_back(type);
  }
  return {};
}

Result<void> SectionDecoder::exports(ByteReader& reader) {
  uint32_t count = TRY(reader.count("an export count", limits::kExports));
  module_.exports.reserve(std::min(count, reader.remaining()));
  std::unordered_set<std::string_view> seen;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t name_at = reader.offset();
    std::string_view name = TRY(reader.name("an export's name"));
    if (!seen.insert(name).second) {
      return failure(ErrorKind::Invalid,
                     name_at,
                     fmt::format("expected export names to differ, found \"{}\" again", name));
    }
    uint32_t kind_at = reader.offset();
    uint8_t kind = TRY(reader.byte("an export kind"));
    Export entry{std::string(name), static_cast<ExternalKind>(kind), 0};
    switch (entry.kind) {
      case ExternalKind::Function:
        entry.index = TRY(index(reader, module_.functions.size(), "a function index"));
        module_.referenced_functions[entry.index] = true;
        break;
      case ExternalKind::Table:
        entry.index = TRY(index(reader, module_.tables.size(), "a table index"));
        break;
      case ExternalKind::Memory:
        entry.index = TRY(index(reader, module_.memories.size(), "a memory index"));
        break;
      case ExternalKind::Global:
        entry.index = TRY(index(reader, module_.globals.size(), "a global index"));
        break;
      case ExternalKind::Tag:
        entry.index = TRY(index(reader, module_.tags.size(), "a tag index"));
        break;
      default:
        return reader.unexpected_byte(kind_at, "an export kind", kind);
    }
    module_.exports.push_back(std::move(entry));
  }
  return {};
}

Result<void> SectionDecoder::start(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t function = TRY(index(reader, module_.functions.size(), "a function index"));
  const FunctionType& type = module_.function_type(function);
  if (!type.params.empty() || !type.results.empty()) {
    return failure(ErrorKind::Invalid,
                   at,
                   fmt::format("expected a start function of type [] -> [], found {} parameters "
                               "and {} results",
                               type.params.size(),
                               type.results.size()));
  }
  module_.start = function;
  return {};
}

}  // namespace wali::loader
