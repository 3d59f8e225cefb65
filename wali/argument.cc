#include "wali/argument.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace wali::sys {

Expected<void> HostVectors::load(const Caller& caller, uint32_t address, int64_t count) {
  constexpr int64_t kMaxVectors = 1024;
  if (count < 0 || count > kMaxVectors) return failed(EINVAL);
  size_ = static_cast<size_t>(count);
  GuestIovec few[std::tuple_size_v<decltype(few_)>];
  std::unique_ptr<GuestIovec[]> many;
  GuestIovec* guest = few;
  if (size_ > few_.size()) {
    many = std::make_unique_for_overwrite<GuestIovec[]>(size_);
    many_ = std::make_unique_for_overwrite<iovec[]>(size_);
    guest = many.get();
    data_ = many_.get();
  }
  TRY(caller.copy_in(guest, address, size_ * sizeof(GuestIovec)));
  for (size_t i = 0; i < size_; ++i)
    data_[i] = {caller.host_pointer(guest[i].base, guest[i].length), guest[i].length};
  return {};
}

void HostVectors::load_for_kernel(const Caller& caller, const Vectors& vectors) {
  if (load(caller, vectors.address, vectors.count)) return;
  constexpr uintptr_t kNoUsersAddress = ~uintptr_t{4095};
  data_ = reinterpret_cast<iovec*>(kNoUsersAddress);
  size_ = static_cast<size_t>(int64_t{vectors.count});
}

void DirFd::print(TraceLine& line) const {
  value == AT_FDCWD ? line.append("AT_FDCWD") : line.append("{}", value);
}

void Opening::print(TraceLine& line) const {
  constexpr uint32_t kCreates = 0100 | 020000000;  // O_CREAT, O_TMPFILE without O_DIRECTORY
  kOpenFlagNames.append(line.text(), flags);
  if ((flags & kCreates) != 0) line.append(", 0{:02o}", mode);
}

void StringArray::print(TraceLine& line) const {
  constexpr uint32_t kShown = 32;
  if (value == 0) return line.append_address(value);
  line.text() += '[';
  for (uint32_t i = 0; i < kShown; ++i) {
    auto item = line.caller().load<uint32_t>(value + 4 * i);
    if (!item || *item == 0) {
      line.text() += ']';
      return;
    }
    if (i != 0) line.text() += ", ";
    line.append_string(*item);
  }
  line.text() += ", ...]";
}

void Environment::print(TraceLine& line) const {
  constexpr uint32_t kCounted = 65536;
  line.append_address(value);
  if (value == 0) return;
  uint32_t count = 0;
  while (count < kCounted && line.caller().load<uint32_t>(value + 4 * count).value_or(0) != 0) {
    ++count;
  }
  line.append(" /* {}{} vars */", count == kCounted ? "at least " : "", count);
}

void InBytes::print(TraceLine& line) const {
  line.append_bytes(address, size);
  line.append(", {}", size);
}

void OutBytes::print_after(TraceLine& line) const {
  if (line.result() < 0)
    line.append_address(address);
  else
    line.append_bytes(address, std::min<uint64_t>(static_cast<uint64_t>(line.result()), size));
  line.append(", {}", size);
}

void OutRecords::print_after(TraceLine& line) const {
  line.append_address(address);
  line.append(", {}", size);
}

