#pragma once

#include "wali/argument.h"

/// Argument kinds of the socket calls.
namespace wali::sys {

using ShutdownHow = Named<int32_t, kShutdownNames>;
using MessageFlags = Named<uint32_t, kMessageFlagNames>;
using SocketType = Named<uint32_t, kSocketTypeNames>;
using SocketDomain = Named<int32_t, kSocketDomainNames>;
/// A socket address that the call reads: address and length.
struct InSocketAddress : InBytes {
  static std::string_view name() { return "struct sockaddr*, socklen_t"; }
  static InSocketAddress decode(const Caller& caller, const uint64_t* words) {
    return {InBytes::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
/// A buffer that the call fills and the address of its length, which the call reads and changes.
struct OutSized {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "void*, socklen_t*"; }
  uint32_t address, length_address;
  void* host;  // both for the kernel alone
  void* host_length;
  static OutSized decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]), length = static_cast<uint32_t>(words[1]);
    return {address, length, caller.host_pointer(address), caller.host_pointer(length)};
  }
  std::array<long, 2> kernel() const { return {kernel_word(host), kernel_word(host_length)}; }
  void look_before(TraceLine& line) const;
};
/// A socket address as strace shows it.
void append_socket_address(TraceLine& line, uint32_t address, uint32_t length);
struct OutSocketAddress : OutSized {
  static std::string_view name() { return "struct sockaddr*, socklen_t*"; }
  static OutSocketAddress decode(const Caller& caller, const uint64_t* words) {
    return {OutSized::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// The protocol of socket and socketpair; its names depend on the domain.
struct SocketProtocol : Int {
  static SocketProtocol decode(const Caller& caller, const uint64_t* words) {
    return {Int::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};

/// Level, option and value of setsockopt and getsockopt: the names depend on the level, the value
/// on both.
using SocketLevel = Named<int32_t, kSocketLevelNames>;
struct SocketOption : Int {
  static SocketOption decode(const Caller& caller, const uint64_t* words) {
    return {Int::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
struct InOption : InBytes {
  static InOption decode(const Caller& caller, const uint64_t* words) {
    return {InBytes::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
struct OutOption : OutSized {
  static OutOption decode(const Caller& caller, const uint64_t* words) {
    return {OutSized::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// The address of a message header.
struct InMessage : Address {
  static std::string_view name() { return "struct msghdr*"; }
  static InMessage decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
struct OutMessage : Address {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "struct msghdr*"; }
  static OutMessage decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};
/// The address of as many as the argument behind says.
struct Messages : Address {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "struct mmsghdr*"; }
  static Messages decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

}  // namespace wali::sys
