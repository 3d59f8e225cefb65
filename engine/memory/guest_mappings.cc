#include "engine/memory/guest_mappings.h"

#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "engine/memory/reservation.h"

// Two rules keep the reservation free of holes, into which an allocation of the host's could fall.
// Pages are taken back by mapping inaccessible ones over them. And nothing that may fail half-way
// is mapped straight over a range: the kernel first removes what is there and then asks the file or
// the driver. So everything but private anonymous pages is mapped elsewhere first and then moved in
// place.

namespace wali::memory {
namespace {

constexpr uint64_t kWasmPage = 65536;
// As vm.mmap_min_addr: only MAP_FIXED reaches below, so that no mapping looks like NULL.
constexpr uint64_t kLowestMapping = 65536;
// A range that ended at 4 GiB would have the 32-bit end address 0.
constexpr uint64_t kHighestMapping = (uint64_t{4} << 30) - kWasmPage;

constexpr int kAllowedProtection = PROT_READ | PROT_WRITE;
constexpr int kProtSem = 0x8;  // accepted by Linux and without meaning
constexpr int kObjectFlags = MAP_TYPE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_SYNC;
// What MAP_SHARED_VALIDATE accepts: all that older kernels ignored, and MAP_SYNC where the file has
// it. The sizes of huge pages lie in six bits.
constexpr int kHugeSizes = 0x3f << MAP_HUGE_SHIFT;
constexpr int kKnownFlags = MAP_TYPE | MAP_FIXED | MAP_FIXED_NOREPLACE | MAP_ANONYMOUS |
                            MAP_GROWSDOWN | MAP_DENYWRITE | MAP_EXECUTABLE | MAP_LOCKED |
                            MAP_NORESERVE | MAP_POPULATE | MAP_NONBLOCK | MAP_STACK | MAP_HUGETLB |
                            MAP_SYNC | kHugeSizes | 0x40;  // MAP_32BIT of x86-64

std::unexpected<Errno> failed(int number) {
  return std::unexpected(Errno{number});
}

bool is_huge_page_file(int fd) {
  struct statfs status;
  return fstatfs(fd, &status) == 0 && status.f_type == HUGETLBFS_MAGIC;
}

constexpr int kCollapse = 25, kInstallGuard = 102, kRemoveGuard = 103;

bool is_harmless(int advice) {
  switch (advice) {
    case MADV_NORMAL:
    case MADV_RANDOM:
    case MADV_SEQUENTIAL:
    case MADV_WILLNEED:
    case MADV_DONTNEED:
    case MADV_FREE:
    case MADV_HUGEPAGE:
    case MADV_NOHUGEPAGE:
    case MADV_DONTDUMP:
    case MADV_DODUMP:
    case MADV_REMOVE:
    case MADV_MERGEABLE:
    case MADV_UNMERGEABLE:
    case kCollapse:
    case kInstallGuard:
    case kRemoveGuard:
    case MADV_WIPEONFORK:
    case MADV_KEEPONFORK:
    case MADV_COLD:
    case MADV_PAGEOUT:
    case MADV_POPULATE_READ:
    case MADV_POPULATE_WRITE:
      return true;
    default:
      return false;
  }
}

uint64_t mapped_bytes(const std::vector<Region>& pieces) {
  uint64_t total = 0;
  for (const Region& piece : pieces) total += piece.range().length();
  return total;
}

}  // namespace

uint64_t host_page_size() {
  static const auto kSize = static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
  return kSize;
}

GuestMappings::GuestMappings(MemoryData& data, uint64_t limit)
    : data_(data), limit_(limit), regions_(kLowestMapping) {}

std::expected<AddressRange, Errno> GuestMappings::page_range(GuestAddress at,
                                                             uint64_t length,
                                                             int misaligned,
                                                             int out_of_range) const {
  uint64_t page = host_page_size();
  if (at.value % page != 0) return failed(misaligned);
  if (length > limit_ || at.value > limit_) return failed(out_of_range);
  uint64_t rounded = (length + page - 1) / page * page;
  if (rounded > limit_ - at.value) return failed(out_of_range);
  return AddressRange{at.value, at.value + rounded};
}

void GuestMappings::enter(const Region& region) {
  regions_.assign(region);
  uint64_t size = (region.end + kWasmPage - 1) / kWasmPage * kWasmPage;
  if (size > data_.byte_size.load(std::memory_order_relaxed)) {
    data_.byte_size.store(size, std::memory_order_release);
  }
}

std::expected<uint64_t, Errno> GuestMappings::grow(uint64_t delta_pages) {
  std::unique_lock lock(mutex_);
  uint64_t old_size = data_.byte_size.load(std::memory_order_relaxed);
  if (delta_pages > (limit_ - old_size) / kWasmPage) return failed(ENOMEM);
  if (delta_pages == 0) return old_size / kWasmPage;
  AddressRange added{old_size, old_size + delta_pages * kWasmPage};
  if (!may_add(added.length(), Backing::PrivateAnonymous, kAllowedProtection))
    return failed(ENOMEM);
  if (!regions_.prepare()) return failed(ENOMEM);
  if (Status placed = place_anonymous(added, kAllowedProtection); !placed) {
    return std::unexpected(placed.error());
  }
  enter({added.begin, added.end, Backing::PrivateAnonymous, kAllowedProtection, 0});
  lock.unlock();
  settle(added, kAllowedProtection, 0);
  return old_size / kWasmPage;
}

std::expected<uint64_t, Errno> GuestMappings::choose_place(GuestAddress hint,
                                                           uint64_t length,
                                                           int flags) const {
  uint64_t page = host_page_size();
  if (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) {
    if (hint.value % page != 0) return failed(EINVAL);
    if (hint.value > limit_ || length > limit_ - hint.value) return failed(ENOMEM);
    if ((flags & MAP_FIXED_NOREPLACE) && !regions_.is_free({hint.value, hint.value + length})) {
      return failed(EEXIST);
    }
    return hint.value;
  }
  uint64_t limit = std::min(limit_, kHighestMapping);
  uint64_t wanted = hint.value / page * page;
  if (wanted >= kLowestMapping && wanted <= limit && length <= limit - wanted &&
      regions_.is_free({wanted, wanted + length})) {
    return wanted;
  }
  if (auto found = regions_.first_fit(length, limit, break_room_)) return *found;
  if (auto found = regions_.first_fit(length, limit, {})) return *found;
  return failed(ENOMEM);
}

bool GuestMappings::may_add(uint64_t bytes, Backing backing, int protection) const {
  uint64_t space_limit = space_limit_.load(std::memory_order_relaxed);
  uint64_t data_limit = data_limit_.load(std::memory_order_relaxed);
  if (space_limit == kUnlimited && data_limit == kUnlimited) return true;
  auto is_data = [](Backing kind, int allowed) {
    return kind != Backing::Shared && (allowed & PROT_WRITE);
  };
  uint64_t space = bytes, data = is_data(backing, protection) ? bytes : 0;
  bool adds_data = data != 0;
  for (const Region& region : regions_.all()) {
    space += region.range().length();
    if (is_data(region.backing, region.protection)) data += region.range().length();
  }
  return space <= space_limit && (!adds_data || data <= data_limit);
}

/// A mapping that failed may have removed what was in its way.
void GuestMappings::discard_target(AddressRange target) {
  if (Reservation::cover(host(target.begin), target.length())) regions_.erase(target);
}

GuestMappings::Status GuestMappings::place_anonymous(AddressRange target, int protection) {
  // Free pages are private, anonymous and untouched: opening them cannot leave a hole.
  bool done = regions_.is_free(target)
                  ? mprotect(host(target.begin), target.length(), protection) == 0
                  : mmap(host(target.begin),
                         target.length(),
                         protection,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED,
                         -1,
                         0) != MAP_FAILED;
  if (done) return {};
  Errno error = last_errno();
  discard_target(target);
  return std::unexpected(error);
}

GuestMappings::Status GuestMappings::place_object(
    AddressRange target, int protection, int flags, int fd, off_t offset) {
  // The kernel would enlarge such a mapping to huge pages.
  if (!(flags & MAP_ANONYMOUS) && is_huge_page_file(fd)) return failed(ENODEV);
  uint64_t length = target.length();
  void* made = mmap(nullptr, length, protection, flags & kObjectFlags, fd, offset);
  if (made == MAP_FAILED) return std::unexpected(last_errno());
  if (mremap(made, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, host(target.begin)) !=
      MAP_FAILED) {
    return {};
  }
  Errno error = last_errno();
  munmap(made, length);
  discard_target(target);
  return std::unexpected(error);
}

std::expected<GuestAddress, Errno> GuestMappings::map(
    GuestAddress hint, uint64_t length, int protection, int flags, int fd, off_t offset) {
  if (static_cast<uint64_t>(offset) % host_page_size() != 0 || length == 0) return failed(EINVAL);
  auto size = page_range(GuestAddress{0}, length, EINVAL, ENOMEM);
  if (!size) return std::unexpected(size.error());
  int type = flags & MAP_TYPE;
  if (type != MAP_SHARED && type != MAP_PRIVATE && type != MAP_SHARED_VALIDATE) {
    return failed(EINVAL);
  }
  if (type == MAP_SHARED_VALIDATE && (flags & ~kKnownFlags)) return failed(EOPNOTSUPP);
  protection &= kAllowedProtection;

  std::unique_lock lock(mutex_);
  auto place = choose_place(hint, size->length(), flags);
  if (!place) return std::unexpected(place.error());
  AddressRange target{*place, *place + size->length()};
  bool is_shared = type != MAP_PRIVATE;
  uint64_t replaced = flags & MAP_FIXED ? mapped_bytes(regions_.pieces(target)) : 0;
  if (!may_add(target.length() - replaced,
               is_shared ? Backing::Shared : Backing::PrivateAnonymous,
               protection) ||
      !regions_.prepare()) {
    return failed(ENOMEM);
  }
  Region region{target.begin, target.end, Backing::PrivateAnonymous, protection, 0};
  Status placed;
  if (type == MAP_PRIVATE && (flags & MAP_ANONYMOUS)) {
    placed = place_anonymous(target, protection);
  } else {
    region.backing = type == MAP_PRIVATE ? Backing::PrivateObject : Backing::Shared;
    region.mapping = next_mapping_++;
    placed = place_object(target, protection, flags, fd, offset);
  }
  if (!placed) return std::unexpected(placed.error());
  enter(region);
  lock.unlock();
  settle(target, protection, flags);
  return GuestAddress{target.begin};
}

/// What MAP_POPULATE, MAP_LOCKED and mlockall(MCL_FUTURE) ask of new pages, as far as it can be
/// had.
void GuestMappings::settle(AddressRange range, int protection, int flags) {
  int future = lock_future_.load(std::memory_order_relaxed);
  if ((flags & MAP_LOCKED) || future != 0) {
    mlock2(host(range.begin),
           range.length(),
           (future & MCL_ONFAULT) && !(flags & MAP_LOCKED) ? MLOCK_ONFAULT : 0);
  }
  if ((flags & MAP_POPULATE) && !(flags & MAP_NONBLOCK) && protection != PROT_NONE) {
    bool writable = (protection & PROT_WRITE) && (flags & MAP_TYPE) == MAP_PRIVATE;
    madvise(host(range.begin), range.length(), writable ? MADV_POPULATE_WRITE : MADV_POPULATE_READ);
  }
}

GuestMappings::Status GuestMappings::remove(AddressRange range) {
  if (regions_.is_free(range)) return {};
  if (!regions_.prepare()) return failed(ENOMEM);
  if (Status covered = Reservation::cover(host(range.begin), range.length()); !covered) {
    return covered;
  }
  regions_.erase(range);
  return {};
}

GuestMappings::Status GuestMappings::unmap(GuestAddress at, uint64_t length) {
  auto range = page_range(at, length, EINVAL, EINVAL);
  if (!range) return std::unexpected(range.error());
  if (length == 0) return failed(EINVAL);
  std::lock_guard lock(mutex_);
  return remove(*range);
}

void GuestMappings::begin_break() {
  uint64_t page = host_page_size(), limit = std::min(limit_, kHighestMapping);
  uint64_t begin = std::min(regions_.end(), limit);
  break_room_ = {begin, begin + (limit - begin) / 4 / page * page};
  break_ = begin;
}

// As Linux: a page stays free between the break and what is mapped above it.
bool GuestMappings::extend_break(uint64_t end) {
  uint64_t page = host_page_size();
  uint64_t old_end = (break_ + page - 1) / page * page;
  if (end == old_end) return true;
  AddressRange added{old_end, end};
  if (end > std::min(limit_, kHighestMapping) || !regions_.is_free({old_end, end + page}) ||
      !regions_.prepare() ||
      !may_add(added.length(), Backing::PrivateAnonymous, kAllowedProtection) ||
      !place_anonymous(added, kAllowedProtection)) {
    return false;
  }
  enter({added.begin, added.end, Backing::PrivateAnonymous, kAllowedProtection, 0});
  return true;
}

GuestAddress GuestMappings::move_break(GuestAddress wanted) {
  uint64_t page = host_page_size();
  std::unique_lock lock(mutex_);
  if (break_ == 0) begin_break();
  if (wanted.value < break_room_.begin) return GuestAddress{break_};
  uint64_t old_end = (break_ + page - 1) / page * page;
  uint64_t end = (wanted.value + page - 1) / page * page;
  bool moves = wanted.value <= break_ ? remove({end, old_end}).has_value() : extend_break(end);
  if (moves) break_ = wanted.value;
  GuestAddress result{break_};
  lock.unlock();
  if (moves && end > old_end) settle({old_end, end}, kAllowedProtection, 0);
  return result;
}

GuestMappings::Status GuestMappings::protect(GuestAddress at, uint64_t length, int protection) {
  if (protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC | kProtSem)) return failed(EINVAL);
  auto range = page_range(at, length, EINVAL, ENOMEM);
  if (!range) return std::unexpected(range.error());
  protection &= kAllowedProtection;
  std::lock_guard lock(mutex_);
  uint64_t reached = range->begin;
  for (const Region& piece : regions_.pieces(*range)) {
    if (piece.begin != reached) break;
    if (!regions_.prepare()) return failed(ENOMEM);
    if (mprotect(host(piece.begin), piece.range().length(), protection) != 0) {
      return std::unexpected(last_errno());
    }
    regions_.set_protection(piece.range(), protection);
    reached = piece.end;
  }
  if (reached != range->end) return failed(ENOMEM);
  return {};
}

