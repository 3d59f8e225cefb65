#include "wali/struct_layout.h"

#include <cstring>

namespace wali::sys {
namespace {

constexpr size_t on_host([[maybe_unused]] size_t x64, [[maybe_unused]] size_t aarch64) {
#if defined(__x86_64__)
  return x64;
#elif defined(__aarch64__)
  return aarch64;
#endif
}

}  // namespace

GuestSignalInfo guest_signal_info(const siginfo_t& native, uint32_t fault_address) {
  GuestSignalInfo info;
  memcpy(&info, &native, sizeof info);
  bool has_address =
      native.si_code > 0 &&
      (native.si_signo == SIGSEGV || native.si_signo == SIGBUS || native.si_signo == SIGFPE ||
       native.si_signo == SIGILL || native.si_signo == SIGTRAP);
  if (has_address) {
    info.address = fault_address;
    info.address_lsb = static_cast<uint16_t>(native.si_addr_lsb);
    memset(&info.padding2, 0, sizeof info - offsetof(GuestSignalInfo, padding2));
  }
  return info;
}

// clang-format off
#define COMMA ,
#define GUEST(type, attributes, size, host_type, x64_size, aarch64_size) \
  static_assert([] {                                                     \
    using Guest = type;                                                  \
    using Host = host_type;                                              \
    static_assert(sizeof(Guest) == size && sizeof(Host) == on_host(x64_size, aarch64_size));
#define NUMBER(member_type, member, at, host_member, x64_at, aarch64_at) \
    static_assert(offsetof(Guest, member) == at &&                       \
                  offsetof(Host, host_member) == on_host(x64_at, aarch64_at));
#define ADDRESS NUMBER
#define RESERVED(member_type, member, at) static_assert(offsetof(Guest, member) == at);
#define GUEST_END return true; }());
#define HOST(type, size) \
  static_assert([] {     \
    using Host = type;   \
    static_assert(sizeof(Host) == size);
#define MEMBER(member, at) static_assert(offsetof(Host, member) == at);
#define HOST_END return true; }());
#include "wali/structs.def"
// clang-format on

}  // namespace wali::sys
