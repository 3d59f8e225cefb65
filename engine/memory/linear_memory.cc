#include "engine/memory/linear_memory.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "engine/memory/guarded_access.h"

namespace wali::memory {

std::expected<std::unique_ptr<LinearMemory>, Errno> LinearMemory::create(
    const MemoryOptions& options) {
  auto reservation = Reservation::create(options.reservation);
  if (!reservation) return std::unexpected(reservation.error());
  uint64_t pages = std::min(options.max_pages, reservation->size().after / kWasmPage);
  std::unique_ptr<LinearMemory> memory(
      new (std::nothrow) LinearMemory(std::move(*reservation), options, pages * kWasmPage));
  if (!memory) return std::unexpected(Errno{ENOMEM});
  if (auto grown = memory->grow(options.min_pages); !grown) return std::unexpected(grown.error());
  return memory;
}

LinearMemory::LinearMemory(Reservation reservation,
                           const MemoryOptions& options,
                           uint64_t limit_bytes)
    : data_{reservation.base(), 0},
      reservation_(std::move(reservation)),
      min_pages_(options.min_pages),
      max_pages_(options.max_pages),
      sharing_(options.sharing),
      mappings_(data_, limit_bytes) {}

std::expected<std::byte*, Errno> LinearMemory::kernel_buffer(GuestAddress at,
                                                             uint64_t length) const {
  uint64_t reach = reservation_.size().after;
  if (length > reach || at.value > reach - length) return std::unexpected(Errno{EFAULT});
  return to_host(at);
}

std::expected<void, Errno> LinearMemory::copy_in(void* to, GuestAddress from, size_t length) const {
  if (!covers(from, length) || !guarded_copy(to, to_host(from), length)) {
    return std::unexpected(Errno{EFAULT});
  }
  return {};
}

std::expected<void, Errno> LinearMemory::copy_out(GuestAddress to,
                                                  const void* from,
                                                  size_t length) {
  if (!covers(to, length) || !guarded_copy(to_host(to), from, length)) {
    return std::unexpected(Errno{EFAULT});
  }
  return {};
}

std::expected<void, Errno> LinearMemory::fill(GuestAddress to, uint8_t value, size_t length) {
  if (!covers(to, length) || !guarded_fill(to_host(to), value, length)) {
    return std::unexpected(Errno{EFAULT});
  }
  return {};
}

std::expected<std::string, Errno> LinearMemory::read_string(GuestAddress from,
                                                            size_t max_bytes) const {
  constexpr size_t kPiece = 256;  // divides the page size: a piece is accessible as a whole or not
  std::string text;
  while (text.size() < max_bytes) {
    GuestAddress at = from + text.size();
    size_t length = std::min(kPiece - at.value % kPiece, max_bytes - text.size());
    char piece[kPiece];
    if (auto copied = copy_in(piece, at, length); !copied) return std::unexpected(copied.error());
    if (const void* end = std::memchr(piece, 0, length)) {
      text.append(piece, static_cast<const char*>(end) - piece);
      return text;
    }
    text.append(piece, length);
  }
  return std::unexpected(Errno{ENAMETOOLONG});
}

}  // namespace wali::memory
