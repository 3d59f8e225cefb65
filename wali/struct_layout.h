#pragma once

#include <sys/epoll.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstdint>

/// Structures whose layout in linear memory differs from the host's: pointers and size_t have 4
/// bytes there, long has 8, and where x86-64 and other hosts disagree the guest has the layout of
/// x86-64. All others are the host's own.
namespace wali::sys {

struct GuestIovec {
  uint32_t base;
  uint32_t length;
};
static_assert(sizeof(GuestIovec) == 8);

struct GuestMessageHeader {
  uint32_t name;
  uint32_t name_length;
  uint32_t iov;
  int32_t iov_count;
  int32_t padding1;
  uint32_t control;
  uint32_t control_length;
  int32_t padding2;
  int32_t flags;
};
static_assert(sizeof(GuestMessageHeader) == 36);

struct GuestMultiMessage {
  GuestMessageHeader header;
  uint32_t length;
};
static_assert(sizeof(GuestMultiMessage) == 40);

struct [[gnu::packed]] GuestSigaction {
  uint32_t handler;
  uint64_t flags;
  uint32_t restorer;
  uint64_t mask;
};
static_assert(sizeof(GuestSigaction) == 24 && offsetof(GuestSigaction, mask) == 16);

struct GuestStack {
  uint32_t sp;
  int32_t flags;
  uint32_t size;
};
static_assert(sizeof(GuestStack) == 12);

/// robust_list_head.
struct GuestRobustList {
  uint32_t first;
  int64_t futex_offset;
  uint32_t pending;
};
static_assert(sizeof(GuestRobustList) == 24 && offsetof(GuestRobustList, pending) == 16);

/// The sixth argument of pselect6.
struct GuestSetAndSize {
  uint64_t address;
  uint64_t size;
};

struct [[gnu::packed]] GuestEpollEvent {
  uint32_t events;
  uint64_t data;
};
static_assert(sizeof(GuestEpollEvent) == 12);

struct GuestTimespec {
  int64_t seconds;
  int64_t nanoseconds;
};

struct GuestStat {
  uint64_t dev, ino, nlink;
  uint32_t mode, uid, gid, padding;
  uint64_t rdev;
  int64_t size, block_size, blocks;
  GuestTimespec access_time, modification_time, change_time;
  int64_t unused[3];
};
static_assert(sizeof(GuestStat) == 144 && offsetof(GuestStat, rdev) == 40 &&
              offsetof(GuestStat, access_time) == 72);
#if defined(__x86_64__)
constexpr bool kStatIsNative = true;
static_assert(sizeof(struct stat) == sizeof(GuestStat) &&
              offsetof(struct stat, st_size) == offsetof(GuestStat, size) &&
              offsetof(struct stat, st_atim) == offsetof(GuestStat, access_time));
#else
constexpr bool kStatIsNative = false;
#endif

GuestStat guest_stat(const struct stat& native);

struct GuestSigset {
  uint64_t bits;
};

/// Guests write open flags as on x86-64. The map is its own inverse.
constexpr uint32_t swap_open_flags([[maybe_unused]] uint32_t flags) {
#if defined(__aarch64__)
  constexpr uint32_t kSwapped = 0740000;
  uint32_t low = flags & 0140000, high = flags & 0600000;
  flags = (flags & ~kSwapped) | (low << 2) | (high >> 2);
#endif
  return flags;
}

}  // namespace wali::sys
