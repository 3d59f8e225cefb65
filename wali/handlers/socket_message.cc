#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "wali/handlers.h"
#include "wali/handlers/open.h"

namespace wali::sys {

namespace {

/// The host's form of a message header. The name and what is sent stay in linear memory: their
/// layouts agree. Received control data comes to the host first, since it may hold descriptors that
/// the guest is not to have.
class HostMessage {
 public:
  enum class Direction : uint8_t { Send, Receive };

  Expected<void> load(const Caller& caller, const GuestMessageHeader& guest, Direction direction) {
    if (guest.iov_count < 0 || guest.iov_count > kMostVectors) return failed(EMSGSIZE);
    TRY(vectors_.load(caller, guest.iov, guest.iov_count));
    native_.msg_name = caller.host_pointer(guest.name, guest.name_length);
    native_.msg_namelen = guest.name_length;
    native_.msg_iov = vectors_.data();
    native_.msg_iovlen = vectors_.size();
    native_.msg_control = caller.host_pointer(guest.control, guest.control_length);
    native_.msg_controllen = guest.control_length;
    native_.msg_flags = guest.flags;
    if (direction == Direction::Receive && guest.control != 0 && guest.control_length != 0) {
      native_.msg_controllen = std::min(guest.control_length, kMostControl);
      control_ = std::make_unique<std::byte[]>(native_.msg_controllen);
      native_.msg_control = control_.get();
    }
    return {};
  }
  msghdr& native() { return native_; }

  /// Of a header at `address` that a call has received into.
  Expected<void> write_back(const Caller& caller,
                            msghdr& received,
                            const GuestMessageHeader& guest,
                            uint32_t address) {
    if (control_ != nullptr) {
      judge_descriptors(received);
      if (!caller.copy_out(guest.control, control_.get(), received.msg_controllen)) {
        for_each_descriptor(received, [](int fd) { host_call(SYS_close, fd); });
        received.msg_controllen = 0;
      }
    }
    if (guest.name != 0)
      TRY(store<&GuestMessageHeader::name_length>(caller, address, received.msg_namelen));
    TRY(store<&GuestMessageHeader::flags>(caller, address, received.msg_flags));
    return store<&GuestMessageHeader::control_length>(caller, address, received.msg_controllen);
  }

 private:
  static constexpr int kMostVectors = 1024;
  // More than the kernel has to tell about any message.
  static constexpr uint32_t kMostControl = 65536;

  template <auto kMember>
  static Expected<void> store(const Caller& caller, uint32_t header, uint64_t value) {
    GuestMessageHeader layout{};
    auto& member = layout.*kMember;
    member = static_cast<std::remove_reference_t<decltype(member)>>(value);
    auto offset = reinterpret_cast<std::byte*>(&member) - reinterpret_cast<std::byte*>(&layout);
    return caller.store(header + static_cast<uint32_t>(offset), member);
  }

  template <typename Function>
  static void for_each_descriptor(msghdr& message, Function function) {
    for (cmsghdr* item = CMSG_FIRSTHDR(&message); item != nullptr;
         item = CMSG_NXTHDR(&message, item)) {
      if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) continue;
      int* fds = reinterpret_cast<int*>(CMSG_DATA(item));
      size_t count = (item->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      for (size_t i = 0; i < count; ++i) function(fds[i]);
    }
  }

  /// Descriptors that may not be opened may not be received either: -1 takes their place.
  static void judge_descriptors(msghdr& message) {
    for_each_descriptor(message, [&](int& fd) {
      if (may_be_received(fd)) return;
      short_host_call(SYS_close, fd);
      fd = -1;
      message.msg_flags |= MSG_CTRUNC;
    });
  }

