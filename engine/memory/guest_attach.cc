#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>

#include <algorithm>

#include "engine/memory/guest_mappings.h"
#include "engine/memory/reservation.h"

// shmat(2) and shmdt(2). A segment is attached where the kernel likes and then moved in place, as
// any mapping that may fail; the kernel counts attachments by mappings, so covering one detaches
// it.

namespace wali::memory {
namespace {

constexpr uint64_t kAttachAlignment = 4096;  // SHMLBA, as guests know it

std::unexpected<Errno> failed(int number) {
  return std::unexpected(Errno{number});
}

}  // namespace

std::expected<GuestAddress, Errno> GuestMappings::attach(int id, GuestAddress hint, int flags) {
  uint64_t wanted = hint.value;
  if (id < 0) return failed(EINVAL);
  if (wanted % kAttachAlignment != 0) {
    if (!(flags & SHM_RND)) return failed(EINVAL);
    wanted -= wanted % kAttachAlignment;
  }
  if (wanted == 0 && (flags & SHM_REMAP)) return failed(EINVAL);
  if (wanted % host_page_size() != 0) return failed(EINVAL);
  shmid_ds segment;
  if (shmctl(id, IPC_STAT, &segment) != 0) return std::unexpected(last_errno());
  auto size = page_range(GuestAddress{0}, segment.shm_segsz, EINVAL, ENOMEM);
  if (!size) return std::unexpected(size.error());
  uint64_t length = size->length();

  std::lock_guard lock(mutex_);
  AddressRange target{wanted, wanted + length};
  if (wanted == 0) {
    auto place = choose_place(GuestAddress{0}, length, 0);
    if (!place) return std::unexpected(place.error());
    target = {*place, *place + length};
  } else if (wanted > limit_ || length > limit_ - wanted) {
    return failed(ENOMEM);
  } else if (!(flags & SHM_REMAP) && !regions_.is_free(target)) {
    return failed(EINVAL);
  }
  if (!may_add(length, Backing::Shared, PROT_READ) || !regions_.prepare()) return failed(ENOMEM);
  void* made = shmat(id, nullptr, flags & SHM_RDONLY);
  if (made == reinterpret_cast<void*>(-1)) return std::unexpected(last_errno());
  if (mremap(made, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, host(target.begin)) ==
      MAP_FAILED) {
    Errno error = last_errno();
    shmdt(made);
    discard_target(target);
    return std::unexpected(error);
  }
  int protection = flags & SHM_RDONLY ? PROT_READ : PROT_READ | PROT_WRITE;
  enter({target.begin, target.end, Backing::Shared, protection, next_mapping_++ | kAttachment});
  return GuestAddress{target.begin};
}

GuestMappings::Status GuestMappings::detach(GuestAddress at) {
  std::lock_guard lock(mutex_);
  const Region* found = regions_.find(at.value);
  if (found == nullptr || found->begin != at.value || !(found->mapping & kAttachment)) {
    return failed(EINVAL);
  }
  uint64_t mapping = found->mapping;
  for (const Region& piece : regions_.pieces({at.value, limit_})) {
    if (piece.mapping != mapping) continue;
    if (Status removed = remove(piece.range()); !removed) return removed;
  }
  return {};
}

}  // namespace wali::memory