std::vector<Region> GuestMappings::pieces(AddressRange range) const {
  std::lock_guard lock(mutex_);
  return regions_.pieces(range);
}

bool GuestMappings::is_mapped(GuestAddress at) const {
  std::lock_guard lock(mutex_);
  return regions_.find(at.value) != nullptr;
}

std::vector<Region> GuestMappings::regions() const {
  std::lock_guard lock(mutex_);
  return regions_.all();
}

GuestMappings::Status GuestMappings::advise(GuestAddress at, uint64_t length, int advice) {
  bool of_fork = advice == MADV_DONTFORK || advice == MADV_DOFORK;
  if (!of_fork && !is_harmless(advice)) return failed(EINVAL);
  auto range = page_range(at, length, EINVAL, length > limit_ ? EINVAL : ENOMEM);
  if (!range) return std::unexpected(range.error());
  if (of_fork) return keep_from_children(*range, advice == MADV_DONTFORK);
  std::vector<Region> mapped = pieces(*range);
  for (const Region& piece : mapped) {
    if (madvise(host(piece.begin), piece.range().length(), advice) != 0) {
      return std::unexpected(last_errno());
    }
  }
  if (mapped_bytes(mapped) != range->length()) return failed(ENOMEM);
  return {};
}

// The kernel would leave a hole in the child's reservation; ours is covered when the child begins.
GuestMappings::Status GuestMappings::keep_from_children(AddressRange range, bool keep) {
  std::lock_guard lock(mutex_);
  uint64_t changed = 0;
  for (const Region& piece : regions_.pieces(range)) {
    if (!regions_.prepare()) return failed(ENOMEM);
    regions_.set_stays_in_parent(piece.range(), keep);
    changed += piece.range().length();
  }
  if (changed != range.length()) return failed(ENOMEM);
  return {};
}

