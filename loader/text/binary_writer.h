#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/opcode.h"

namespace wali::loader::text {

/// Appends the parts of a binary module (core spec, section 5) to a string of bytes.
class BinaryWriter {
 public:
  size_t size() const { return bytes_.size(); }
  std::string_view bytes() const { return bytes_; }
  /// From `begin` to the end.
  std::string_view tail(size_t begin) const { return bytes().substr(begin); }
  void truncate(size_t size) { bytes_.resize(size); }
  std::string take() { return std::move(bytes_); }

  void byte(uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void raw(std::string_view bytes) { bytes_.append(bytes); }

  void u64(uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<uint8_t>(value) | 0x80);
    byte(static_cast<uint8_t>(value));
  }
  void s64(int64_t value) {
    for (; value < -0x40 || value >= 0x40; value >>= 7) byte(static_cast<uint8_t>(value) | 0x80);
    byte(static_cast<uint8_t>(value) & 0x7f);
  }
  /// The low `size` bytes, little-endian.
  void little_endian(uint64_t value, unsigned size) {
    for (unsigned i = 0; i < size; ++i) byte(static_cast<uint8_t>(value >> (8 * i)));
  }
  /// Bytes behind their count: a name, a section's contents, a function's body.
  void sized(std::string_view bytes) {
    u64(bytes.size());
    raw(bytes);
  }

  void opcode(Opcode opcode) {
    uint32_t code = info(opcode).code;
    if (code <= 0xFF) return byte(static_cast<uint8_t>(code));
    byte(static_cast<uint8_t>(code >> 16));
    u64(code & 0xFFFF);
  }

 private:
  std::string bytes_;
};

/// A vector of the binary format while it is being written: its elements and how many they are.
struct CountedWriter {
  uint32_t count = 0;
  BinaryWriter elements;

  BinaryWriter& add() {
    ++count;
    return elements;
  }
  std::string contents() const {
    BinaryWriter writer;
    writer.u64(count);
    writer.raw(elements.bytes());
    return writer.take();
  }
};

}  // namespace wali::loader::text