namespace {

void print_vectors(TraceLine& line, const Vectors& vectors, uint64_t bytes) {
  constexpr int kShown = 16;
  line.text() += '[';
  for (int i = 0; i < vectors.count; ++i) {
    auto item = line.caller().load<GuestIovec>(vectors.address + 8 * static_cast<uint32_t>(i));
    if (i != 0) line.text() += ", ";
    if (!item || i == kShown) {
      line.text() += "...";
      break;
    }
    uint64_t shown = std::min<uint64_t>(item->length, bytes);
    bytes -= shown;
    line.text() += "{iov_base=";
    line.append_bytes(item->base, shown);
    line.append(", iov_len={}}}", item->length);
  }
  line.append("], {}", vectors.count);
}

void print_socket_address(TraceLine& line, uint32_t address, uint32_t length) {
  sockaddr_storage storage{};
  size_t known = std::min<size_t>(length, sizeof storage);
  if (address == 0 || known < sizeof(sa_family_t) ||
      !line.caller().copy_in(&storage, address, known)) {
    return line.append_address(address);
  }
  char text[INET6_ADDRSTRLEN] = "";
  if (storage.ss_family == AF_INET) {
    auto& ip = reinterpret_cast<const sockaddr_in&>(storage);
    inet_ntop(AF_INET, &ip.sin_addr, text, sizeof text);
    line.append("{{sa_family=AF_INET, sin_port=htons({}), sin_addr=inet_addr(\"{}\")}}",
                ntohs(ip.sin_port),
                text);
  } else if (storage.ss_family == AF_INET6) {
    auto& ip = reinterpret_cast<const sockaddr_in6&>(storage);
    inet_ntop(AF_INET6, &ip.sin6_addr, text, sizeof text);
    line.append(
        "{{sa_family=AF_INET6, sin6_port=htons({}), sin6_addr=\"{}\"}}", ntohs(ip.sin6_port), text);
  } else if (storage.ss_family == AF_UNIX) {
    auto& local = reinterpret_cast<const sockaddr_un&>(storage);
    size_t path = known - offsetof(sockaddr_un, sun_path);
    bool is_abstract = path > 0 && local.sun_path[0] == 0;
    std::string_view name(local.sun_path, is_abstract ? path : strnlen(local.sun_path, path));
    line.text() += "{sa_family=AF_UNIX, sun_path=";
    line.append_quoted(name);
    line.text() += '}';
  } else {
    line.append("{{sa_family={}}}", static_cast<unsigned>(storage.ss_family));
  }
}

void print_poll_fds(TraceLine& line, const PollFds& fds, bool returned) {
  constexpr uint64_t kShown = 16;
  line.text() += '[';
  bool first = true;
  for (uint64_t i = 0; i < fds.count; ++i) {
    auto item = line.caller().load<pollfd>(fds.address + static_cast<uint32_t>(8 * i));
    if (!item || i == kShown) {
      line.text() += "...";
      break;
    }
    if (returned && item->revents == 0) continue;
    if (!first) line.text() += ", ";
    first = false;
    line.append("{{fd={}, {}=", item->fd, returned ? "revents" : "events");
    kPollEventNames.append(line.text(),
                           static_cast<uint16_t>(returned ? item->revents : item->events));
    line.text() += '}';
  }
  line.text() += ']';
}

}  // namespace

void InVectors::print(TraceLine& line) const {
  print_vectors(line, *this, ~uint64_t{0});
}

void OutVectors::print_after(TraceLine& line) const {
  print_vectors(line, *this, line.result() < 0 ? 0 : static_cast<uint64_t>(line.result()));
}

void InSocketAddress::print(TraceLine& line) const {
  print_socket_address(line, address, size);
  line.append(", {}", size);
}

void OutSized::print_after(TraceLine& line) const {
  auto length = line.caller().load<uint32_t>(length_address);
  line.append_address(address);
  line.text() += ", ";
  length&& line.result() >= 0 ? line.append("[{}]", *length) : line.append_address(length_address);
}

void OutSocketAddress::print_after(TraceLine& line) const {
  auto length = line.caller().load<uint32_t>(length_address);
  if (line.result() < 0 || !length) return OutSized::print_after(line);
  print_socket_address(line, address, *length);
  line.append(", [{}]", *length);
}

void PollFds::print(TraceLine& line) const {
  print_poll_fds(line, *this, false);
  line.append(", {}", count);
}

void PollFds::print_after(TraceLine& line) const {
  if (line.result() <= 0) return;
  line.text() += " => ";
  print_poll_fds(line, *this, true);
}

void EpollEvents::print_after(TraceLine& line) const {
  if (line.result() < 0) {
    line.append_address(address);
  } else {
    line.text() += '[';
    constexpr uint32_t kShown = 16;
    for (uint32_t i = 0; i < static_cast<uint64_t>(line.result()); ++i) {
      if (i != 0) line.text() += ", ";
      auto event = line.caller().load<GuestEpollEvent>(address + i * sizeof(GuestEpollEvent));
      if (!event || i == kShown) {
        line.text() += "...";
        break;
      }
      Structure<GuestEpollEvent>::print(line, *event);
    }
    line.text() += ']';
  }
  line.append(", {}", count);
}

