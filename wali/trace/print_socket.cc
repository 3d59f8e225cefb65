#include <arpa/inet.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "wali/socket_argument.h"

// How the tracer shows arguments of the socket calls.

namespace wali::sys {

namespace {

template <typename T>
T as(const sockaddr_storage& storage) {
  T address;
  std::memcpy(&address, &storage, sizeof address);
  return address;
}

void append_internet(TraceLine& line, const sockaddr_in& ip) {
  char text[INET_ADDRSTRLEN] = "";
  inet_ntop(AF_INET, &ip.sin_addr, text, sizeof text);
  line.append("{{sa_family=AF_INET, sin_port=htons({}), sin_addr=inet_addr(\"{}\")}}",
              ntohs(ip.sin_port),
              text);
}

void append_internet6(TraceLine& line, const sockaddr_in6& ip) {
  char text[INET6_ADDRSTRLEN] = "";
  inet_ntop(AF_INET6, &ip.sin6_addr, text, sizeof text);
  line.append(
      "{{sa_family=AF_INET6, sin6_port=htons({}), sin6_flowinfo=htonl({}), "
      "inet_pton(AF_INET6, \"{}\", &sin6_addr), sin6_scope_id=",
      ntohs(ip.sin6_port),
      ntohl(ip.sin6_flowinfo),
      text);
  char name[IF_NAMESIZE];
  if (ip.sin6_scope_id != 0 && if_indextoname(ip.sin6_scope_id, name) != nullptr)
    line.append("if_nametoindex(\"{}\")}}", name);
  else
    line.append("{}}}", ip.sin6_scope_id);
}

void append_local(TraceLine& line, const sockaddr_un& local, size_t length) {
  size_t size = length - offsetof(sockaddr_un, sun_path);
  line.text() += "{sa_family=AF_UNIX";
  if (size > 0) {
    bool is_abstract = local.sun_path[0] == 0 && size > 1;
    const char* begin = local.sun_path + (is_abstract ? 1 : 0);
    line.text() += is_abstract ? ", sun_path=@" : ", sun_path=";
    line.append_quoted({begin, is_abstract ? size - 1 : strnlen(begin, size)});
  }
  line.text() += '}';
}

bool load_socket_address(const Caller& caller,
                         uint32_t address,
                         size_t length,
                         sockaddr_storage& storage) {
  return address != 0 && length >= sizeof(sa_family_t) &&
         caller.copy_in(&storage, address, length).has_value();
}

}  // namespace

void append_socket_address(TraceLine& line, uint32_t address, uint32_t length) {
  sockaddr_storage storage{};
  size_t known = std::min<size_t>(length, sizeof storage);
  if (!load_socket_address(line.caller(), address, known, storage))
    return line.append_address(address);
  int family = storage.ss_family;
  if (family == AF_INET && known >= sizeof(sockaddr_in))
    append_internet(line, as<sockaddr_in>(storage));
  else if (family == AF_INET6 && known >= offsetof(sockaddr_in6, sin6_scope_id))
    append_internet6(line, as<sockaddr_in6>(storage));
  else if (family == AF_UNIX)
    append_local(line, as<sockaddr_un>(storage), std::min(known, sizeof(sockaddr_un)));
  else if (family == AF_NETLINK && known >= sizeof(sockaddr_nl)) {
    auto netlink = as<sockaddr_nl>(storage);
    line.append("{{sa_family=AF_NETLINK, nl_pid={}, nl_groups={:08x}}}",
                static_cast<int32_t>(netlink.nl_pid),
                netlink.nl_groups);
  } else {
    line.text() += "{sa_family=";
    line.append_name(kSocketDomainNames, static_cast<uint64_t>(family));
    if (known > sizeof(sa_family_t)) {
      line.text() += ", sa_data=";
      line.append_quoted({reinterpret_cast<const char*>(&storage) + sizeof(sa_family_t),
                          known - sizeof(sa_family_t)});
    }
    line.text() += '}';
  }
}

void InSocketAddress::print(TraceLine& line) const {
  append_socket_address(line, address, size);
  line.next_argument();
  line.append("{}", size);
}

namespace {

// The length that a call was given is gone when it returns, so it is kept beside the argument.
void append_length(TraceLine& line, uint32_t address) {
  auto length = line.caller().load<int32_t>(address);
  if (!length) return line.append_address(address);
  auto before = line.remembered();
  if (before && *before != static_cast<uint32_t>(*length))
    line.append("[{} => {}]", static_cast<int32_t>(*before), *length);
  else
    line.append("[{}]", *length);
}

}  // namespace

void OutSized::look_before(TraceLine& line) const {
  if (auto length = line.caller().load<uint32_t>(length_address)) line.remember(*length);
}

void OutSocketAddress::print_after(TraceLine& line) const {
  auto length = line.caller().load<uint32_t>(length_address);
  if (line.has_failed() || !length)
    line.append_address(address);
  else
    append_socket_address(line, address, std::min(*length, line.remembered().value_or(*length)));
  line.next_argument();
  append_length(line, length_address);
}

void SocketProtocol::print(TraceLine& line) const {
  auto domain = static_cast<int32_t>(line.word(-2));
  if (domain == AF_INET || domain == AF_INET6)
    line.append_name(kIpProtocolNames, static_cast<uint64_t>(value));
  else if (domain == AF_NETLINK)
    line.append_name(kNetlinkProtocolNames, static_cast<uint64_t>(value));
  else
    line.append("{}", value);
}

namespace {

struct LevelOptions {
  int32_t level;
  const NameTable& names;
};
const LevelOptions kLevels[] = {{SOL_SOCKET, kSocketOptionNames},
                                {IPPROTO_IP, kIpOptionNames},
                                {IPPROTO_TCP, kTcpOptionNames},
                                {IPPROTO_IPV6, kIpv6OptionNames}};

/// Options whose value is no int.
enum class OptionShape : uint8_t { Int, Linger, Credentials, Bytes, Text };

OptionShape shape_of(int32_t level, int32_t option) {
  constexpr int kTcpInfo = 11, kTcpCongestion = 13;
  if (level == IPPROTO_TCP) {
    if (option == kTcpInfo) return OptionShape::Bytes;
    return option == kTcpCongestion ? OptionShape::Text : OptionShape::Int;
  }
  if (level != SOL_SOCKET) return OptionShape::Int;
  switch (option) {
    case SO_LINGER:
      return OptionShape::Linger;
    case SO_PEERCRED:
      return OptionShape::Credentials;
    case 20:  // SO_RCVTIMEO_OLD, SO_SNDTIMEO_OLD
    case 21:
    case 66:  // SO_RCVTIMEO_NEW, SO_SNDTIMEO_NEW
    case 67:
      return OptionShape::Bytes;
    case SO_BINDTODEVICE:
      return OptionShape::Text;
    default:
      return OptionShape::Int;
  }
}

void append_option(TraceLine& line, OptionShape shape, uint32_t address, uint32_t size) {
  const Caller& caller = line.caller();
  if (shape == OptionShape::Linger && size >= sizeof(int32_t)) {
    auto on = caller.load<int32_t>(address);
    if (!on) return line.append_address(address);
    line.append("{{l_onoff={}", *on);
    auto seconds = caller.load<int32_t>(address + 4);
    if (size >= sizeof(linger) && seconds) line.append(", l_linger={}", *seconds);
    line.text() += '}';
    return;
  }
  if (shape == OptionShape::Credentials && size >= sizeof(int32_t)) {
    constexpr std::string_view kFields[] = {"{pid=", ", uid=", ", gid="};
    for (uint32_t i = 0; i < std::size(kFields) && 4 * i + 4 <= size; ++i) {
      auto number = caller.load<int32_t>(address + 4 * i);
      if (!number) return line.append_address(address);
      line.append("{}{}", kFields[i], *number);
    }
    line.text() += '}';
    return;
  }
  if (shape == OptionShape::Int && size >= sizeof(int32_t)) {
    auto number = caller.load<int32_t>(address);
    return number ? line.append("[{}]", *number) : line.append_address(address);
  }
  line.append_bytes(address, size);
}

}  // namespace

void SocketOption::print(TraceLine& line) const {
  auto level = static_cast<int32_t>(line.word(-1));
  auto found = std::ranges::find(kLevels, level, &LevelOptions::level);
  found != std::end(kLevels) ? line.append_name(found->names, static_cast<uint64_t>(value))
                             : line.append("{:#x}", value);
}

void InOption::print(TraceLine& line) const {
  append_option(line,
                shape_of(static_cast<int32_t>(line.word(-2)), static_cast<int32_t>(line.word(-1))),
                address,
                size);
  line.next_argument();
  line.append("{}", size);
}

void OutOption::print_after(TraceLine& line) const {
  auto length = line.caller().load<uint32_t>(length_address);
  if (line.has_failed() || !length) {
    line.append_address(address);
  } else {
    append_option(
        line,
        shape_of(static_cast<int32_t>(line.word(-2)), static_cast<int32_t>(line.word(-1))),
        address,
        *length);
  }
  line.next_argument();
  append_length(line, length_address);
}

namespace {

struct ControlHeader {
  uint64_t length;
  int32_t level, type;
};

void append_control_data(TraceLine& line, const ControlHeader& header, uint32_t address) {
  uint64_t size = header.length - sizeof header;
  if (header.level == SOL_SOCKET && header.type == SCM_RIGHTS) {
    line.text() += '[';
    for (uint32_t at = 0; at + 4 <= size; at += 4) {
      if (at != 0) line.text() += ", ";
      line.append_descriptor(line.caller().load<int32_t>(address + at).value_or(-1));
    }
    line.text() += ']';
  } else if (auto sender = line.caller().load<ucred>(address);
             header.level == SOL_SOCKET && header.type == SCM_CREDENTIALS && sender) {
    line.append("{{pid={}, uid={}, gid={}}}", sender->pid, sender->uid, sender->gid);
  } else {
    line.append_bytes(address, size);
  }
}

void append_control(TraceLine& line, uint32_t address, uint32_t length) {
  constexpr uint32_t kAlignment = 8;
  line.text() += '[';
  bool is_first = true;
  for (uint32_t at = 0; at + sizeof(ControlHeader) <= length;) {
    auto header = line.caller().load<ControlHeader>(address + at);
    if (!header || header->length < sizeof *header || header->length > length - at) break;
    line.append("{}{{cmsg_len={}, cmsg_level=", is_first ? "" : ", ", header->length);
    is_first = false;
    line.append_name(kSocketLevelNames, static_cast<uint64_t>(header->level));
    line.text() += ", cmsg_type=";
    header->level == SOL_SOCKET
        ? line.append_name(kControlTypeNames, static_cast<uint64_t>(header->type))
        : line.append("{:#x}", header->type);
    line.text() += ", cmsg_data=";
    append_control_data(line, *header, address + at + uint32_t{sizeof *header});
    line.text() += '}';
    at += (static_cast<uint32_t>(header->length) + kAlignment - 1) & ~(kAlignment - 1);
  }
  line.text() += ']';
}

void append_message(TraceLine& line, const GuestMessageHeader& message, uint64_t bytes) {
  line.text() += "{msg_name=";
  append_socket_address(line, message.name, message.name_length);
  line.append(", msg_namelen={}, msg_iov=", message.name_length);
  print_iovecs(line, message.iov, message.iov_count, bytes);
  line.append(", msg_iovlen={}", message.iov_count);
  if (message.control != 0 && message.control_length != 0) {
    line.text() += ", msg_control=";
    append_control(line, message.control, message.control_length);
  }
  line.append(", msg_controllen={}, msg_flags=", message.control_length);
  line.append_name(kMessageFlagNames, static_cast<uint32_t>(message.flags));
  line.text() += '}';
}

}  // namespace

void InMessage::print(TraceLine& line) const {
  auto message = line.caller().load<GuestMessageHeader>(value);
  message ? append_message(line, *message, ~uint64_t{0}) : line.append_address(value);
}

void OutMessage::print_after(TraceLine& line) const {
  auto message = line.caller().load<GuestMessageHeader>(value);
  if (!message) return line.append_address(value);
  if (line.has_failed()) return line.append("{{msg_namelen={}}}", message->name_length);
  append_message(line, *message, static_cast<uint64_t>(line.result()));
}

void Messages::print_after(TraceLine& line) const {
  if (line.has_failed() || value == 0) return line.append_address(value);
  line.text() += '[';
  for (uint32_t i = 0; i < line.result(); ++i) {
    auto item =
        line.caller().load<GuestMultiMessage>(value + i * uint32_t{sizeof(GuestMultiMessage)});
    if (i != 0) line.text() += ", ";
    if (!item || i == line.style().string_limit) {
      line.text() += "...";
      break;
    }
    line.text() += "{msg_hdr=";
    append_message(line, item->header, item->length);
    line.append(", msg_len={}}}", item->length);
  }
  line.text() += ']';
}

}  // namespace wali::sys