GuestMappings::Status GuestMappings::sync(GuestAddress at, uint64_t length, int flags) {
  if ((flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) ||
      ((flags & MS_ASYNC) && (flags & MS_SYNC))) {
    return failed(EINVAL);
  }
  auto range = page_range(at, length, EINVAL, ENOMEM);
  if (!range) return std::unexpected(range.error());
  std::vector<Region> mapped = pieces(*range);
  for (const Region& piece : mapped) {
    if (msync(host(piece.begin), piece.range().length(), flags) != 0) {
      return std::unexpected(last_errno());
    }
  }
  if (mapped_bytes(mapped) != range->length()) return failed(ENOMEM);
  return {};
}

std::expected<std::vector<uint8_t>, Errno> GuestMappings::resident(GuestAddress at,
                                                                   uint64_t length) {
  auto range = page_range(at, length, EINVAL, ENOMEM);
  if (!range) return std::unexpected(range.error());
  if (mapped_bytes(pieces(*range)) != range->length()) return failed(ENOMEM);
  std::vector<uint8_t> pages(range->length() / host_page_size());
  if (mincore(host(range->begin), range->length(), pages.data()) != 0) {
    return std::unexpected(last_errno());
  }
  return pages;
}

namespace {

// mlock(2) and its relatives round the address down.
std::pair<GuestAddress, uint64_t> whole_pages(GuestAddress at, uint64_t length) {
  uint64_t excess = at.value % host_page_size();
  return {GuestAddress{at.value - excess}, length + excess};
}

}  // namespace

