#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "loader/decoder.h"
#include "loader/opcode.h"
#include "loader/validator.h"

/// Writes modules for tests, valid or not: nothing is checked.
namespace wali::loader::test {

class Bytes {
 public:
  Bytes() = default;
  Bytes(std::initializer_list<int> bytes) {
    for (int byte : bytes) raw(byte);
  }

  Bytes& raw(int byte) {
    bytes_.push_back(static_cast<std::byte>(byte));
    return *this;
  }
  Bytes& raw(const Bytes& other) {
    bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
    return *this;
  }
  Bytes& u32(uint64_t value) {
    for (; value >= 0x80; value >>= 7) raw(static_cast<int>(value & 0x7f) | 0x80);
    return raw(static_cast<int>(value));
  }
  Bytes& name(std::string_view text) {
    u32(text.size());
    for (char c : text) raw(c);
    return *this;
  }
  /// An instruction, its immediates as unsigned integers.
  template <typename... Immediates>
  Bytes& op(Opcode opcode, Immediates... immediates) {
    uint32_t code = info(opcode).code;
    if (code > 0xFF) {
      raw(static_cast<int>(code >> 16)).u32(code & 0xFFFF);
    } else {
      raw(static_cast<int>(code));
    }
    (u32(static_cast<uint64_t>(immediates)), ...);
    return *this;
  }
  Bytes& type(ValueType type) {
    if (is_reference(type) && type != heap_of(type)) {
      raw(is_nullable(type) ? 0x63 : 0x64);
      if (is_concrete(type)) return u32(type_index_of(type));
    }
    return raw(static_cast<int>(heap_of(type)));
  }
  Bytes& types(const std::vector<ValueType>& types) {
    u32(types.size());
    for (ValueType each : types) type(each);
    return *this;
  }

  size_t size() const { return bytes_.size(); }
  const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

constexpr int kEmptyBlock = 0x40;

inline Bytes header() {
  return {0, 'a', 's', 'm', 1, 0, 0, 0};
}

inline Bytes section(int id, const Bytes& contents) {
  Bytes bytes;
  return bytes.raw(id).u32(contents.size()).raw(contents);
}

/// One function with everything around it that instructions may name: type 0 is the function's,
/// type 1 is
/// [] -> [], type 2 is [i32 i32] -> [i32 i32]; function 1 has type 1, function 2 has type 2; tables
/// 0 (funcref) and 1 (externref), memory 0, global 0 (constant i32) and 1 (mutable i64), data
/// segment 0, passive element segment 0.
struct OneFunction {
  std::vector<ValueType> params;
  std::vector<ValueType> results;
  std::vector<LocalRun> locals;
  Bytes code;  // without the last `end`

  Bytes build() const {
    constexpr ValueType i32 = ValueType::I32;
    Bytes types;
    types.u32(3).raw(0x60).types(params).types(results).raw(0x60).types({}).types({});
    types.raw(0x60).types({i32, i32}).types({i32, i32});
    Bytes body;
    body.u32(locals.size());
    for (const LocalRun& run : locals) body.u32(run.count).type(run.type);
    body.raw(code).op(Opcode::end);
    Bytes bodies;
    bodies.u32(3).u32(body.size()).raw(body).raw({2, 0, 0x0b}).raw({6, 0, 0x20, 0, 0x20, 1, 0x0b});
    Bytes module = header();
    module.raw(section(1, types)).raw(section(3, {3, 0, 1, 2}));
    module.raw(section(4, {2, 0x70, 0, 4, 0x6f, 0, 4})).raw(section(5, {1, 0, 1}));
    module.raw(section(6, {2, 0x7f, 0, 0x41, 7, 0x0b, 0x7e, 1, 0x42, 7, 0x0b}));
    module.raw(section(9, {1, 1, 0, 1, 0})).raw(section(12, {1})).raw(section(10, bodies));
    return module.raw(section(11, {1, 1, 2, 'h', 'i'}));
  }
};

/// "ok", or the error as the user sees it.
inline std::string verdict(const Bytes& bytes) {
  Result<std::shared_ptr<const Module>> module = decode(bytes.bytes());
  if (!module) return to_string(module.error());
  Result<void> bodies = validate_bodies(**module);
  return bodies ? "ok" : to_string(bodies.error());
}

}  // namespace wali::loader::test
