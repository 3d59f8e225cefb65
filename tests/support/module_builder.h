#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loader/module.h"
#include "loader/types.h"

/// Assembles small binary modules for tests, correct or wrong as the test wants. Index spaces hold
/// the imports first, so import before defining.
namespace wali::test {

using Bytes = std::vector<uint8_t>;

/// Instructions, appended one by one. `op` takes any opcode and its immediates as they are.
class Code {
 public:
  Code& op(std::initializer_list<uint8_t> bytes) {
    bytes_.insert(bytes_.end(), bytes);
    return *this;
  }
  Code& index(uint8_t opcode, uint32_t index) { return op({opcode}).u32(index); }

  Code& unreachable() { return op({0x00}); }
  Code& block() { return op({0x02, 0x40}); }
  Code& loop() { return op({0x03, 0x40}); }
  Code& if_() { return op({0x04, 0x40}); }
  Code& else_() { return op({0x05}); }
  Code& end() { return op({0x0b}); }
  Code& br(uint32_t label) { return index(0x0c, label); }
  Code& br_if(uint32_t label) { return index(0x0d, label); }
  Code& return_() { return op({0x0f}); }
  Code& call(uint32_t function) { return index(0x10, function); }
  Code& call_indirect(uint32_t type, uint32_t table = 0) { return index(0x11, type).u32(table); }
  Code& drop() { return op({0x1a}); }
  Code& local_get(uint32_t local) { return index(0x20, local); }
  Code& local_set(uint32_t local) { return index(0x21, local); }
  Code& local_tee(uint32_t local) { return index(0x22, local); }
  Code& global_get(uint32_t global) { return index(0x23, global); }
  Code& global_set(uint32_t global) { return index(0x24, global); }
  Code& table_get(uint32_t table) { return index(0x25, table); }
  Code& table_set(uint32_t table) { return index(0x26, table); }
  Code& i32_load(uint32_t offset = 0) { return op({0x28, 2}).u32(offset); }
  Code& i32_store(uint32_t offset = 0) { return op({0x36, 2}).u32(offset); }
  Code& memory_size() { return op({0x3f, 0}); }
  Code& memory_grow() { return op({0x40, 0}); }
  Code& i32_const(int32_t value) { return op({0x41}).s64(value); }
  Code& i64_const(int64_t value) { return op({0x42}).s64(value); }
  Code& f64_const(double value) {
    op({0x44});
    auto bits = std::bit_cast<uint64_t>(value);
    for (int i = 0; i < 8; ++i) bytes_.push_back(static_cast<uint8_t>(bits >> (8 * i)));
    return *this;
  }
  Code& i32_add() { return op({0x6a}); }
  Code& i32_sub() { return op({0x6b}); }
  Code& i32_div_s() { return op({0x6d}); }
  Code& ref_null(loader::ValueType type) { return op({0xd0, static_cast<uint8_t>(type)}); }
  Code& ref_func(uint32_t function) { return index(0xd2, function); }

