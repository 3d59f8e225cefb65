#include "engine/memory/linear_memory.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "engine/memory/guarded_access.h"

namespace wali::memory {

namespace {

std::expected<Reservation, Errno> reserve_for_pages(uint64_t pages) {
  return Reservation::create({.before = 0, .after = pages * kWasmPage + kExplicitGuard});
}

/// Room for `most` pages, or for as many as leave the host a quarter of what they take; for `least`
/// whatever they leave.
std::expected<Reservation, Errno> reserve_explicit(uint64_t least, uint64_t most) {
  for (uint64_t pages = most; pages > least; pages /= 2) {
    auto reservation = reserve_for_pages(pages);
    if (reservation && Reservation::create({.before = 0, .after = pages / 4 * kWasmPage})) {
      return reservation;
    }
  }
  return reserve_for_pages(least);
}

}  // namespace

std::expected<std::unique_ptr<LinearMemory>, Errno> LinearMemory::create(
    const MemoryOptions& options) {
  constexpr uint64_t kMaxPages = kMaxMemoryBytes / kWasmPage;
  if (options.min_pages > kMaxPages) return std::unexpected(Errno{ENOMEM});
  bool is_guarded = options.bounds == BoundsMode::Guard;
  auto reservation =
      is_guarded ? Reservation::create_guard()
                 : reserve_explicit(options.min_pages, std::min(options.max_pages, kMaxPages));
  if (!reservation) return std::unexpected(reservation.error());
  uint64_t room = is_guarded ? uint64_t{4} << 30 : reservation->size().after - kExplicitGuard;
  uint64_t pages = std::min(options.max_pages, room / kWasmPage);
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

LinearMemory::~LinearMemory() {
  reservation_.retire(byte_size());
}

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
