#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/opcode.h"
#include "loader/text/place.h"

namespace wali::loader::text {

/// Appends the parts of a binary module (core spec, section 5) to a string of bytes, and remembers
/// which places of the text they come from.
class BinaryWriter {
 public:
  /// The bytes from `offset` up to the next mark come from this place of the text.
  struct Mark {
    size_t offset;
    Place place;
  };

  size_t size() const { return bytes_.size(); }
  std::string_view bytes() const { return bytes_; }
  std::span<const Mark> marks() const { return marks_; }
  void truncate(size_t size) {
    bytes_.resize(size);
    while (!marks_.empty() && marks_.back().offset >= size) marks_.pop_back();
  }
  std::string take() { return std::move(bytes_); }

  void mark(Place place) { marks_.push_back({size(), place}); }
  void byte(uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void raw(std::string_view bytes) { bytes_.append(bytes); }
  /// What `other` holds from `begin` on, with its marks.
  void append(const BinaryWriter& other, size_t begin = 0) {
    auto first = std::ranges::lower_bound(other.marks_, begin, {}, &Mark::offset);
    for (const Mark& mark : std::ranges::subrange(first, other.marks_.end())) {
      marks_.push_back({size() + mark.offset - begin, mark.place});
    }
    raw(other.bytes().substr(begin));
  }

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
  void sized(const BinaryWriter& other) {
    u64(other.size());
    append(other);
  }

  void opcode(Opcode opcode) {
    uint32_t code = info(opcode).code;
    if (code <= 0xFF) return byte(static_cast<uint8_t>(code));
    byte(static_cast<uint8_t>(code >> 16));
    u64(code & 0xFFFF);
  }

 private:
  std::string bytes_;
  std::vector<Mark> marks_;
};

/// A vector of the binary format while it is being written: its elements and how many they are.
struct CountedWriter {
  uint32_t count = 0;
  BinaryWriter elements;

  BinaryWriter& add() {
    ++count;
    return elements;
  }
  /// The next element, which comes from `place`.
  BinaryWriter& add(Place place) {
    elements.mark(place);
    return add();
  }
  BinaryWriter contents() const {
    BinaryWriter writer;
    writer.u64(count);
    writer.append(elements);
    return writer;
  }
};

}  // namespace wali::loader::text
