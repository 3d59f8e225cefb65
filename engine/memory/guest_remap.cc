#include <sys/mman.h>

#include "engine/memory/guarded_access.h"
#include "engine/memory/guest_mappings.h"
#include "engine/memory/reservation.h"

// mremap(2). The kernel's own would unmap the old place, or need unmapped space to grow into: a
// hole in the reservation in either case. Instead:
//
// - private anonymous pages grow by fresh pages behind them and move with MREMAP_DONTUNMAP;
// - shared pages are mapped a second time (old length 0), as long as wanted, and the first mapping
// is
//   covered; in place, only the part of the second mapping that is new is moved behind the first;
// - a private mapping of a file is moved out of the reservation, grows there and is moved back in.
//
// What one region is to us may be several to the kernel, which joins neighbours under conditions of
// its own; moving therefore halves the range where the kernel answers EFAULT.

namespace wali::memory {
namespace {

std::unexpected<Errno> failed(int number) {
  return std::unexpected(Errno{number});
}

constexpr int kMoveTo = MREMAP_MAYMOVE | MREMAP_FIXED;

int move_pages(std::byte* from, uint64_t length, std::byte* to) {
  if (mremap(from, length, length, kMoveTo | MREMAP_DONTUNMAP, to) != MAP_FAILED) return 0;
  uint64_t page = host_page_size();
  if (errno != EFAULT || length <= page) return errno;
  uint64_t half = length / 2 / page * page;
  if (int error = move_pages(from, half, to)) return error;
  int error = move_pages(from + half, length - half, to + half);
  if (error != 0) move_pages(to, half, from);
  return error;
}

/// Where the kernel (before 5.7, for files before 5.13) cannot move without unmapping: the
/// contents, to fresh anonymous pages.
int copy_pages(std::byte* from, uint64_t length, std::byte* to, int protection) {
  if (mmap(to,
           length,
           PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED,
           -1,
           0) == MAP_FAILED ||
      mprotect(from, length, PROT_READ) != 0) {
    return errno;
  }
  if (!guarded_copy(to, from, length)) return EFAULT;
  return mprotect(to, length, protection) == 0 ? 0 : errno;
}

bool overlap(AddressRange left, AddressRange right) {
  return left.begin < right.end && right.begin < left.end;
}

}  // namespace

std::expected<GuestAddress, Errno> GuestMappings::remap(GuestAddress at,
                                                        uint64_t old_length,
                                                        uint64_t new_length,
                                                        int flags,
                                                        GuestAddress new_address) {
  if (flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP)) return failed(EINVAL);
  bool may_move = flags & MREMAP_MAYMOVE;
  if ((flags & (MREMAP_FIXED | MREMAP_DONTUNMAP)) && !may_move) return failed(EINVAL);
  auto old = page_range(at, old_length, EINVAL, EFAULT);
  if (!old) return std::unexpected(old.error());
  if (new_length == 0) return failed(EINVAL);
  int too_long = flags & MREMAP_FIXED ? EINVAL : ENOMEM;
  auto size = page_range(GuestAddress{0}, new_length, EINVAL, too_long);
  if (!size) return std::unexpected(size.error());
  if ((flags & MREMAP_DONTUNMAP) && size->length() != old->length()) return failed(EINVAL);

  std::unique_lock lock(mutex_);
  auto result = resize(*old, size->length(), flags, new_address);
  lock.unlock();
  if (result) settle({result->value, result->value + size->length()}, PROT_NONE, 0);
  return result;
}

std::expected<GuestAddress, Errno> GuestMappings::resize(AddressRange old,
                                                         uint64_t new_length,
                                                         int flags,
                                                         GuestAddress new_address) {
  const Region* found = regions_.find(old.begin);
  if (!found) return failed(EFAULT);
  Region region = *found;
  AddressRange target{0, new_length};
  if (flags & MREMAP_FIXED) {
    auto range = page_range(new_address, new_length, EINVAL, EINVAL);
    if (!range) return std::unexpected(range.error());
    if (overlap(old, *range)) return failed(EINVAL);
    target = *range;
  }
  // Shared pages are mapped a second time if the old length is 0.
  if (old.length() == 0) {
    if (region.backing != Backing::Shared || (flags & MREMAP_DONTUNMAP)) return failed(EINVAL);
    if (!(flags & MREMAP_MAYMOVE)) return failed(ENOMEM);
  }
  if (!regions_.prepare()) return failed(ENOMEM);
  if (new_length < old.length()) {
    if (Status removed = remove({old.begin + new_length, old.end}); !removed) {
      return std::unexpected(removed.error());
    }
    old.end = old.begin + new_length;
    region.end = std::min(region.end, old.end);
  }
  if (old.end > region.end) return failed(EFAULT);
  uint64_t kept = flags & MREMAP_DONTUNMAP ? 0 : old.length();
  if (!may_add(new_length - kept, region.backing, region.protection)) return failed(ENOMEM);
  if (!(flags & (MREMAP_FIXED | MREMAP_DONTUNMAP)) && old.length() != 0) {
    if (new_length == old.length()) return GuestAddress{old.begin};
    AddressRange tail{old.end, old.begin + new_length};
    if (old.end == region.end && tail.end <= limit_ && regions_.is_free(tail) &&
        grow_in_place(region, tail)) {
      return GuestAddress{old.begin};
    }
    if (!(flags & MREMAP_MAYMOVE)) return failed(ENOMEM);
  }
  if (!(flags & MREMAP_FIXED)) {
    auto place = choose_place(GuestAddress{0}, new_length, 0);
    if (!place) return std::unexpected(place.error());
    target = {*place, *place + new_length};
  }

  if (!regions_.prepare()) return failed(ENOMEM);
  if (Status moved = move(region, old, target, flags); !moved)
    return std::unexpected(moved.error());
  if ((flags & MREMAP_DONTUNMAP) || old.length() == 0) return GuestAddress{target.begin};
  // If the host is out of mappings the old range stays, as a second view or as empty pages.
  if (Reservation::cover(host(old.begin), old.length())) regions_.erase(old);
  return GuestAddress{target.begin};
}