GuestMappings::Status GuestMappings::lock_pages(GuestAddress at, uint64_t length, unsigned flags) {
  if (flags & ~unsigned{MLOCK_ONFAULT}) return failed(EINVAL);
  auto [begin, bytes] = whole_pages(at, length);
  auto range = page_range(begin, bytes, EINVAL, ENOMEM);
  if (!range) return std::unexpected(range.error());
  std::vector<Region> mapped = pieces(*range);
  for (const Region& piece : mapped) {
    if (mlock2(host(piece.begin), piece.range().length(), flags) != 0) {
      return std::unexpected(last_errno());
    }
  }
  if (mapped_bytes(mapped) != range->length()) return failed(ENOMEM);
  return {};
}

GuestMappings::Status GuestMappings::unlock_pages(GuestAddress at, uint64_t length) {
  auto [begin, bytes] = whole_pages(at, length);
  auto range = page_range(begin, bytes, EINVAL, ENOMEM);
  if (!range) return std::unexpected(range.error());
  std::vector<Region> mapped = pieces(*range);
  for (const Region& piece : mapped) {
    if (munlock(host(piece.begin), piece.range().length()) != 0) {
      return std::unexpected(last_errno());
    }
  }
  if (mapped_bytes(mapped) != range->length()) return failed(ENOMEM);
  return {};
}

