#include "engine/memory/reservation.h"

#include <sys/mman.h>

#include <atomic>
#include <cassert>
#include <cstdlib>
#include <new>

#include "engine/memory/guarded_access.h"

// A signal handler must be able to ask whether an address lies in a reservation, while other
// threads make and drop memories. So the live ones stand in a list that only grows: an entry is
// filled and emptied by single stores, and used again for a later reservation.
//
// A few guard reservations are kept when their memories end. The kernel makes a new one in no time,
// but an emulator that looks after every page takes as long as for a small program.

namespace wali::memory {
namespace {

struct Entry {
  std::atomic<bool> taken = true;
  std::atomic<uintptr_t> begin = 0;
  std::atomic<uintptr_t> end = 0;  // 0 while the entry is not in use
  Entry* next = nullptr;
};
std::atomic<Entry*> entries = nullptr;

Entry* take_entry() {
  for (Entry* entry = entries.load(std::memory_order_acquire); entry; entry = entry->next) {
    if (!entry->taken.exchange(true, std::memory_order_acq_rel)) return entry;
  }
  auto* entry = new (std::nothrow) Entry;
  if (!entry) return nullptr;
  entry->next = entries.load(std::memory_order_relaxed);
  while (!entries.compare_exchange_weak(entry->next, entry, std::memory_order_release)) {
  }
  return entry;
}

bool enter(const std::byte* begin, const std::byte* end) {
  Entry* entry = take_entry();
  if (!entry) return false;
  entry->begin.store(reinterpret_cast<uintptr_t>(begin), std::memory_order_relaxed);
  entry->end.store(reinterpret_cast<uintptr_t>(end), std::memory_order_release);
  return true;
}

void leave(const std::byte* begin) {
  for (Entry* entry = entries.load(std::memory_order_acquire); entry; entry = entry->next) {
    if (entry->end.load(std::memory_order_relaxed) == 0 ||
        entry->begin.load(std::memory_order_relaxed) != reinterpret_cast<uintptr_t>(begin)) {
      continue;
    }
    entry->end.store(0, std::memory_order_release);
    entry->taken.store(false, std::memory_order_release);
    return;
  }
}

constexpr int kInaccessible = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

constinit std::atomic<std::byte*> retired[4] = {};  // bases

}  // namespace

bool is_in_reservation(const void* address) {
  auto at = reinterpret_cast<uintptr_t>(address);
  for (Entry* entry = entries.load(std::memory_order_acquire); entry; entry = entry->next) {
    uintptr_t end = entry->end.load(std::memory_order_acquire);
    if (at < end && at >= entry->begin.load(std::memory_order_relaxed)) return true;
  }
  return false;
}

std::expected<Reservation, Errno> Reservation::create(ReservationSize size) {
  assert(size.before % 65536 == 0 && size.after % 65536 == 0);
  // A memory of no pages still has a base that belongs to it.
  if (size.before + size.after == 0) size.after = 65536;
  if (size.before + size.after < size.before) return std::unexpected(Errno{ENOMEM});
  void* begin = mmap(nullptr, size.before + size.after, PROT_NONE, kInaccessible, -1, 0);
  if (begin == MAP_FAILED) return std::unexpected(last_errno());
  return at(static_cast<std::byte*>(begin) + size.before, size);
}

std::expected<Reservation, Errno> Reservation::at(std::byte* base, ReservationSize size) {
  Reservation reservation(base, size);
  if (!enter(reservation.begin(), reservation.end())) return std::unexpected(Errno{ENOMEM});
  return reservation;
}

std::expected<Reservation, Errno> Reservation::create_guard() {
  for (std::atomic<std::byte*>& each : retired) {
    if (std::byte* base = each.exchange(nullptr, std::memory_order_acq_rel)) {
      return at(base, kGuardReservation);
    }
  }
  return create(kGuardReservation);
}

void Reservation::retire(uint64_t used) {
  if (size_ != kGuardReservation || (used != 0 && !cover(base_, used))) return;
  leave(begin());
  for (std::atomic<std::byte*>& each : retired) {
    std::byte* none = nullptr;
    if (each.compare_exchange_strong(none, base_, std::memory_order_acq_rel)) {
      base_ = nullptr;
      return;
    }
  }
}

Reservation::Reservation(std::byte* base, ReservationSize size) : base_(base), size_(size) {}

Reservation::Reservation(Reservation&& other) noexcept : base_(other.base_), size_(other.size_) {
  other.base_ = nullptr;
}

Reservation::~Reservation() {
  if (!base_) return;
  leave(begin());
  munmap(begin(), size_.before + size_.after);
}

std::expected<void, Errno> Reservation::cover(std::byte* at, uint64_t length) {
  if (mmap(at, length, PROT_NONE, kInaccessible | MAP_FIXED, -1, 0) == MAP_FAILED) {
    return std::unexpected(last_errno());
  }
  return {};
}

}  // namespace wali::memory
