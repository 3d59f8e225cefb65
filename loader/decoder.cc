#include "loader/decoder.h"

#include <fmt/format.h>

#include <array>

#include "loader/byte_reader.h"
#include "loader/implementation_limits.h"
#include "loader/name_section.h"
#include "loader/section_decoder.h"

namespace wali::loader {
namespace {

/// By section id: its name and its place in the order of sections.
struct SectionRule {
  std::string_view name;
  uint8_t place;
};
constexpr std::array<SectionRule, kSectionIds> kSections = {{
    {"custom section", 0},
    {"type section", 1},
    {"import section", 2},
    {"function section", 3},
    {"table section", 4},
    {"memory section", 5},
    {"global section", 7},
    {"export section", 8},
    {"start section", 9},
    {"element section", 10},
    {"code section", 12},
    {"data section", 13},
    {"data count section", 11},
    {"tag section", 6},
}};

class Decoder {
 public:
  Decoder(Module& module, const Proposals& proposals)
      : module_(module), sections_(module, proposals) {}

  Result<void> decode() {
    if (module_.bytes.size() > limits::kModuleSize) {
      return failure(ErrorKind::Resource,
                     fmt::format("expected a module of at most {} bytes, found {}",
                                 limits::kModuleSize,
                                 module_.bytes.size()));
    }
    auto size = static_cast<uint32_t>(module_.bytes.size());
    ByteReader reader(module_.bytes, 0, size, "module");
    TRY(header(reader));
    while (!reader.at_end()) TRY(section(reader));
    TRY(sections_.finish(size));
    if (names_end_ != 0) module_.names = read_name_section(module_, names_begin_, names_end_);
    return {};
  }

 private:
  Result<void> header(ByteReader& reader) {
    constexpr std::array<uint8_t, 8> kHeader = {0, 'a', 's', 'm', 1, 0, 0, 0};
    for (uint32_t i = 0; i < kHeader.size(); ++i) {
      std::string_view what = i < 4 ? R"(the magic number "\0asm")" : "binary format version 1";
      uint8_t found = TRY(reader.byte(what));
      if (found != kHeader[i]) return reader.unexpected_byte(i, what, found);
    }
    return {};
  }

  Result<void> section(ByteReader& reader) {
    uint32_t at = reader.offset();
    uint8_t id = TRY(reader.byte("section id"));
    if (id >= kSectionIds) return reader.unexpected_byte(at, "section id", id);
    auto [name, place] = kSections[id];
    uint32_t size = TRY(reader.u32("section size"));
    uint32_t begin = reader.offset();
    if (size > reader.remaining()) {
      return failure(ErrorKind::Malformed,
                     begin,
                     fmt::format("expected a {} of {} bytes, found end of module after {}",
                                 name,
                                 size,
                                 reader.remaining()));
    }
    TRY(reader.skip(size, name));
    ByteReader contents(module_.bytes, begin, begin + size, name);
    if (id == kCustomSection) return custom(contents, begin + size);

    if (place <= kSections[last_section_].place) {
      return failure(
          ErrorKind::Malformed,
          at,
          fmt::format(
              "expected no {} after the {}, found one", name, kSections[last_section_].name));
    }
    last_section_ = id;
    TRY(sections_.decode(id, contents));
    if (!contents.at_end()) {
      return failure(
          ErrorKind::Malformed,
          contents.offset(),
          fmt::format("expected end of {}, found {} more bytes", name, contents.remaining()));
    }
    return {};
  }

  Result<void> custom(ByteReader& reader, uint32_t end) {
    std::string_view name = TRY(reader.name("custom section name"));
    // Names may stand before what they name, so the section is read when all else is known.
    if (name == "name" && names_end_ == 0) {
      names_begin_ = reader.offset();
      names_end_ = end;
    }
    return {};
  }

  Module& module_;
  SectionDecoder sections_;
  uint8_t last_section_ = kCustomSection;
  uint32_t names_begin_ = 0;
  uint32_t names_end_ = 0;
};

}  // namespace

Result<std::shared_ptr<const Module>> decode(std::vector<std::byte> bytes,
                                             const Proposals& proposals) {
  auto module = std::make_shared<Module>();
  module->bytes = std::move(bytes);
  TRY(Decoder(*module, proposals).decode());
  return module;
}

}  // namespace wali::loader
