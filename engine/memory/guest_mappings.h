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
/// The program break begins, when it is first asked for, above all that is mapped then, and a
/// quarter of what is free there is left to it: other mappings come to lie there only where they
/// are told to or nothing else is free.
///
/// All functions are thread-safe; none but is_mapped may be called from a signal handler. Lengths
/// are rounded up to pages as Linux does. Protection and flags are Linux's; PROT_EXEC has no
/// effect, nor have the flags that could enlarge a mapping or place it elsewhere (MAP_GROWSDOWN,
/// MAP_HUGETLB, ...).
class GuestMappings {
 public:
  using Status = std::expected<void, Errno>;

  /// `limit`: bytes the memory may grow to; all of them lie in the reservation.
  GuestMappings(MemoryData& data, uint64_t limit);

  uint64_t limit() const { return limit_; }
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
  /// EINVAL for advice that would damage pages of the host.
  Status advise(GuestAddress at, uint64_t length, int advice);
  Status sync(GuestAddress at, uint64_t length, int flags);
  /// One byte per page, as mincore(2).
  std::expected<std::vector<uint8_t>, Errno> resident(GuestAddress at, uint64_t length);
  Status lock_pages(GuestAddress at, uint64_t length, unsigned flags);  // mlock2(2)
  Status unlock_pages(GuestAddress at, uint64_t length);
  /// mlockall(2) for the guest's pages alone; MCL_FUTURE holds for its later mappings.
  Status lock_all(int flags);
  Status unlock_all();

  /// shmat(2) and shmdt(2), of a System V segment; `hint` is 0 or the address to attach at.
  std::expected<GuestAddress, Errno> attach(int id, GuestAddress hint, int flags);
  Status detach(GuestAddress at);

  /// brk(2): the break as it is afterwards, which stays where it was if it cannot be moved.
  GuestAddress move_break(GuestAddress wanted);

  /// RLIMIT_AS and RLIMIT_DATA: calls that would map more bytes answer ENOMEM. What is mapped
  /// stays.
  void limit_space(uint64_t bytes) { space_limit_.store(bytes, std::memory_order_relaxed); }
  void limit_data(uint64_t bytes) { data_limit_.store(bytes, std::memory_order_relaxed); }

  /// Around fork: no other thread may leave the bookkeeping half done in the child.
  void before_fork() { mutex_.lock(); }
  void after_fork_in_parent() { mutex_.unlock(); }
  void after_fork_in_child();

  /// Whether the page is mapped, with whatever protection. Also for the handler of a fault in guest
  /// code, where the thread cannot hold the lock.
  bool is_mapped(GuestAddress at) const;
  /// All mapped regions, for audits and maps listings.
  std::vector<Region> regions() const;

 private:
  /// The bit of Region::mapping that marks attached segments.
  static constexpr uint64_t kAttachment = uint64_t{1} << 63;

  std::byte* host(uint64_t address) const { return data_.base + address; }
  /// [at, at + length) with the length rounded up to pages.
  std::expected<AddressRange, Errno> page_range(GuestAddress at,
                                                uint64_t length,
                                                int misaligned,
                                                int out_of_range) const;
  // With mutex_ held:
  std::expected<uint64_t, Errno> choose_place(GuestAddress hint, uint64_t length, int flags) const;
  /// Whether the limits allow this much more.
  bool may_add(uint64_t bytes, Backing backing, int protection) const;
  void begin_break();
  bool extend_break(uint64_t end);
  Status place_anonymous(AddressRange target, int protection);
  Status place_object(AddressRange target, int protection, int flags, int fd, off_t offset);
  Status remove(AddressRange range);
  void discard_target(AddressRange target);
  void enter(const Region& region);
  std::expected<GuestAddress, Errno> resize(AddressRange old,
                                            uint64_t new_length,
                                            int flags,
                                            GuestAddress new_address);
  Status grow_in_place(const Region& region, AddressRange tail);
  Status move(const Region& region, AddressRange old, AddressRange target, int flags);
  Status move_private_object(AddressRange old, AddressRange target);
  // Takes it:
  Status keep_from_children(AddressRange range, bool keep);
  // Without it, since they may wait for a file's device:
  std::vector<Region> pieces(AddressRange range) const;
  void settle(AddressRange range, int protection, int flags);

  MemoryData& data_;
  const uint64_t limit_;
  mutable std::mutex mutex_;
  RegionMap regions_;
  uint64_t next_mapping_ = 1;
  AddressRange break_room_{};  // none until the break is asked for
  uint64_t break_ = 0;
  static constexpr uint64_t kUnlimited = ~uint64_t{0};
  std::atomic<uint64_t> space_limit_ = kUnlimited;
  std::atomic<uint64_t> data_limit_ = kUnlimited;
  std::atomic<int> lock_future_ = 0;  // the flags of mlockall, while MCL_FUTURE holds
};

/// Linux's page size on the host; no smaller piece can be mapped.
uint64_t host_page_size();

}  // namespace wali::memory