  msghdr native_{};
  HostVectors vectors_;
  std::unique_ptr<std::byte[]> control_;
};

/// An array of messages for the calls that move several. A message that cannot be read ends it; the
/// call fails only if that is the first.
class HostMessages {
 public:
  Expected<void> load(const Caller& caller,
                      uint32_t address,
                      uint32_t count,
                      HostMessage::Direction direction) {
    constexpr uint32_t kMost = 1024;  // the kernel moves no more at once
    address_ = address;
    count = std::min(count, kMost);
    guest_ = std::make_unique<GuestMultiMessage[]>(count);
    messages_ = std::make_unique<HostMessage[]>(count);
    native_ = std::make_unique<mmsghdr[]>(count);
    for (size_ = 0; size_ < count; ++size_) {
      Expected<void> loaded = load_next(caller, direction);
      if (!loaded && size_ == 0) return loaded;
      if (!loaded) break;
    }
    return {};
  }
  Expected<void> write_back(const Caller& caller, int64_t done) {
    for (uint32_t i = 0; i < static_cast<uint64_t>(done); ++i) {
      TRY(messages_[i].write_back(caller, native_[i].msg_hdr, guest_[i].header, address_of(i)));
    }
    return write_lengths(caller, done);
  }
  Expected<void> write_lengths(const Caller& caller, int64_t done) {
    for (uint32_t i = 0; i < static_cast<uint64_t>(done); ++i) {
      uint32_t at = address_of(i) + uint32_t{offsetof(GuestMultiMessage, length)};
      TRY(caller.store<uint32_t>(at, native_[i].msg_len));
    }
    return {};
  }
  mmsghdr* native() { return native_.get(); }
  uint32_t size() const { return size_; }

 private:
  uint32_t address_of(uint32_t index) const {
    return address_ + index * uint32_t{sizeof(GuestMultiMessage)};
  }
  Expected<void> load_next(const Caller& caller, HostMessage::Direction direction) {
    guest_[size_] = TRY(caller.load<GuestMultiMessage>(address_of(size_)));
    TRY(messages_[size_].load(caller, guest_[size_].header, direction));
    native_[size_].msg_hdr = messages_[size_].native();
    return {};
  }

  uint32_t address_ = 0, size_ = 0;
  std::unique_ptr<GuestMultiMessage[]> guest_;
  std::unique_ptr<HostMessage[]> messages_;
  std::unique_ptr<mmsghdr[]> native_;
};

/// A message that cannot be read is looked at after the descriptor.
template <typename... Arguments>
std::unexpected<Errno> unreadable(
    const Caller& caller, Errno error, long number, int fd, Arguments... arguments) {
  int64_t result = host_call(number, fd, caller.faulting_pointer(), arguments...);
  return result < 0 && result != -EFAULT ? failed(static_cast<int>(-result))
                                         : std::unexpected(error);
}

using Direction = HostMessage::Direction;

Expected<void> load_message(const Caller& caller,
                            uint32_t address,
                            Direction direction,
                            GuestMessageHeader& guest,
                            HostMessage& host) {
  guest = TRY(caller.load<GuestMessageHeader>(address));
  return host.load(caller, guest, direction);
}

}  // namespace

SyscallResult sys_sendmsg(Caller& caller, Fd fd, InMessage message, MessageFlags flags) {
  GuestMessageHeader guest;
  HostMessage host;
  auto loaded = load_message(caller, message, Direction::Send, guest, host);
  if (!loaded) return unreadable(caller, loaded.error(), SYS_sendmsg, fd, flags.value);
  return host_result(host_call(SYS_sendmsg, fd.value, &host.native(), flags.value));
}

SyscallResult sys_recvmsg(Caller& caller, Fd fd, OutMessage message, MessageFlags flags) {
  GuestMessageHeader guest;
  HostMessage host;
  auto loaded = load_message(caller, message, Direction::Receive, guest, host);
  if (!loaded) return unreadable(caller, loaded.error(), SYS_recvmsg, fd, flags.value);
  int64_t length = TRY(host_result(host_call(SYS_recvmsg, fd.value, &host.native(), flags.value)));
  TRY(host.write_back(caller, host.native(), guest, message));
  return length;
}

SyscallResult sys_sendmmsg(
    Caller& caller, Fd fd, Messages messages, UInt count, MessageFlags flags) {
  HostMessages host;
  auto loaded = host.load(caller, messages, count, Direction::Send);
  if (!loaded)
    return unreadable(caller, loaded.error(), SYS_sendmmsg, fd, count.value, flags.value);
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
  auto loaded = host.load(caller, messages, count, Direction::Receive);
  if (!loaded)
    return unreadable(
        caller, loaded.error(), SYS_recvmmsg, fd, count.value, flags.value, timeout.host);
  int64_t done = TRY(host_result(
      host_call(SYS_recvmmsg, fd.value, host.native(), host.size(), flags.value, timeout.host)));
  TRY(host.write_back(caller, done));
  return done;
}

}  // namespace wali::sys