GuestMappings::Status GuestMappings::lock_all(int flags) {
  if ((flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) ||
      !(flags & (MCL_CURRENT | MCL_FUTURE))) {
    return failed(EINVAL);
  }
  // Nothing to lock: the kernel says whether this process may lock pages at all.
  if (mlock(host(0), 0) != 0) return std::unexpected(last_errno());
  lock_future_.store(flags & MCL_FUTURE ? flags : 0, std::memory_order_relaxed);
  if (!(flags & MCL_CURRENT)) return {};
  for (const Region& region : regions()) {
    // As mlockall: pages that cannot be touched are locked once they can.
    bool on_fault = (flags & MCL_ONFAULT) || region.protection == PROT_NONE;
    if (mlock2(host(region.begin), region.range().length(), on_fault ? MLOCK_ONFAULT : 0) != 0) {
      return std::unexpected(last_errno());
    }
  }
  return {};
}

GuestMappings::Status GuestMappings::unlock_all() {
  lock_future_.store(0, std::memory_order_relaxed);
  for (const Region& region : regions()) {
    if (munlock(host(region.begin), region.range().length()) != 0) {
      return std::unexpected(last_errno());
    }
  }
  return {};
}

void GuestMappings::after_fork_in_child() {
  lock_future_.store(0, std::memory_order_relaxed);  // as Linux: locks are not inherited
  for (const Region& region : regions_.all()) {
    if (region.stays_in_parent) (void)remove(region.range());
  }
  mutex_.unlock();
}

}  // namespace wali::memory