void FdSet::print(TraceLine& line) const {
  auto set = line.caller().load<std::array<uint64_t, 16>>(address);
  if (!set) return line.append_address(address);
  line.text() += '[';
  bool first = true;
  for (size_t fd = 0; fd < 64 * set->size(); ++fd) {
    if (((*set)[fd / 64] >> fd % 64 & 1) == 0) continue;
    line.append("{}{}", first ? "" : " ", fd);
    first = false;
  }
  line.text() += ']';
}

void FdSet::print_after(TraceLine& line) const {
  if (address == 0 || line.result() < 0) return;
  line.text() += " => ";
  print(line);
}

void FcntlCommand::print(TraceLine& line) const {
  kFcntlNames.append(line.text(), static_cast<uint64_t>(int64_t{command}));
  switch (command) {
    case F_GETFD:
    case F_GETFL:
    case F_GETOWN:
      return;
    case F_SETFD:
      line.text() += ", ";
      argument == FD_CLOEXEC ? line.append("FD_CLOEXEC") : line.append("{:#x}", argument);
      return;
    case F_SETFL:
      line.text() += ", ";
      return kOpenFlagNames.append(line.text(), argument);
    case F_GETLK:
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_GETLK:
    case F_OFD_SETLK:
    case F_OFD_SETLKW: {
      auto lock = line.caller().load<struct flock>(argument);
      line.text() += ", ";
      if (!lock) return line.append_address(argument);
      constexpr std::string_view kTypes[] = {"F_RDLCK", "F_WRLCK", "F_UNLCK"};
      uint16_t type = static_cast<uint16_t>(lock->l_type);
      line.append("{{l_type={}, l_whence=", type < std::size(kTypes) ? kTypes[type] : "?");
      kWhenceNames.append(line.text(), static_cast<uint64_t>(lock->l_whence));
      line.append(", l_start={}, l_len={}}}", lock->l_start, lock->l_len);
      return;
    }
    default:
      line.append(", {}", static_cast<int32_t>(argument));
  }
}

void IoctlRequest::print(TraceLine& line) const {
  kIoctlNames.append(line.text(), request);
  line.text() += ", ";
  line.append_address(argument);
}

