#include <fmt/format.h>

#include <algorithm>

#include "loader/constant_expression.h"
#include "loader/implementation_limits.h"
#include "loader/section_decoder.h"

/// The sections that hold contents rather than declarations: elements, code and data.
namespace wali::loader {
namespace {

/// The flags in front of an element segment. Without kNotActive, kExplicit says that a table index
/// is given; with it, that the segment is declarative.
constexpr uint32_t kNotActive = 1;
constexpr uint32_t kExplicit = 2;
constexpr uint32_t kExpressions = 4;

constexpr uint8_t kElementKindFunction = 0;

}  // namespace

Result<void> SectionDecoder::elements(ByteReader& reader) {
  uint32_t count = TRY(reader.count("an element segment count", limits::kElementSegments));
  module_.elements.reserve(std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) module_.elements.push_back(TRY(element_segment(reader)));
  return {};
}

Result<ElementSegment> SectionDecoder::element_segment(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t flags = TRY(reader.u32("element segment flags"));
  if (flags > (kNotActive | kExplicit | kExpressions)) {
    return failure(ErrorKind::Malformed,
                   at,
                   fmt::format("expected element segment flags below 8, found {}", flags));
  }
  // Function indices are never null; expressions may be, unless a type says otherwise.
  bool has_expressions = (flags & kExpressions) != 0;
  ElementSegment segment{
      .mode = SegmentMode::Active,
      .type = has_expressions ? ValueType::FuncRef : non_null(ValueType::FuncRef)};
  bool is_active = (flags & kNotActive) == 0;
  if (!is_active) {
    segment.mode = (flags & kExplicit) != 0 ? SegmentMode::Declarative : SegmentMode::Passive;
  }
  if (is_active) {
    bool is_explicit = (flags & kExplicit) != 0;
    uint32_t table_at = reader.offset();
    if (is_explicit) segment.table = TRY(reader.u32("a table index"));
    if (segment.table >= module_.tables.size()) {
      return failure(
          ErrorKind::Invalid,
          table_at,
          fmt::format(
              "expected a table index below {}, found {}", module_.tables.size(), segment.table));
    }
    ValueType offset = address_type(module_.tables[segment.table].index);
    segment.offset = TRY(read_constant_expression(reader, module_, offset));
  }
  if ((flags & (kNotActive | kExplicit)) != 0) {
    if (has_expressions) {
      segment.type = TRY(reader.reference_type("a reference type", module_.canonical_types));
    } else {
      uint32_t kind_at = reader.offset();
      uint8_t kind = TRY(reader.byte("an element kind"));
      if (kind != kElementKindFunction) {
        return reader.unexpected_byte(kind_at, "an element kind", kind);
      }
    }
  }
  if (is_active && !is_subtype(segment.type, module_.tables[segment.table].element)) {
    return failure(ErrorKind::Invalid,
                   at,
                   fmt::format("expected an element segment of type {}, found {}",
                               name_of(module_.tables[segment.table].element),
                               name_of(segment.type)));
  }
  TRY(element_contents(reader, segment, has_expressions));
  return segment;
}

Result<void> SectionDecoder::element_contents(ByteReader& reader,
                                              ElementSegment& segment,
                                              bool as_expressions) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("an element count"));
  elements_ += count;
  if (elements_ > limits::kTableSize) {
    return failure(
        ErrorKind::Resource,
        at,
        fmt::format("expected at most {} elements, found {}", limits::kTableSize, elements_));
  }
  uint32_t room = std::min(count, reader.remaining());
  if (as_expressions) {
    segment.expressions.reserve(room);
    for (uint32_t i = 0; i < count; ++i) {
      segment.expressions.push_back(TRY(read_constant_expression(reader, module_, segment.type)));
    }
    return {};
  }
  segment.functions.reserve(room);
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t function = TRY(index(reader, module_.functions.size(), "a function index"));
    module_.referenced_functions[function] = true;
    segment.functions.push_back(function);
  }
  return {};
}

Result<void> SectionDecoder::data_count(ByteReader& reader) {
  module_.data_count = TRY(reader.count("a data count", limits::kDataSegments));
  return {};
}

Result<void> SectionDecoder::code(ByteReader& reader) {
  uint32_t at = reader.offset();
  uint32_t count = TRY(reader.u32("a function body count"));
  size_t declared = module_.functions.size() - module_.imported_functions;
  if (count != declared) {
    return failure(
        ErrorKind::Malformed,
        at,
        fmt::format("expected {} function bodies as the function section declares, found {}",
                    declared,
                    count));
  }
  module_.bodies.reserve(std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) TRY(function_body(reader));
  return {};
}

