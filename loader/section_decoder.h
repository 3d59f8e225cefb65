#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loader/byte_reader.h"
#include "loader/module.h"
#include "loader/proposals.h"

namespace wali::loader {

enum SectionId : uint8_t {
  kCustomSection = 0,
  kTypeSection = 1,
  kImportSection = 2,
  kFunctionSection = 3,
  kTableSection = 4,
  kMemorySection = 5,
  kGlobalSection = 6,
  kExportSection = 7,
  kStartSection = 8,
  kElementSection = 9,
  kCodeSection = 10,
  kDataSection = 11,
  kDataCountSection = 12,
  kTagSection = 13,
  kSectionIds = 14,
};

/// Decodes and validates the contents of the sections that the specification defines, in the order
/// they come; the caller has checked that order.
class SectionDecoder {
 public:
  SectionDecoder(Module& module, const Proposals& proposals)
      : module_(module), proposals_(proposals) {}

  Result<void> decode(uint8_t id, ByteReader& reader);

  /// What only the whole module shows: a body for every function, as many data segments as were
  /// announced, no more tables and memories than the proposals allow.
  Result<void> finish(uint32_t at);

 private:
  Result<void> types(ByteReader& reader);
  Result<void> imports(ByteReader& reader);
  Result<void> functions(ByteReader& reader);
  Result<void> tables(ByteReader& reader);
  Result<void> table(ByteReader& reader);
  Result<void> memories(ByteReader& reader);
  Result<void> tags(ByteReader& reader);
  Result<void> globals(ByteReader& reader);
  Result<void> exports(ByteReader& reader);
  Result<void> start(ByteReader& reader);
  Result<void> elements(ByteReader& reader);
  Result<void> data_count(ByteReader& reader);
  Result<void> code(ByteReader& reader);
  Result<void> data(ByteReader& reader);

  Result<std::vector<ValueType>> value_types(ByteReader& reader,
                                             std::string_view what,
                                             uint32_t limit);
  Result<void> type_group(ByteReader& reader, uint32_t size);
  Result<FunctionType> function_type(ByteReader& reader);
  Result<uint32_t> import_description(ByteReader& reader, ExternalKind kind);
  Result<uint32_t> type_index(ByteReader& reader);
  Result<uint32_t> tag_type(ByteReader& reader);
  Result<TableType> table_type(ByteReader& reader);
  Result<MemoryType> memory_type(ByteReader& reader);
  Result<GlobalType> global_type(ByteReader& reader);
  /// How large a table or memory may be at most.
  struct SizeRule {
    std::string_view what;
    uint64_t most;
  };
  Result<uint8_t> limits_flags(ByteReader& reader, std::string_view what, uint8_t known);
  Result<uint64_t> size(ByteReader& reader, std::string_view what);
  Result<Limits> limits(ByteReader& reader, uint8_t flags, SizeRule rule);

  Result<ElementSegment> element_segment(ByteReader& reader);
  Result<void> element_contents(ByteReader& reader, ElementSegment& segment, bool as_expressions);
  Result<void> function_body(ByteReader& reader);
  Result<void> locals(ByteReader& reader, FunctionBody& body);

  /// An index read just now, checked against its index space.
  Result<uint32_t> index(ByteReader& reader, size_t space, std::string_view what);

  Module& module_;
  const Proposals proposals_;
  uint64_t elements_ = 0;                                     // in all segments
  std::unordered_map<std::string, uint32_t> first_of_group_;  // by key, of each type group
};

}  // namespace wali::loader
