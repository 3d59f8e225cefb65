#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>

#include "engine/memory/errno.h"

namespace wali::memory {

/// Bytes of address space to hold around a base; multiples of 64 KiB.
struct ReservationSize {
  uint64_t before = 0;
  uint64_t after = 0;

  bool operator==(const ReservationSize&) const = default;
};

/// Enough that a 32-bit address plus a 32-bit offset or length, or a sign-extended offset, stays
/// inside.
constexpr ReservationSize kGuardReservation{
    .before = uint64_t{2} << 30,
    .after = (uint64_t{8} << 30) + 65536,
};

/// A range of address space that nothing else in the process can land in: private, anonymous,
/// inaccessible pages. It never has a hole: what is taken back is covered by `cover` in one step.
class Reservation {
 public:
  /// ENOMEM if the address space is exhausted or limited (RLIMIT_AS).
  static std::expected<Reservation, Errno> create(ReservationSize size);
  /// One of kGuardReservation's size: a retired one if there is any.
  static std::expected<Reservation, Errno> create_guard();
  /// Ends this one. Where it has kGuardReservation's size it may serve `create_guard` later, after
  /// its bytes from the base to `used`, all that may be accessible, are taken back.
  void retire(uint64_t used);

  Reservation(Reservation&& other) noexcept;
  Reservation& operator=(Reservation&&) = delete;
  ~Reservation();

  std::byte* base() const { return base_; }
  const ReservationSize& size() const { return size_; }
  std::byte* begin() const { return base_ - size_.before; }
  std::byte* end() const { return base_ + size_.after; }
  bool contains(const void* address) const { return address >= begin() && address < end(); }

  /// Replaces whatever is mapped at [at, at + length) by inaccessible pages, atomically.
  static std::expected<void, Errno> cover(std::byte* at, uint64_t length);

 private:
  Reservation(std::byte* base, ReservationSize size);
  static std::expected<Reservation, Errno> at(std::byte* base, ReservationSize size);

  std::byte* base_;
  ReservationSize size_;
};

}  // namespace wali::memory
