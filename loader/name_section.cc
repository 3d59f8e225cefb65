#include "loader/name_section.h"

#include "loader/byte_reader.h"

namespace wali::loader {
namespace {

enum Subsection : uint8_t { kModuleName = 0, kFunctionNames = 1, kGlobalNames = 7 };

Result<void> read_name_map(ByteReader& reader,
                           size_t index_space,
                           std::unordered_map<uint32_t, std::string>& names) {
  for (uint32_t count = TRY(reader.u32("name count")); count > 0; --count) {
    uint32_t index = TRY(reader.u32("index"));
    std::string_view name = TRY(reader.name("name"));
    if (index < index_space) names.try_emplace(index, name);
  }
  return {};
}

Result<void> read_subsections(const Module& module, ByteReader& reader, Names& names) {
  while (!reader.at_end()) {
    uint8_t id = TRY(reader.byte("subsection id"));
    uint32_t size = TRY(reader.u32("subsection size"));
    uint32_t begin = reader.offset();
    TRY(reader.skip(size, "subsection"));
    ByteReader contents(module.bytes, begin, begin + size, "subsection");
    if (id == kModuleName) {
      names.module = TRY(contents.name("module name"));
    } else if (id == kFunctionNames) {
      TRY(read_name_map(contents, module.functions.size(), names.functions));
    } else if (id == kGlobalNames) {
      TRY(read_name_map(contents, module.globals.size(), names.globals));
    }
  }
  return {};
}

}  // namespace

Names read_name_section(const Module& module, uint32_t begin, uint32_t end) {
  Names names;
  ByteReader reader(module.bytes, begin, end, "name section");
  // Names are for people: a broken section costs the rest of them, not the program.
  static_cast<void>(read_subsections(module, reader, names));
  return names;
}

}  // namespace wali::loader
