#pragma once

#include <compare>
#include <cstdint>

namespace wali::memory {

/// An offset in linear memory, never a host pointer. 32 bits wide in today's programs; held in 64,
/// so that address + length of a 32-bit guest cannot wrap.
struct GuestAddress {
  uint64_t value = 0;

  constexpr GuestAddress() = default;
  constexpr explicit GuestAddress(uint64_t address) : value(address) {}

  /// The ABI's NULL, although byte 0 of a memory is addressable.
  constexpr bool is_null() const { return value == 0; }
  constexpr auto operator<=>(const GuestAddress&) const = default;
};

constexpr GuestAddress operator+(GuestAddress address, uint64_t offset) {
  return GuestAddress{address.value + offset};
}

}  // namespace wali::memory
