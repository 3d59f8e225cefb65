#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loader/module.h"
#include "loader/text/custom_sections.h"
#include "loader/text/module_context.h"

namespace wali::loader::text {

/// Reads the fields of a module in two passes. The first gives every definition its index and every
/// identifier its meaning, so that the second can write each field as it comes, whatever it refers
/// to. Types are read between the two: a signature may mean any type that the module defines.
class ModuleParser {
 public:
  explicit ModuleParser(const TokenCursor& at) : module_(at), cursor_(module_.cursor) {}

  /// The module's name and fields, up to what ends them.
  Result<BinaryWriter> parse();
  /// Where `parse` has stopped.
  const TokenCursor& cursor() const { return cursor_; }

 private:
  /// What imports, exports and definitions have in common, by the keyword that begins them.
  struct External {
    std::string_view keyword;
    ExternalKind kind;
    Space space;
  };
  static const External* external_of(const Token& token);
  Result<const External*> expect_external();

  Result<void> declare_fields();
  Result<void> declare_field(std::vector<TokenCursor>& types);
  Result<void> declare_inline_segments(std::string_view keyword, Space segments);

  Result<void> write_fields();
  Result<void> write_field();
  Result<void> import_field();
  Result<void> export_field();
  Result<void> start_field();
  Result<void> definition(const External& external);
  Result<void> defined(const External& external, uint32_t index);
  Result<void> import(const External& external, const Token& at, std::string_view names);
  Result<std::string> import_names();
  void add_export(std::string_view name, const External& external, uint32_t index);

  Result<void> function(uint32_t index);
  Result<void> local_declarations(IndexSpace& locals, BinaryWriter& body);
  Result<void> table(uint32_t index);
  Result<void> table_type(BinaryWriter& out);
  Result<void> memory(uint32_t index);
  Result<void> memory_type(BinaryWriter& out);
  uint8_t address_type();
  Result<void> limits(uint8_t flags, bool may_be_shared, BinaryWriter& out);
  Result<void> global();
  Result<void> global_type(BinaryWriter& out);
  Result<void> tag_type(BinaryWriter& out);

  /// The elements of a segment, as indices or as expressions behind their type.
  struct Elements {
    std::string type;  // empty: function indices
    CountedWriter items;
  };
  struct Target {
    uint32_t index = 0;
    BinaryWriter offset;
  };

  Result<uint32_t> memory_or_table(Space space);
  Result<void> element_field();
  Result<Elements> elements(bool may_omit_kind);
  Result<Elements> inline_elements(std::string_view type);
  Result<void> element_expressions(CountedWriter& items);
  Result<void> function_indices(CountedWriter& items);
  void add_element_segment(const std::optional<Target>& target,
                           bool is_declarative,
                           const Elements& list);
  Result<void> data_field();
  Result<std::string> strings();
  void add_data_segment(const std::optional<Target>& target, std::string_view bytes);
  Result<BinaryWriter> offset();
  Result<BinaryWriter> expression();
  static BinaryWriter zero_offset(uint8_t address);

  BinaryWriter assemble();
  BinaryWriter section_contents(std::string_view keyword) const;

  ModuleContext module_;
  TokenCursor& cursor_;

  std::string name_;
  Place field_;  // the present one
  std::array<uint32_t, kModuleSpaces> next_index_{};
  /// The first definition that is no import: imports may not follow it.
  std::string_view first_definition_;

  CountedWriter imports_;
  CountedWriter functions_;
  CountedWriter tables_;
  CountedWriter memories_;
  CountedWriter tags_;
  CountedWriter globals_;
  CountedWriter exports_;
  CountedWriter elements_;
  CountedWriter code_;
  CountedWriter data_;
  std::optional<uint32_t> start_;
  bool needs_data_count_ = false;

  std::vector<CustomSection> customs_;
  LocalNames local_names_;
  BranchHints branch_hints_;
};

}  // namespace wali::loader::text
