#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <mutex>
#include <string>
#include <vector>

#include "engine/memory/errno.h"
#include "engine/memory/guest_address.h"
#include "engine/memory/memory_data.h"
#include "engine/memory/region_map.h"

namespace wali::memory {

/// The memory management calls of a process, inside one linear memory: one allocator for
/// memory.grow, mmap, mremap, munmap and their relatives, with Linux's results.
///
/// Mappings are placed first fit from the bottom, holes first, and the memory's size follows the
/// highest one, rounded up to whole Wasm pages. So memory.size, explicit bounds checks and the
/// checks of bulk operations cover what is mapped, and memory.grow, which adds pages above the
/// size, can never run into a mapping. The size does not fall when a mapping goes.
///
/// There is no program break: brk(2) answers as an exhausted one and the libc turns to mmap.
///
/// All functions are thread-safe; none may be called from a signal handler. Lengths are rounded up
/// to pages as Linux does. Protection and flags are Linux's; PROT_EXEC has no effect, nor have the
/// flags that could enlarge a mapping or place it elsewhere (MAP_GROWSDOWN, MAP_HUGETLB, ...).
class GuestMappings {
 public:
  using Status = std::expected<void, Errno>;

  /// `limit`: bytes the memory may grow to; all of them lie in the reservation.
  GuestMappings(MemoryData& data, uint64_t limit);

  std::expected<uint64_t, Errno> grow(uint64_t delta_pages);

  std::expected<GuestAddress, Errno> map(
      GuestAddress hint, uint64_t length, int protection, int flags, int fd, off_t offset);
  Status unmap(GuestAddress at, uint64_t length);
  std::expected<GuestAddress, Errno> remap(GuestAddress at,
                                           uint64_t old_length,
                                           uint64_t new_length,
                                           int flags,
                                           GuestAddress new_address);
  Status protect(GuestAddress at, uint64_t length, int protection);
  /// EINVAL for advice that would take pages out of the reservation or out of a child process.
  Status advise(GuestAddress at, uint64_t length, int advice);
  Status sync(GuestAddress at, uint64_t length, int flags);
  /// One byte per page, as mincore(2).
  std::expected<std::vector<uint8_t>, Errno> resident(GuestAddress at, uint64_t length);
  Status lock_pages(GuestAddress at, uint64_t length, unsigned flags);  // mlock2(2)
  Status unlock_pages(GuestAddress at, uint64_t length);
  /// mlockall(2) for the guest's pages alone; MCL_FUTURE holds for its later mappings.
  Status lock_all(int flags);
  Status unlock_all();

  /// Around fork: no other thread may leave the bookkeeping half done in the child.
  void before_fork() { mutex_.lock(); }
  void after_fork_in_parent() { mutex_.unlock(); }
  void after_fork_in_child();

  /// All mapped regions, for audits and maps listings.
  std::vector<Region> regions() const;

 private:
  friend class Remapper;

  std::byte* host(uint64_t address) const { return data_.base + address; }
  /// The byte range of a call, page-aligned and rounded up; the errors are the caller's to choose.
  std::expected<AddressRange, Errno> range_of(GuestAddress at,
                                              uint64_t length,
                                              Errno misaligned,
                                              Errno out_of_range) const;
  std::expected<uint64_t, Errno> place(GuestAddress hint, uint64_t length, int flags) const;
  Status place_pages(AddressRange target, int protection, int flags, int fd, off_t offset);
  Status place_object(AddressRange target, int protection, int flags, int fd, off_t offset);
  Status map_anonymous(AddressRange target, int protection);
  Status cover(AddressRange range);
  void raise_size(uint64_t end);
  void apply_locks(AddressRange range, bool requested);
  std::expected<GuestAddress, Errno> shrink(AddressRange old, uint64_t new_length);

  template <typename Operation>
  Status on_mapped(AddressRange range, Operation operation);

  MemoryData& data_;
  const uint64_t limit_;
  mutable std::mutex mutex_;
  RegionMap regions_;
  uint64_t next_mapping_ = 1;
  std::atomic<int> lock_future_ = 0;  // MCL_FUTURE, with MCL_ONFAULT, or 0
};

}  // namespace wali::memory
