#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "loader/leb128.h"
#include "loader/result.h"
#include "loader/types.h"

namespace wali::loader {

/// Reads the structure of a module, every step checked. `what` names the thing expected, for the
/// message. Offsets count from the beginning of the module.
class ByteReader {
 public:
  /// Reads [begin, end) of the module; `region` names what ends at `end`.
  ByteReader(std::span<const std::byte> module,
             uint32_t begin,
             uint32_t end,
             std::string_view region)
      : base_(reinterpret_cast<const uint8_t*>(module.data())),
        at_(base_ + begin),
        end_(base_ + end),
        region_(region) {}

  uint32_t offset() const { return static_cast<uint32_t>(at_ - base_); }
  uint32_t remaining() const { return static_cast<uint32_t>(end_ - at_); }
  bool at_end() const { return at_ == end_; }

  Result<uint8_t> byte(std::string_view what);
  Result<uint32_t> u32(std::string_view what);
  Result<uint64_t> u64(std::string_view what);
  Result<int32_t> s32(std::string_view what);
  Result<int64_t> s64(std::string_view what);
  /// A u32 that counts things; more than `limit` is a Resource error.
  Result<uint32_t> count(std::string_view what, uint32_t limit);
  Result<void> skip(uint32_t bytes, std::string_view what);
  /// A UTF-8 name. It points into the module.
  Result<std::string_view> name(std::string_view what);
  /// Type indices are looked up in `types`, which gives the index to use in place of each. Types of
  /// proposals that this engine lacks are Unsupported errors.
  Result<ValueType> value_type(std::string_view what, std::span<const uint32_t> types);
  Result<ValueType> reference_type(std::string_view what, std::span<const uint32_t> types);
  /// As the nullable reference to it.
  Result<ValueType> heap_type(std::string_view what, std::span<const uint32_t> types);

  /// The error of having met `found` where `what` should begin.
  std::unexpected<Error> unexpected_byte(uint32_t offset,
                                         std::string_view what,
                                         uint8_t found) const;

 private:
  template <typename T, unsigned kBits = sizeof(T) * 8>
  Result<T> leb(std::string_view what);
  Result<ValueType> abstract_heap_type(uint32_t at, uint8_t code, std::string_view what) const;
  std::unexpected<Error> found_end(std::string_view what) const;

  const uint8_t* base_;
  const uint8_t* at_;
  const uint8_t* end_;
  std::string_view region_;
};

/// What is wrong with an integer that was read at some place, as the end of "expected X, found
/// ...".
std::string_view describe(LebStatus status);

}  // namespace wali::loader