void Structure<int32_t>::print(TraceLine& line, const int32_t& value) {
  line.append("{}", value);
}
void Structure<uint32_t>::print(TraceLine& line, const uint32_t& value) {
  line.append("[{}]", value);
}
void Structure<int64_t>::print(TraceLine& line, const int64_t& value) {
  line.append("[{}]", value);
}
void Structure<timespec>::print(TraceLine& line, const timespec& value) {
  line.append("{{tv_sec={}, tv_nsec=", value.tv_sec);
  if (value.tv_nsec == UTIME_NOW)
    line.append("UTIME_NOW}}");
  else if (value.tv_nsec == UTIME_OMIT)
    line.append("UTIME_OMIT}}");
  else
    line.append("{}}}", value.tv_nsec);
}
void Structure<timeval>::print(TraceLine& line, const timeval& value) {
  line.append("{{tv_sec={}, tv_usec={}}}", value.tv_sec, value.tv_usec);
}
void Structure<struct timezone>::print(TraceLine& line, const struct timezone& value) {
  line.append("{{tz_minuteswest={}, tz_dsttime={}}}", value.tz_minuteswest, value.tz_dsttime);
}
void Structure<itimerval>::print(TraceLine& line, const itimerval& value) {
  line.text() += "{it_interval=";
  Structure<timeval>::print(line, value.it_interval);
  line.text() += ", it_value=";
  Structure<timeval>::print(line, value.it_value);
  line.text() += '}';
}
void Structure<itimerspec>::print(TraceLine& line, const itimerspec& value) {
  line.text() += "{it_interval=";
  Structure<timespec>::print(line, value.it_interval);
  line.text() += ", it_value=";
  Structure<timespec>::print(line, value.it_value);
  line.text() += '}';
}
void Structure<utimbuf>::print(TraceLine& line, const utimbuf& value) {
  line.append("{{actime={}, modtime={}}}", value.actime, value.modtime);
}
void Structure<tms>::print(TraceLine& line, const tms& value) {
  line.append("{{tms_utime={}, tms_stime={}, tms_cutime={}, tms_cstime={}}}",
              value.tms_utime,
              value.tms_stime,
              value.tms_cutime,
              value.tms_cstime);
}
void Structure<GuestStat>::print(TraceLine& line, const GuestStat& value) {
  static constexpr NamedValue kTypes[] = {{S_IFREG, "S_IFREG"},
                                          {S_IFDIR, "S_IFDIR"},
                                          {S_IFLNK, "S_IFLNK"},
                                          {S_IFCHR, "S_IFCHR"},
                                          {S_IFBLK, "S_IFBLK"},
                                          {S_IFIFO, "S_IFIFO"},
                                          {S_IFSOCK, "S_IFSOCK"}};
  static constexpr NameTable kTypeNames{"mode_t", NameStyle::Choice, 0, kTypes};
  line.text() += "{st_mode=";
  kTypeNames.append(line.text(), value.mode & S_IFMT);
  line.append("|{:#05o}, st_size={}, ...}}", value.mode & 07777, value.size);
}
void Structure<struct statfs>::print(TraceLine& line, const struct statfs& value) {
  line.append("{{f_type={:#x}, f_bsize={}, f_blocks={}, f_bfree={}, ...}}",
              static_cast<uint64_t>(value.f_type),
              static_cast<int64_t>(value.f_bsize),
              value.f_blocks,
              value.f_bfree);
}
void Structure<utsname>::print(TraceLine& line, const utsname& value) {
  auto quoted = [&](std::string_view field, const char* text, size_t size) {
    line.text() += field;
    line.append_quoted({text, strnlen(text, size)});
  };
  quoted("{sysname=", value.sysname, sizeof value.sysname);
  quoted(", nodename=", value.nodename, sizeof value.nodename);
  line.text() += ", ...}";
}
void Structure<struct sysinfo>::print(TraceLine& line, const struct sysinfo& value) {
  line.append("{{uptime={}, totalram={}, freeram={}, procs={}, ...}}",
              value.uptime,
              value.totalram,
              value.freeram,
              value.procs);
}
void Structure<rusage>::print(TraceLine& line, const rusage& value) {
  line.text() += "{ru_utime=";
  Structure<timeval>::print(line, value.ru_utime);
  line.text() += ", ru_stime=";
  Structure<timeval>::print(line, value.ru_stime);
  line.text() += ", ...}";
}
void Structure<rlimit>::print(TraceLine& line, const rlimit& value) {
  auto limit = [&](std::string_view field, rlim_t bytes) {
    line.text() += field;
    bytes == RLIM_INFINITY ? line.append("RLIM_INFINITY") : line.append("{}", bytes);
  };
  limit("{rlim_cur=", value.rlim_cur);
  limit(", rlim_max=", value.rlim_max);
  line.text() += '}';
}
void Structure<GuestSigset>::print(TraceLine& line, const GuestSigset& value) {
  // As strace: a set that is nearly full is shown by what it lacks.
  bool inverted = std::popcount(value.bits) > 40;
  uint64_t bits = inverted ? ~value.bits : value.bits;
  line.text() += inverted ? "~[" : "[";
  bool first = true;
  for (int signal = 1; signal <= kSignalCount; ++signal) {
    if ((bits & signal_bit(signal)) == 0) continue;
    if (!first) line.text() += ' ';
    first = false;
    std::string name;
    kSignalNames.append(name, static_cast<uint64_t>(signal));
    line.text() += name.starts_with("SIG") ? name.substr(3) : name;
  }
  line.text() += ']';
}
void Structure<GuestSigaction>::print(TraceLine& line, const GuestSigaction& value) {
  line.text() += "{sa_handler=";
  if (value.handler == SignalAction::kDefault)
    line.text() += "SIG_DFL";
  else if (value.handler == SignalAction::kIgnore)
    line.text() += "SIG_IGN";
  else
    line.append("{:#x}", uint32_t{value.handler});
  line.text() += ", sa_mask=";
  Structure<GuestSigset>::print(line, {value.mask});
  line.text() += ", sa_flags=";
  kSigactionFlagNames.append(line.text(), static_cast<uint32_t>(value.flags));
  line.text() += '}';
}
void Structure<GuestStack>::print(TraceLine& line, const GuestStack& value) {
  line.append("{{ss_sp={:#x}, ss_flags={}, ss_size={}}}", value.sp, value.flags, value.size);
}
void Structure<GuestEpollEvent>::print(TraceLine& line, const GuestEpollEvent& value) {
  line.text() += "{events=";
  kEpollEventNames.append(line.text(), value.events);
  line.append(", data={:#x}}}", uint64_t{value.data});
}

}  // namespace wali::sys