GuestMappings::Status GuestMappings::grow_in_place(const Region& region, AddressRange tail) {
  if (region.backing == Backing::PrivateObject) return failed(ENOMEM);
  if (region.backing == Backing::PrivateAnonymous) {
    if (Status placed = place_anonymous(tail, region.protection); !placed) return placed;
  } else {
    uint64_t present = region.range().length();
    uint64_t whole = tail.end - region.begin;
    auto* view = static_cast<std::byte*>(mremap(host(region.begin), 0, whole, MREMAP_MAYMOVE));
    if (view == MAP_FAILED) return std::unexpected(last_errno());
    void* moved = mremap(view + present, tail.length(), tail.length(), kMoveTo, host(tail.begin));
    Errno error = last_errno();
    munmap(view, moved == MAP_FAILED ? whole : present);
    if (moved == MAP_FAILED) {
      discard_target(tail);
      return std::unexpected(error);
    }
  }
  enter({tail.begin,
         tail.end,
         region.backing,
         region.protection,
         region.mapping,
         region.stays_in_parent});
  return {};
}

GuestMappings::Status GuestMappings::move(const Region& region,
                                          AddressRange old,
                                          AddressRange target,
                                          int flags) {
  Region moved = region;
  moved.begin = target.begin;
  moved.end = target.end;
  if (region.backing != Backing::PrivateAnonymous) {
    moved.mapping = next_mapping_++ | (region.mapping & kAttachment);
  }

  if (region.backing == Backing::Shared) {
    if (mremap(host(old.begin), 0, target.length(), kMoveTo, host(target.begin)) == MAP_FAILED) {
      Errno error = last_errno();
      discard_target(target);
      return std::unexpected(error);
    }
    enter(moved);
    return {};
  }
  if (region.backing == Backing::PrivateObject && target.length() > old.length()) {
    if (Status done = move_private_object(old, target); !done) return done;
    enter(moved);
    return {};
  }

  // What the pages of the longer target are besides those moved must be there first: a failure then
  // has not touched the old range.
  AddressRange tail{target.begin + old.length(), target.end};
  if (tail.length() != 0) {
    if (Status placed = place_anonymous(tail, region.protection); !placed) return placed;
  }
  int error = move_pages(host(old.begin), old.length(), host(target.begin));
  if (error == EINVAL && !(flags & MREMAP_DONTUNMAP)) {
    error = copy_pages(host(old.begin), old.length(), host(target.begin), region.protection);
    moved.backing = Backing::PrivateAnonymous;
    moved.mapping = 0;
  }
  if (error != 0) {
    discard_target(target);
    return failed(error);
  }
  enter(moved);
  return {};
}

GuestMappings::Status GuestMappings::move_private_object(AddressRange old, AddressRange target) {
  auto* outside = static_cast<std::byte*>(
      mmap(nullptr, old.length(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  if (outside == MAP_FAILED) return std::unexpected(last_errno());
  if (int error = move_pages(host(old.begin), old.length(), outside)) {
    munmap(outside, old.length());
    return failed(error == EINVAL ? ENOMEM : error);
  }
  void* grown = mremap(outside, old.length(), target.length(), MREMAP_MAYMOVE);
  if (grown == MAP_FAILED) {
    Errno error = last_errno();
    move_pages(outside, old.length(), host(old.begin));
    munmap(outside, old.length());
    return std::unexpected(error);
  }
  if (mremap(grown, target.length(), target.length(), kMoveTo, host(target.begin)) != MAP_FAILED) {
    return {};
  }
  Errno error = last_errno();
  move_pages(static_cast<std::byte*>(grown), old.length(), host(old.begin));
  munmap(grown, target.length());
  discard_target(target);
  return std::unexpected(error);
}

}  // namespace wali::memory