  Code& u32(uint64_t value) {
    do {
      uint8_t low = value & 0x7f;
      value >>= 7;
      bytes_.push_back(value != 0 ? low | 0x80 : low);
    } while (value != 0);
    return *this;
  }
  Code& s64(int64_t value) {
    for (;;) {
      uint8_t low = value & 0x7f;
      value >>= 7;
      bool is_last = (value == 0 && (low & 0x40) == 0) || (value == -1 && (low & 0x40) != 0);
      bytes_.push_back(is_last ? low : low | 0x80);
      if (is_last) return *this;
    }
  }
  Code& text(std::string_view text) {
    u32(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    return *this;
  }
  Code& append(const Bytes& bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

class ModuleBuilder {
 public:
  using Types = std::vector<loader::ValueType>;

  uint32_t type(const Types& params, const Types& results) {
    Code entry;
    entry.op({0x60}).append(vector_of(params)).append(vector_of(results));
    return add(types_, entry);
  }

  uint32_t import_function(std::string_view module, std::string_view name, uint32_t type) {
    import(module, name, 0, Code().u32(type));
    return function_count_++;
  }
  uint32_t import_table(std::string_view module,
                        std::string_view name,
                        const loader::TableType& type) {
    import(module, name, 1, table_type(type));
    return table_count_++;
  }
  uint32_t import_memory(std::string_view module,
                         std::string_view name,
                         const loader::MemoryType& type) {
    import(module, name, 2, memory_type(type));
    return memory_count_++;
  }
  uint32_t import_global(std::string_view module,
                         std::string_view name,
                         const loader::GlobalType& type) {
    import(module, name, 3, global_type(type));
    return global_count_++;
  }

  /// `code` without its closing end; each of `locals` declares one.
  uint32_t function_of_type(uint32_t type, const Types& locals, const Code& code) {
    add(functions_, Code().u32(type));
    Code body;
    body.u32(locals.size());
    for (loader::ValueType local : locals) body.op({1, static_cast<uint8_t>(local)});
    body.append(code.bytes()).end();
    add(bodies_, Code().u32(body.bytes().size()).append(body.bytes()));
    return function_count_++;
  }
  uint32_t function(const Types& params, const Types& results, const Code& code) {
    return function_of_type(type(params, results), {}, code);
  }
  uint32_t table(const loader::TableType& type) {
    add(tables_, table_type(type));
    return table_count_++;
  }
  uint32_t memory(const loader::MemoryType& type) {
    add(memories_, memory_type(type));
    return memory_count_++;
  }
  uint32_t global(const loader::GlobalType& type, const Code& initializer) {
    add(globals_, global_type(type).append(initializer.bytes()).end());
    return global_count_++;
  }

  void export_item(std::string_view name, loader::ExternalKind kind, uint32_t index) {
    add(exports_, Code().text(name).op({static_cast<uint8_t>(kind)}).u32(index));
  }
  void export_function(std::string_view name, uint32_t index) {
    export_item(name, loader::ExternalKind::Function, index);
  }
  void start(uint32_t function) { start_ = function; }

  /// Functions by index: into table 0 at a constant, or passive.
  uint32_t active_elements(int32_t at, const std::vector<uint32_t>& functions) {
    return add(elements_, Code().u32(0).i32_const(at).end().append(indices(functions)));
  }
  uint32_t passive_elements(const std::vector<uint32_t>& functions) {
    return add(elements_, Code().u32(1).op({0}).append(indices(functions)));
  }
  uint32_t active_data(int32_t at, std::string_view bytes) {
    return add(data_, Code().u32(0).i32_const(at).end().text(bytes));
  }
  uint32_t passive_data(std::string_view bytes) { return add(data_, Code().u32(1).text(bytes)); }

  /// In the name section.
  void name_function(uint32_t function, std::string_view name) {
    add(function_names_, Code().u32(function).text(name));
  }
  void name_global(uint32_t global, std::string_view name) {
    add(global_names_, Code().u32(global).text(name));
  }

  std::vector<std::byte> bytes() const {
    Code module;
    module.op({0, 'a', 's', 'm', 1, 0, 0, 0});
    section(module, 1, types_);
    section(module, 2, imports_);
    section(module, 3, functions_);
    section(module, 4, tables_);
    section(module, 5, memories_);
    section(module, 6, globals_);
    section(module, 7, exports_);
    if (start_) raw_section(module, 8, Code().u32(*start_));
    section(module, 9, elements_);
    if (data_.count != 0) raw_section(module, 12, Code().u32(data_.count));
    section(module, 10, bodies_);
    section(module, 11, data_);
    if (function_names_.count + global_names_.count != 0) {
      Code names;
      names.text("name");
      section(names, 1, function_names_);
      section(names, 7, global_names_);
      raw_section(module, 0, names);
    }
    auto* begin = reinterpret_cast<const std::byte*>(module.bytes().data());
    return {begin, begin + module.bytes().size()};
  }

 private:
  struct Entries {
    uint32_t count = 0;
    Bytes bytes;
  };

  static uint32_t add(Entries& entries, const Code& entry) {
    entries.bytes.insert(entries.bytes.end(), entry.bytes().begin(), entry.bytes().end());
    return entries.count++;
  }
  void import(std::string_view module,
              std::string_view name,
              uint8_t kind,
              const Code& description) {
    add(imports_, Code().text(module).text(name).op({kind}).append(description.bytes()));
  }
  static Bytes vector_of(const Types& types) {
    Code code;
    code.u32(types.size());
    for (loader::ValueType type : types) code.op({static_cast<uint8_t>(type)});
    return code.bytes();
  }
  static Bytes indices(const std::vector<uint32_t>& values) {
    Code code;
    code.u32(values.size());
    for (uint32_t value : values) code.u32(value);
    return code.bytes();
  }
  static Code limits(uint8_t flags, const loader::Limits& limits) {
    Code code;
    code.op({static_cast<uint8_t>(flags | (limits.max ? 1 : 0))}).u32(limits.min);
    if (limits.max) code.u32(*limits.max);
    return code;
  }
  static Code table_type(const loader::TableType& type) {
    return Code().op({static_cast<uint8_t>(type.element)}).append(limits(0, type.limits).bytes());
  }
  static Code memory_type(const loader::MemoryType& type) {
    return limits(type.shared ? 2 : 0, type.limits);
  }
  static Code global_type(const loader::GlobalType& type) {
    return Code().op({static_cast<uint8_t>(type.value),
                      static_cast<uint8_t>(type.mutability == loader::Mutability::Variable)});
  }
  static void raw_section(Code& module, uint8_t id, const Code& content) {
    module.op({id}).u32(content.bytes().size()).append(content.bytes());
  }
  static void section(Code& module, uint8_t id, const Entries& entries) {
    if (entries.count == 0) return;
    raw_section(module, id, Code().u32(entries.count).append(entries.bytes));
  }

  Entries types_, imports_, functions_, tables_, memories_, globals_, exports_, elements_, bodies_,
      data_;
  Entries function_names_, global_names_;
  std::optional<uint32_t> start_;
  uint32_t function_count_ = 0;
  uint32_t table_count_ = 0;
  uint32_t memory_count_ = 0;
  uint32_t global_count_ = 0;
};

}  // namespace wali::test