Result<void> SectionDecoder::function_body(ByteReader& reader) {
  uint32_t size = TRY(reader.count("a function body size", limits::kFunctionSize));
  uint32_t begin = reader.offset();
  TRY(reader.skip(size, "a function body"));
  ByteReader body_reader(module_.bytes, begin, begin + size, "function body");
  FunctionBody body{};
  TRY(locals(body_reader, body));
  body.offset = body_reader.offset();
  body.size = body_reader.remaining();
  module_.bodies.push_back(body);
  return {};
}

Result<void> SectionDecoder::locals(ByteReader& reader, FunctionBody& body) {
  uint32_t at = reader.offset();
  body.local_runs = static_cast<uint32_t>(module_.local_runs.size());
  uint32_t runs = TRY(reader.u32("a count of local declarations"));
  uint64_t total = 0;
  for (uint32_t i = 0; i < runs; ++i) {
    LocalRun run;
    run.count = TRY(reader.u32("a local count"));
    run.type = TRY(reader.value_type("a local's type", module_.canonical_types));
    total += run.count;
    if (total > UINT32_MAX) {
      return failure(ErrorKind::Malformed,
                     at,
                     fmt::format("expected fewer than 2^32 locals, found {}", total));
    }
    if (run.count != 0) module_.local_runs.push_back(run);
  }
  if (total > limits::kLocals) {
    return failure(ErrorKind::Resource,
                   at,
                   fmt::format("expected at most {} locals, found {}", limits::kLocals, total));
  }
  body.local_run_count = static_cast<uint32_t>(module_.local_runs.size()) - body.local_runs;
  return {};
}

Result<void> SectionDecoder::data(ByteReader& reader) {
  constexpr uint32_t kPassive = 1;
  constexpr uint32_t kWithMemory = 2;
  uint32_t count = TRY(reader.count("a data segment count", limits::kDataSegments));
  module_.data.reserve(std::min(count, reader.remaining()));
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t at = reader.offset();
    uint32_t flags = TRY(reader.u32("data segment flags"));
    if (flags > kWithMemory) {
      return failure(ErrorKind::Malformed,
                     at,
                     fmt::format("expected data segment flags below 3, found {}", flags));
    }
    DataSegment segment{.mode = SegmentMode::Passive};
    if (flags != kPassive) {
      segment.mode = SegmentMode::Active;
      if (flags == kWithMemory) segment.memory = TRY(reader.u32("a memory index"));
      if (segment.memory >= module_.memories.size()) {
        return failure(ErrorKind::Invalid,
                       at,
                       fmt::format("expected a memory index below {}, found {}",
                                   module_.memories.size(),
                                   segment.memory));
      }
      ValueType offset = address_type(module_.memories[segment.memory].index);
      segment.offset = TRY(read_constant_expression(reader, module_, offset));
    }
    segment.bytes_size = TRY(reader.u32("a data segment size"));
    segment.bytes_offset = reader.offset();
    TRY(reader.skip(segment.bytes_size, "a data segment"));
    module_.data.push_back(segment);
  }
  return {};
}

Result<void> SectionDecoder::finish(uint32_t at) {
  size_t declared = module_.functions.size() - module_.imported_functions;
  if (declared != module_.bodies.size()) {
    return failure(
        ErrorKind::Malformed,
        at,
        fmt::format("expected {} function bodies as the function section declares, found {}",
                    declared,
                    module_.bodies.size()));
  }
  if (module_.data_count && *module_.data_count != module_.data.size()) {
    return failure(ErrorKind::Malformed,
                   at,
                   fmt::format("expected {} data segments as the data count section says, found {}",
                               *module_.data_count,
                               module_.data.size()));
  }
  struct Rule {
    bool may_be_many;
    size_t found;
    std::string_view what;
  };
  for (auto [may_be_many, found, what] :
       {Rule{proposals_.multi_table, module_.tables.size(), "table"},
        Rule{proposals_.multi_memory, module_.memories.size(), "memory"}}) {
    if (may_be_many || found <= 1) continue;
    return failure(
        ErrorKind::Invalid, at, fmt::format("expected one {} at most, found {}", what, found));
  }
  return {};
}

}  // namespace wali::loader
