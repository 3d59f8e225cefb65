#include "wali/caller.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace wali::sys {

// The end of the reservation, which no memory grows into, or where that is too short the kernel's
// own half of the address space. The former is better: a call that then has another error, or
// accesses nothing, answers as usual.
void* Caller::inaccessible(uint64_t length) const {
  constexpr uint64_t kKernelHalf = ~uint64_t{0} << 47;
  if (length <= memory::kExplicitGuard) return base_ + reach_ - memory::kExplicitGuard;
  return reinterpret_cast<void*>(kKernelHalf);
}

Expected<void> Caller::copy_in_extensible(void* to,
                                          size_t known,
                                          uint32_t from,
                                          uint32_t size) const {
  std::array<std::byte, 4096> bytes;
  if (size < known) return failed(EINVAL);
  if (size > bytes.size()) return failed(E2BIG);
  TRY(copy_in(bytes.data(), from, size));
  auto rest = std::span(bytes).subspan(known, size - known);
  if (std::ranges::any_of(rest, [](std::byte byte) { return byte != std::byte{0}; })) {
    return failed(E2BIG);
  }
  std::memcpy(to, bytes.data(), known);
  return {};
}

// Read in pieces that end on pages, since the string may end just before one that is inaccessible.
Expected<std::string> Caller::load_string(uint32_t address, size_t limit) const {
  constexpr uint64_t kPiece = 4096;
  if (address == 0) return failed(EFAULT);
  std::string text;
  uint64_t at = address;
  while (text.size() < limit) {
    char piece[kPiece];
    size_t length = std::min(kPiece - at % kPiece, uint64_t{limit - text.size()});
    if (!reaches(at, length) || !memory::guarded_copy(piece, base_ + at, length)) {
      return failed(EFAULT);
    }
    size_t found = strnlen(piece, length);
    text.append(piece, found);
    if (found < length) return text;
    at += length;
  }
  return failed(ENAMETOOLONG);
}

}  // namespace wali::sys
