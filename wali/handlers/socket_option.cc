#include <linux/filter.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "wali/handlers.h"

// Socket options by level and number. Most values are flat bytes, in one layout for all programs;
// packet filters are structures with an address and are rebuilt. Missing are options that let the
// kernel act on addresses or pages of the guest's later (firewall tables, zero-copy receive, rings
// of packets, XDP): they are answered as on a kernel without them.

namespace wali::sys {

namespace {

struct OptionRange {
  int level, first, last;
};
constexpr int kIcmpV6 = 58, kTcp = 6, kUdp = 17, kUdpLite = 136, kRaw = 255;
constexpr int kVsock = 40, kCanRaw = 101, kPacket = 263, kNetlink = 270, kAlgorithm = 279,
              kTls = 282, kMultipath = 284;
constexpr OptionRange kFlatOptions[] = {
    {SOL_SOCKET, 1, 25},    {SOL_SOCKET, 27, 50},   {SOL_SOCKET, 52, 90},     {IPPROTO_IP, 1, 53},
    {IPPROTO_IP, 200, 213},  // multicast routing
    {kTcp, 1, 34},           // 35 is TCP_ZEROCOPY_RECEIVE
    {kTcp, 36, 46},         {kUdp, 1, 1},           {kUdp, 100, 105},         {kUdpLite, 10, 11},
    {IPPROTO_IPV6, 1, 63},  // 64 and 65 replace firewall tables
    {IPPROTO_IPV6, 66, 67}, {IPPROTO_IPV6, 70, 80}, {IPPROTO_IPV6, 200, 213}, {kIcmpV6, 1, 1},
    {kRaw, 1, 1},           {kPacket, 1, 4},    // 5 and 13 are rings
    {kPacket, 6, 12},       {kPacket, 14, 21},  // 22 may be a filter
    {kPacket, 23, 24},      {kNetlink, 1, 12},      {kVsock, 0, 8},           {kCanRaw, 1, 8},
    {kAlgorithm, 1, 6},     {kTls, 1, 6},           {kMultipath, 1, 3},
};
constexpr int kAttachFilter = 26, kAttachReuseportFilter = 51;
constexpr int kNone = 0x7fffff00;  // no protocol's level and no level's option

bool is_flat(int level, int option) {
  return std::ranges::any_of(kFlatOptions, [&](const OptionRange& range) {
    return range.level == level && range.first <= option && option <= range.last;
  });
}

/// What the kernel is asked for in place of an option that is not offered.
struct Place {
  int level, option;
};
Place place_of(int level, int option) {
  if (is_flat(level, option)) return {level, option};
  bool is_known =
      std::ranges::find(kFlatOptions, level, &OptionRange::level) != std::end(kFlatOptions);
  return {is_known ? level : kNone, kNone};
}

bool sets_filter(int level, int option) {
  return level == SOL_SOCKET && (option == kAttachFilter || option == kAttachReuseportFilter);
}

SyscallResult set_filter(Caller& caller, int fd, int option, const InBytes& value) {
  struct GuestProgram {
    uint16_t length;
    uint32_t filter;
  };
  auto set = [&](const void* program, uint32_t size) {
    return host_result(host_call(SYS_setsockopt, fd, SOL_SOCKET, option, program, size));
  };
  if (value.size != sizeof(GuestProgram)) return set(caller.faulting_pointer(), 0);
  auto guest = caller.load<GuestProgram>(value.address);
  if (!guest) return set(caller.faulting_pointer(), sizeof(sock_fprog));
  auto instructions = std::make_unique<sock_filter[]>(guest->length);
  sock_fprog native{guest->length, instructions.get()};
  size_t size = guest->length * sizeof(sock_filter);
  if (guest->filter == 0) {
    native.filter = nullptr;
  } else if (!caller.copy_in(instructions.get(), guest->filter, size)) {
    native.filter = static_cast<sock_filter*>(caller.faulting_pointer());
  }
  return set(&native, sizeof native);
}

}  // namespace

SyscallResult sys_setsockopt(
    Caller& caller, Fd fd, SocketLevel level, SocketOption option, InOption value) {
  if (sets_filter(level, option)) return set_filter(caller, fd, option, value);
  Place place = place_of(level, option);
  return host_result(
      host_call(SYS_setsockopt, fd.value, place.level, place.option, value.host, value.size));
}

SyscallResult sys_getsockopt(
    Caller&, Fd fd, SocketLevel level, SocketOption option, OutOption value) {
  Place place = place_of(level, option);
  // As an option to be read, the number of the filter is its program's.
  if (level == SOL_SOCKET && option == kAttachFilter) place = {level, option};
  return host_result(host_call(
      SYS_getsockopt, fd.value, place.level, place.option, value.host, value.host_length));
}

}  // namespace wali::sys
