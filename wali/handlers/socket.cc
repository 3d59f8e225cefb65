#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "wali/handlers.h"

namespace wali::sys {

namespace {

// Options whose value is flat bytes, per level. Missing are those that carry addresses (packet
// filters, firewall tables, zero-copy receive) and those that let the kernel hold on to guest
// pages.
struct OptionRange {
  int level, first, last;
};
constexpr int kTcp = 6, kUdp = 17, kNetlink = 270;
constexpr OptionRange kOptions[] = {
    {SOL_SOCKET, 1, 25},  // up to SO_BINDTODEVICE; 26 attaches a filter
    {SOL_SOCKET, 27, 49},
    {SOL_SOCKET, 53, 59},  // 50 to 52 attach programs, 60 is SO_ZEROCOPY
    {SOL_SOCKET, 61, 80},
    {IPPROTO_IP, 1, 53},
    {kTcp, 1, 34},  // 35 is TCP_ZEROCOPY_RECEIVE
    {kTcp, 36, 37},
    {kUdp, 1, 1},
    {kUdp, 100, 104},
    {IPPROTO_IPV6, 1, 63},  // 64 and 65 replace firewall tables
    {IPPROTO_IPV6, 66, 67},
    {IPPROTO_IPV6, 70, 80},
    {kNetlink, 1, 12},
};

bool is_flat(int level, int option) {
  return std::ranges::any_of(kOptions, [&](const OptionRange& range) {
    return range.level == level && range.first <= option && option <= range.last;
  });
}

/// The host's form of a message header. Address and control buffers stay in linear memory: their
/// layouts agree.
class HostMessage {
 public:
  Expected<void> load(const Caller& caller, const GuestMessageHeader& guest) {
    if (guest.iov_count < 0 || guest.iov_count > 1024) return failed(EMSGSIZE);
    TRY(vectors_.load(caller, guest.iov, guest.iov_count));
    native_.msg_name = caller.host_pointer(guest.name, guest.name_length);
    native_.msg_namelen = guest.name_length;
    native_.msg_iov = vectors_.data();
    native_.msg_iovlen = vectors_.size();
    native_.msg_control = caller.host_pointer(guest.control, guest.control_length);
    native_.msg_controllen = guest.control_length;
    native_.msg_flags = guest.flags;
    return {};
  }
  msghdr& native() { return native_; }

  static void write_back(const msghdr& native, GuestMessageHeader& guest) {
    guest.name_length = native.msg_namelen;
    guest.control_length = static_cast<uint32_t>(native.msg_controllen);
    guest.flags = native.msg_flags;
  }

 private:
  msghdr native_{};
  HostVectors vectors_;
};

/// An array of messages for the calls that move several.
class HostMessages {
 public:
  Expected<void> load(const Caller& caller, uint32_t address, uint32_t count) {
    constexpr uint32_t kMost = 1024;  // the kernel moves no more at once
    address_ = address;
    size_ = std::min(count, kMost);
    guest_ = std::make_unique<GuestMultiMessage[]>(size_);
    messages_ = std::make_unique<HostMessage[]>(size_);
    native_ = std::make_unique<mmsghdr[]>(size_);
    TRY(caller.copy_in(guest_.get(), address, size_ * sizeof(GuestMultiMessage)));
    for (uint32_t i = 0; i < size_; ++i) {
      TRY(messages_[i].load(caller, guest_[i].header));
      native_[i].msg_hdr = messages_[i].native();
    }
    return {};
  }
  Expected<void> write_back(const Caller& caller, int64_t done) {
    for (int64_t i = 0; i < done; ++i) {
      HostMessage::write_back(native_[i].msg_hdr, guest_[i].header);
      guest_[i].length = native_[i].msg_len;
    }
    return caller.copy_out(
        address_, guest_.get(), static_cast<size_t>(done) * sizeof(GuestMultiMessage));
  }
  Expected<void> write_lengths(const Caller& caller, int64_t done) {
    for (int64_t i = 0; i < done; ++i) {
      uint32_t at = address_ + static_cast<uint32_t>(i) * uint32_t{sizeof(GuestMultiMessage)} +
                    uint32_t{offsetof(GuestMultiMessage, length)};
      TRY(caller.store<uint32_t>(at, native_[i].msg_len));
    }
    return {};
  }
  mmsghdr* native() { return native_.get(); }
  uint32_t size() const { return size_; }

 private:
  uint32_t address_ = 0, size_ = 0;
  std::unique_ptr<GuestMultiMessage[]> guest_;
  std::unique_ptr<HostMessage[]> messages_;
  std::unique_ptr<mmsghdr[]> native_;
};

}  // namespace

SyscallResult sys_sendmsg(Caller& caller, Fd fd, InMessage message, MessageFlags flags) {
  HostMessage host;
  TRY(host.load(caller, TRY(caller.load<GuestMessageHeader>(message))));
  return host_result(host_call(SYS_sendmsg, fd.value, &host.native(), flags.value));
}

SyscallResult sys_recvmsg(Caller& caller, Fd fd, OutMessage message, MessageFlags flags) {
  auto guest = TRY(caller.load<GuestMessageHeader>(message));
  HostMessage host;
  TRY(host.load(caller, guest));
  int64_t length = TRY(host_result(host_call(SYS_recvmsg, fd.value, &host.native(), flags.value)));
  HostMessage::write_back(host.native(), guest);
  TRY(caller.store(message, guest));
  return length;
}

SyscallResult sys_sendmmsg(
    Caller& caller, Fd fd, Messages messages, UInt count, MessageFlags flags) {
  HostMessages host;
  TRY(host.load(caller, messages, count));
  int64_t done =
      TRY(host_result(host_call(SYS_sendmmsg, fd.value, host.native(), host.size(), flags.value)));
  TRY(host.write_lengths(caller, done));
  return done;
}

SyscallResult sys_recvmmsg(Caller& caller,
                           Fd fd,
                           Messages messages,
                           UInt count,
                           MessageFlags flags,
                           Remaining<timespec> timeout) {
  HostMessages host;
  TRY(host.load(caller, messages, count));
  int64_t done = TRY(host_result(
      host_call(SYS_recvmmsg, fd.value, host.native(), host.size(), flags.value, timeout.host)));
  TRY(host.write_back(caller, done));
  return done;
}

SyscallResult sys_setsockopt(
    Caller&, Fd fd, SocketLevel level, SocketOption option, InOption value) {
  if (!is_flat(level, option)) return failed(ENOPROTOOPT);
  return host_result(
      host_call(SYS_setsockopt, fd.value, level.value, option.value, value.host, value.size));
}

SyscallResult sys_getsockopt(
    Caller&, Fd fd, SocketLevel level, SocketOption option, OutOption value) {
  if (!is_flat(level, option)) return failed(ENOPROTOOPT);
  return host_result(host_call(
      SYS_getsockopt, fd.value, level.value, option.value, value.host, value.host_length));
}

}  // namespace wali::sys
