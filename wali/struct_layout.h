#pragma once

#include <fcntl.h>
#include <linux/futex.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include <utime.h>

#include <array>
#include <cstddef>
#include <cstdint>

/// The structures of structs.def. Guests have 4 bytes for addresses and size_t and 8 for long, and
/// the layout of x86-64 where that differs from other hosts.
namespace wali::sys {

/// What rt_sigaction takes; the C library's struct sigaction is another one.
struct KernelSigaction {
  uint64_t handler, flags, restorer, mask;
};

// clang-format off
#define COMMA ,
#define HOST(type, size)
#define MEMBER(member, offset)
#define HOST_END

#define GUEST(type, attributes, size, host_type, x64_size, aarch64_size) struct attributes type {
#define NUMBER(member_type, member, offset, host_member, x64_offset, aarch64_offset) \
  member_type member;
#define ADDRESS NUMBER
#define RESERVED(member_type, member, offset) member_type member;
#define GUEST_END };
#include "wali/structs.def"
#undef GUEST
#undef NUMBER
#undef RESERVED
#undef GUEST_END

/// Host, the host's type for a guest's, and kIsHosts, whether both have one layout.
template <typename Guest>
struct StructLayout;

#define GUEST(type, attributes, size, host_type, x64_size, aarch64_size) \
  template <>                                                            \
  struct StructLayout<type> {                                            \
    using Host = host_type;                                              \
    static constexpr bool kIsHosts = sizeof(type) == sizeof(Host)
#define NUMBER(member_type, member, offset, host_member, x64_offset, aarch64_offset) \
        && offset == offsetof(Host, host_member) && sizeof(member_type) == sizeof(Host::host_member)
#define ADDRESS NUMBER
#define RESERVED(member_type, member, offset)
#define GUEST_END ; };
#include "wali/structs.def"
#undef GUEST
#undef NUMBER
#undef ADDRESS
#undef GUEST_END

/// copy_numbers(to, from) copies between a guest's structure and the host's what is a number.
/// Addresses, sizes of objects in memory and what is reserved stay as they are.
#define GUEST(type, attributes, size, host_type, x64_size, aarch64_size) \
  inline void copy_numbers([[maybe_unused]] type& to, [[maybe_unused]] const host_type& from) {
#define NUMBER(member_type, member, offset, host_member, x64_offset, aarch64_offset) \
  to.member = static_cast<member_type>(from.host_member);
#define ADDRESS(member_type, member, offset, host_member, x64_offset, aarch64_offset)
#define GUEST_END }
#include "wali/structs.def"
#undef GUEST
#undef NUMBER
#undef GUEST_END

#define GUEST(type, attributes, size, host_type, x64_size, aarch64_size) \
  inline void copy_numbers([[maybe_unused]] host_type& to, [[maybe_unused]] const type& from) {
#define NUMBER(member_type, member, offset, host_member, x64_offset, aarch64_offset) \
  to.host_member = static_cast<decltype(to.host_member)>(from.member);
#define GUEST_END }
#include "wali/structs.def"
#undef GUEST
#undef NUMBER
#undef ADDRESS
#undef GUEST_END

#undef RESERVED
#undef HOST
#undef MEMBER
#undef HOST_END
#undef COMMA
// clang-format on

/// The sixth argument of pselect6.
struct GuestSetAndSize {
  uint64_t address;
  uint64_t size;
};

struct GuestSigset {
  uint64_t bits;
};

/// siginfo_t: the host's but for addresses, of which those that the kernel fills in follow `code`
/// after 4 bytes of padding.
struct GuestSignalInfo {
  int32_t signal, error, code, padding;
  uint32_t address;
  uint16_t address_lsb, padding2;
  uint64_t rest[13];
};
static_assert(sizeof(GuestSignalInfo) == 128 && sizeof(siginfo_t) == 128);

/// `fault_address` is the guest's address where the host's siginfo has one of its own.
GuestSignalInfo guest_signal_info(const siginfo_t& native, uint32_t fault_address = 0);

/// ucontext_t. WebAssembly has no registers to show.
struct GuestSignalContext {
  uint64_t flags;
  uint32_t link;
  GuestStack stack;
  uint64_t registers[32];
  uint64_t mask;
  uint64_t rest_of_mask[15];
  uint64_t float_state[64];
};
static_assert(sizeof(GuestSignalContext) == 920 && offsetof(GuestSignalContext, mask) == 280);

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
