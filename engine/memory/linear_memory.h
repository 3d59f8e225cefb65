#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <type_traits>

#include "engine/memory/errno.h"
#include "engine/memory/guest_address.h"
#include "engine/memory/guest_mappings.h"
#include "engine/memory/memory_data.h"
#include "engine/memory/reservation.h"

namespace wali::memory {

constexpr uint64_t kWasmPage = 65536;

enum class Sharing : uint8_t { Unshared, Shared };

struct MemoryOptions {
  uint64_t min_pages = 0;
  uint64_t max_pages = 65536;
  Sharing sharing = Sharing::Unshared;
  /// Guard: kGuardReservation, for no more than 4 GiB. Explicit: as much as max_pages need and
  /// kExplicitGuard behind it. If there is no room for that, half as much, and so on down to
  /// min_pages: growing then ends earlier, since a memory never moves.
  BoundsMode bounds = BoundsMode::Guard;
};

/// A linear memory: the guest's bytes, at an address that never changes. All functions are
/// thread-safe.
///
/// `byte_size` covers everything the guest can reach: its own growth and the mappings it made. A
/// page below it may still be inaccessible, so accesses by the host go through the copying
/// functions.
class LinearMemory {
 public:
  /// ENOMEM if the address space does not suffice.
  static std::expected<std::unique_ptr<LinearMemory>, Errno> create(const MemoryOptions& options);

  LinearMemory(const LinearMemory&) = delete;
  LinearMemory& operator=(const LinearMemory&) = delete;
  ~LinearMemory();

  MemoryData* data() { return &data_; }
  const MemoryData* data() const { return &data_; }
  std::byte* base() const { return data_.base; }
  uint64_t byte_size() const { return data_.byte_size.load(std::memory_order_acquire); }
  uint64_t page_count() const { return byte_size() / kWasmPage; }
  uint64_t min_pages() const { return min_pages_; }
  uint64_t max_pages() const { return max_pages_; }  // as declared
  Sharing sharing() const { return sharing_; }
  const Reservation& reservation() const { return reservation_; }

  /// The old size in pages; ENOMEM at the limit.
  std::expected<uint64_t, Errno> grow(uint64_t delta_pages) { return mappings_.grow(delta_pages); }

  /// What the guest has mapped in this memory; also its growth.
  GuestMappings& mappings() { return mappings_; }
  const GuestMappings& mappings() const { return mappings_; }

  /// Whether [at, at + length) lies below byte_size.
  bool covers(GuestAddress at, uint64_t length) const {
    uint64_t size = byte_size();
    return length <= size && at.value <= size - length;
  }
  /// Whether a host address is a byte of this memory.
  bool contains(const void* address) const {
    return address >= base() && address < base() + byte_size();
  }
  /// Whether a host address is in the reservation: no one's but the guest's access faults there.
  bool contains_fault(const void* address) const { return reservation_.contains(address); }

  std::byte* to_host(GuestAddress at) const { return base() + at.value; }
  /// Of a host address that `contains` holds for.
  GuestAddress to_guest(const void* address) const {
    return GuestAddress{static_cast<uint64_t>(static_cast<const std::byte*>(address) - base())};
  }
  /// A buffer for the kernel, which answers EFAULT for inaccessible pages: only what lies past the
  /// reservation is refused here, with EFAULT. Never to be read or written by the host itself.
  std::expected<std::byte*, Errno> kernel_buffer(GuestAddress at, uint64_t length) const;

  /// Copies between the guest and the host; EFAULT if any byte is out of range or inaccessible.
  std::expected<void, Errno> copy_in(void* to, GuestAddress from, size_t length) const;
  std::expected<void, Errno> copy_out(GuestAddress to, const void* from, size_t length);
  std::expected<void, Errno> fill(GuestAddress to, uint8_t value, size_t length);

  template <typename T>
    requires std::is_trivially_copyable_v<T>
  std::expected<T, Errno> load(GuestAddress from) const {
    std::array<std::byte, sizeof(T)> bytes;
    if (auto copied = copy_in(bytes.data(), from, sizeof(T)); !copied) {
      return std::unexpected(copied.error());
    }
    return std::bit_cast<T>(bytes);
  }
  template <typename T>
    requires std::is_trivially_copyable_v<T>
  std::expected<void, Errno> store(GuestAddress to, const T& value) {
    return copy_out(to, &value, sizeof(T));
  }

  /// The C string at `from`. ENAMETOOLONG if none of its first `max_bytes` bytes is the terminator,
  /// EFAULT if it runs into inaccessible pages before.
  std::expected<std::string, Errno> read_string(GuestAddress from, size_t max_bytes) const;

  /// Compares the kernel's map of the process with what this memory should look like: no hole in
  /// the reservation, nothing executable, nothing foreign, nothing past the greatest size. Empty if
  /// so, else one line per violation.
  std::string audit() const;

 private:
  LinearMemory(Reservation reservation, const MemoryOptions& options, uint64_t limit_bytes);

  MemoryData data_;
  Reservation reservation_;
  uint64_t min_pages_, max_pages_;
  Sharing sharing_;
  GuestMappings mappings_;
};

}  // namespace wali::memory
