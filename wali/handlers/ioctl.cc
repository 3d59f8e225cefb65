#include <fcntl.h>
#include <net/if.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <vector>

#include "wali/handlers.h"

// The kernel reads and writes structures that guests build, so only requests whose structure is
// known to hold no address may pass; the few that hold one are rebuilt. Anything else is answered
// as for a file without the request.

namespace wali::sys {

namespace {

enum class Argument : uint8_t { None, Integer, Pointer };

struct Request {
  uint32_t number;
  Argument argument;
  uint32_t native_number = 0;               // where it contains the size of a type that differs
  uint32_t bytes = memory::kExplicitGuard;  // that the kernel may access at most
};

// A structure with one record of 32 bytes for each of up to 65535 files.
constexpr uint32_t kDedupeBytes = 24 + 65535 * 32;

// In ascending order of number.
constexpr Request kRequests[] = {
    {0x2, Argument::Pointer},                          // FIGETBSZ
    {0x125d, Argument::Pointer},                       // BLKROSET
    {0x125e, Argument::Pointer},                       // BLKROGET
    {0x1260, Argument::Pointer},                       // BLKGETSIZE
    {0x1261, Argument::None},                          // BLKFLSBUF
    {0x1268, Argument::Pointer},                       // BLKSSZGET
    {0x1277, Argument::Pointer},                       // BLKDISCARD
    {0x1278, Argument::Pointer},                       // BLKIOMIN
    {0x1279, Argument::Pointer},                       // BLKIOOPT
    {0x127a, Argument::Pointer},                       // BLKALIGNOFF
    {0x127b, Argument::Pointer},                       // BLKPBSZGET
    {0x127e, Argument::Pointer},                       // BLKROTATIONAL
    {0x127f, Argument::Pointer},                       // BLKZEROOUT
    {0x4b2f, Argument::Integer},                       // KIOCSOUND
    {0x4b30, Argument::Integer},                       // KDMKTONE
    {0x4b31, Argument::Pointer},                       // KDGETLED
    {0x4b32, Argument::Integer},                       // KDSETLED
    {0x4b33, Argument::Pointer},                       // KDGKBTYPE
    {0x4b3a, Argument::Integer},                       // KDSETMODE
    {0x4b3b, Argument::Pointer},                       // KDGETMODE
    {0x4b44, Argument::Pointer},                       // KDGKBMODE
    {0x4b45, Argument::Integer},                       // KDSKBMODE
    {0x5401, Argument::Pointer},                       // TCGETS
    {0x5402, Argument::Pointer},                       // TCSETS
    {0x5403, Argument::Pointer},                       // TCSETSW
    {0x5404, Argument::Pointer},                       // TCSETSF
    {0x5405, Argument::Pointer},                       // TCGETA
    {0x5406, Argument::Pointer},                       // TCSETA
    {0x5407, Argument::Pointer},                       // TCSETAW
    {0x5408, Argument::Pointer},                       // TCSETAF
    {0x5409, Argument::Integer},                       // TCSBRK
    {0x540a, Argument::Integer},                       // TCXONC
    {0x540b, Argument::Integer},                       // TCFLSH
    {0x540c, Argument::None},                          // TIOCEXCL
    {0x540d, Argument::None},                          // TIOCNXCL
    {0x540e, Argument::Integer},                       // TIOCSCTTY
    {0x540f, Argument::Pointer},                       // TIOCGPGRP
    {0x5410, Argument::Pointer},                       // TIOCSPGRP
    {0x5411, Argument::Pointer},                       // TIOCOUTQ
    {0x5412, Argument::Pointer},                       // TIOCSTI
    {0x5413, Argument::Pointer},                       // TIOCGWINSZ
    {0x5414, Argument::Pointer},                       // TIOCSWINSZ
    {0x5415, Argument::Pointer},                       // TIOCMGET
    {0x5416, Argument::Pointer},                       // TIOCMBIS
    {0x5417, Argument::Pointer},                       // TIOCMBIC
    {0x5418, Argument::Pointer},                       // TIOCMSET
    {0x5419, Argument::Pointer},                       // TIOCGSOFTCAR
    {0x541a, Argument::Pointer},                       // TIOCSSOFTCAR
    {0x541b, Argument::Pointer},                       // FIONREAD
    {0x541d, Argument::None},                          // TIOCCONS
    {0x5420, Argument::Pointer},                       // TIOCPKT
    {0x5421, Argument::Pointer},                       // FIONBIO
    {0x5422, Argument::None},                          // TIOCNOTTY
    {0x5423, Argument::Pointer},                       // TIOCSETD
    {0x5424, Argument::Pointer},                       // TIOCGETD
    {0x5425, Argument::Integer},                       // TCSBRKP
    {0x5427, Argument::None},                          // TIOCSBRK
    {0x5428, Argument::None},                          // TIOCCBRK
    {0x5429, Argument::Pointer},                       // TIOCGSID
    {0x542e, Argument::Pointer},                       // TIOCGRS485
    {0x542f, Argument::Pointer},                       // TIOCSRS485
    {0x5441, Argument::Integer},                       // TIOCGPTPEER
    {0x5450, Argument::None},                          // FIONCLEX
    {0x5451, Argument::None},                          // FIOCLEX
    {0x5452, Argument::Pointer},                       // FIOASYNC
    {0x545d, Argument::Pointer},                       // TIOCGICOUNT
    {0x5460, Argument::Pointer},                       // FIOQSIZE
    {0x5600, Argument::Pointer},                       // VT_OPENQRY
    {0x5601, Argument::Pointer},                       // VT_GETMODE
    {0x5602, Argument::Pointer},                       // VT_SETMODE
    {0x5603, Argument::Pointer},                       // VT_GETSTATE
    {0x5605, Argument::Integer},                       // VT_RELDISP
    {0x5606, Argument::Integer},                       // VT_ACTIVATE
    {0x5607, Argument::Integer},                       // VT_WAITACTIVE
    {0x8901, Argument::Pointer},                       // FIOSETOWN
    {0x8902, Argument::Pointer},                       // SIOCSPGRP
    {0x8903, Argument::Pointer},                       // FIOGETOWN
    {0x8904, Argument::Pointer},                       // SIOCGPGRP
    {0x8905, Argument::Pointer},                       // SIOCATMARK
    {0x8906, Argument::Pointer},                       // SIOCGSTAMP
    {0x8907, Argument::Pointer},                       // SIOCGSTAMPNS
    {0x8910, Argument::Pointer},                       // SIOCGIFNAME
    {0x8913, Argument::Pointer},                       // SIOCGIFFLAGS
    {0x8914, Argument::Pointer},                       // SIOCSIFFLAGS
    {0x8915, Argument::Pointer},                       // SIOCGIFADDR
    {0x8916, Argument::Pointer},                       // SIOCSIFADDR
    {0x8917, Argument::Pointer},                       // SIOCGIFDSTADDR
    {0x8918, Argument::Pointer},                       // SIOCSIFDSTADDR
    {0x8919, Argument::Pointer},                       // SIOCGIFBRDADDR
    {0x891a, Argument::Pointer},                       // SIOCSIFBRDADDR
    {0x891b, Argument::Pointer},                       // SIOCGIFNETMASK
    {0x891c, Argument::Pointer},                       // SIOCSIFNETMASK
    {0x891d, Argument::Pointer},                       // SIOCGIFMETRIC
    {0x891e, Argument::Pointer},                       // SIOCSIFMETRIC
    {0x8921, Argument::Pointer},                       // SIOCGIFMTU
    {0x8922, Argument::Pointer},                       // SIOCSIFMTU
    {0x8923, Argument::Pointer},                       // SIOCSIFNAME
    {0x8924, Argument::Pointer},                       // SIOCSIFHWADDR
    {0x8927, Argument::Pointer},                       // SIOCGIFHWADDR
    {0x8929, Argument::Pointer},                       // SIOCGIFSLAVE
    {0x8931, Argument::Pointer},                       // SIOCADDMULTI
    {0x8932, Argument::Pointer},                       // SIOCDELMULTI
    {0x8933, Argument::Pointer},                       // SIOCGIFINDEX
    {0x8934, Argument::Pointer},                       // SIOCSIFPFLAGS
    {0x8935, Argument::Pointer},                       // SIOCGIFPFLAGS
    {0x8936, Argument::Pointer},                       // SIOCDIFADDR
    {0x8937, Argument::Pointer},                       // SIOCSIFHWBROADCAST
    {0x8942, Argument::Pointer},                       // SIOCGIFTXQLEN
    {0x8943, Argument::Pointer},                       // SIOCSIFTXQLEN
    {0x894b, Argument::Pointer},                       // SIOCOUTQNSD
    {0x8953, Argument::Pointer},                       // SIOCDARP
    {0x8954, Argument::Pointer},                       // SIOCGARP
    {0x8955, Argument::Pointer},                       // SIOCSARP
    {0x8970, Argument::Pointer},                       // SIOCGIFMAP
    {0x8971, Argument::Pointer},                       // SIOCSIFMAP
    {0xb703, Argument::None},                          // NS_GET_NSTYPE
    {0x40041271, Argument::Pointer, 0x40081271},       // BLKBSZSET
    {0x40045431, Argument::Pointer},                   // TIOCSPTLCK
    {0x40045436, Argument::Integer},                   // TIOCSIG
    {0x400454ca, Argument::Pointer},                   // TUNSETIFF
    {0x400454cb, Argument::Integer},                   // TUNSETPERSIST
    {0x400454cc, Argument::Integer},                   // TUNSETOWNER
    {0x400454ce, Argument::Integer},                   // TUNSETGROUP
    {0x400454d0, Argument::Integer},                   // TUNSETOFFLOAD
    {0x400454d4, Argument::Pointer},                   // TUNSETSNDBUF
    {0x400454d8, Argument::Pointer},                   // TUNSETVNETHDRSZ
    {0x400454d9, Argument::Pointer},                   // TUNSETQUEUE
    {0x40049409, Argument::Integer},                   // FICLONE
    {0x40085400, Argument::Pointer},                   // TFD_IOC_SET_TICKS
    {0x40086602, Argument::Pointer},                   // FS_IOC_SETFLAGS
    {0x40087602, Argument::Pointer},                   // FS_IOC_SETVERSION
    {0x401c5820, Argument::Pointer},                   // FS_IOC_FSSETXATTR
    {0x4020940d, Argument::Pointer},                   // FICLONERANGE
    {0x402c542b, Argument::Pointer},                   // TCSETS2
    {0x402c542c, Argument::Pointer},                   // TCSETSW2
    {0x402c542d, Argument::Pointer},                   // TCSETSF2
    {0x80041270, Argument::Pointer, 0x80081270},       // BLKBSZGET
    {0x80041272, Argument::Pointer, 0x80081272},       // BLKGETSIZE64
    {0x80045200, Argument::Pointer},                   // RNDGETENTCNT
    {0x80045430, Argument::Pointer},                   // TIOCGPTN
    {0x80045432, Argument::Pointer},                   // TIOCGDEV
    {0x80045438, Argument::Pointer},                   // TIOCGPKT
    {0x80045439, Argument::Pointer},                   // TIOCGPTLCK
    {0x80045440, Argument::Pointer},                   // TIOCGEXCL
    {0x800454cf, Argument::Pointer},                   // TUNGETFEATURES
    {0x800454d2, Argument::Pointer},                   // TUNGETIFF
    {0x800454d3, Argument::Pointer},                   // TUNGETSNDBUF
    {0x800454d7, Argument::Pointer},                   // TUNGETVNETHDRSZ
    {0x80086601, Argument::Pointer},                   // FS_IOC_GETFLAGS
    {0x80087601, Argument::Pointer},                   // FS_IOC_GETVERSION
    {0x801c581f, Argument::Pointer},                   // FS_IOC_FSGETXATTR
    {0x802c542a, Argument::Pointer},                   // TCGETS2
    {0x81009431, Argument::Pointer},                   // FS_IOC_GETFSLABEL
    {0xc0189436, Argument::Pointer, 0, kDedupeBytes},  // FIDEDUPERANGE
};
static_assert(std::ranges::is_sorted(kRequests, {}, &Request::number));

// Where the structure cannot be read: the kernel looks at the descriptor first.
SyscallResult refuse(Caller& caller, int fd, uint32_t request) {
  return host_result(host_call(SYS_ioctl, fd, request, caller.faulting_pointer()));
}

constexpr uint32_t kGetInterfaces = 0x8912;  // SIOCGIFCONF

// The list of interfaces goes to a buffer that the structure points to; its records are as on the
// host.
SyscallResult get_interfaces(Caller& caller, int fd, uint32_t address) {
  struct GuestInterfaces {
    int32_t length;
    uint32_t buffer;
  };
  auto guest = caller.load<GuestInterfaces>(address);
  if (!guest) return refuse(caller, fd, kGetInterfaces);
  ifconf native{};
  native.ifc_len = guest->length;
  native.ifc_buf = static_cast<char*>(
      caller.host_pointer(guest->buffer, static_cast<uint64_t>(std::max(guest->length, 0))));
  int64_t result = TRY(host_result(host_call(SYS_ioctl, fd, kGetInterfaces, &native)));
  guest->length = native.ifc_len;
  TRY(caller.store(address, *guest));
  return result;
}

constexpr uint32_t kGetExtents = 0xc020660b;  // FS_IOC_FIEMAP

// A structure with a record for each extent, whose number the guest chooses: no more of them are
// asked for at a time.
SyscallResult get_extents(Caller& caller, int fd, uint32_t address) {
  constexpr uint32_t kMost = 16384;
  struct Header {
    uint64_t start, length;
    uint32_t flags, found, room, reserved;
  };
  using Extent = std::array<uint64_t, 7>;
  auto guest = caller.load<Header>(address);
  if (!guest) return refuse(caller, fd, kGetExtents);
  Header header = *guest;
  header.room = std::min(header.room, kMost);
  std::vector<std::byte> bytes(sizeof(Header) + header.room * sizeof(Extent));
  std::memcpy(bytes.data(), &header, sizeof header);
  int64_t result = TRY(host_result(host_call(SYS_ioctl, fd, kGetExtents, bytes.data())));
  std::memcpy(&header, bytes.data(), sizeof header);
  size_t size = sizeof(Header) + std::min(header.found, header.room) * sizeof(Extent);
  header.room = guest->room;
  std::memcpy(bytes.data(), &header, sizeof header);
  TRY(caller.copy_out(address, bytes.data(), size));
  return result;
}

constexpr uint32_t kEthernetTool = 0x8946;  // SIOCETHTOOL

// The request of a network driver, a flat structure, to which that of the call points.
SyscallResult ask_network_driver(Caller& caller, int fd, uint32_t address) {
  struct GuestRequest {
    char interface[IFNAMSIZ];
    uint32_t data;
  };
  auto guest = caller.load<GuestRequest>(address);
  if (!guest) return refuse(caller, fd, kEthernetTool);
  ifreq native{};
  std::ranges::copy(guest->interface, native.ifr_name);
  native.ifr_data = static_cast<char*>(caller.host_pointer(guest->data));
  return host_result(host_call(SYS_ioctl, fd, kEthernetTool, &native));
}

}  // namespace

SyscallResult sys_ioctl(Caller& caller, Fd fd, IoctlRequest call) {
  if (call.request == kGetInterfaces) return get_interfaces(caller, fd, call.argument);
  if (call.request == kGetExtents) return get_extents(caller, fd, call.argument);
  if (call.request == kEthernetTool) return ask_network_driver(caller, fd, call.argument);
  auto found = std::ranges::lower_bound(kRequests, call.request, {}, &Request::number);
  if (found == std::end(kRequests) || found->number != call.request) {
    // EBADF goes first, which is also the answer where only the path is open.
    int64_t status = TRY(host_result(host_call(SYS_fcntl, fd.value, F_GETFL, 0)));
    return failed((status & O_PATH) != 0 ? EBADF : ENOTTY);
  }
  uint32_t number = found->native_number != 0 ? found->native_number : found->number;
  long argument = 0;
  if (found->argument == Argument::Integer) argument = static_cast<int32_t>(call.argument);
  if (found->argument == Argument::Pointer)
    argument = kernel_word(caller.host_pointer(call.argument, found->bytes));
  return host_result(host_call(SYS_ioctl, fd.value, number, argument));
}

}  // namespace wali::sys
