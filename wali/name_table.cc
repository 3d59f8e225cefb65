#include "wali/name_table.h"

#include <fmt/format.h>

#include <iterator>

namespace wali::sys {

namespace {

// As x86-64 has them, which is what guests use on every host.
// clang-format off
constexpr NamedValue kOpenFlag[] = {
    {0, "O_RDONLY"}, {1, "O_WRONLY"}, {2, "O_RDWR"}, {020200000, "O_TMPFILE"}, {04010000, "O_SYNC"},
    {0100, "O_CREAT"}, {0200, "O_EXCL"}, {0400, "O_NOCTTY"}, {01000, "O_TRUNC"},
    {02000, "O_APPEND"}, {04000, "O_NONBLOCK"}, {010000, "O_DSYNC"}, {020000, "O_ASYNC"},
    {040000, "O_DIRECT"}, {0100000, "O_LARGEFILE"}, {0200000, "O_DIRECTORY"},
    {0400000, "O_NOFOLLOW"}, {01000000, "O_NOATIME"}, {02000000, "O_CLOEXEC"},
    {010000000, "O_PATH"},
};
constexpr NamedValue kDescriptorFlag[] = {
    {04000, "O_NONBLOCK"}, {02000000, "O_CLOEXEC"}, {040000, "O_DIRECT"},
};
constexpr NamedValue kAtFlag[] = {
    {0x100, "AT_SYMLINK_NOFOLLOW"}, {0x200, "AT_REMOVEDIR"}, {0x400, "AT_SYMLINK_FOLLOW"},
    {0x800, "AT_NO_AUTOMOUNT"}, {0x1000, "AT_EMPTY_PATH"}, {0x2000, "AT_STATX_FORCE_SYNC"},
    {0x4000, "AT_STATX_DONT_SYNC"},
};
constexpr NamedValue kProtection[] = {
    {0, "PROT_NONE"}, {1, "PROT_READ"}, {2, "PROT_WRITE"}, {4, "PROT_EXEC"},
};
constexpr NamedValue kMapFlag[] = {
    {1, "MAP_SHARED"}, {2, "MAP_PRIVATE"}, {3, "MAP_SHARED_VALIDATE"}, {0x10, "MAP_FIXED"},
    {0x20, "MAP_ANONYMOUS"}, {0x40, "MAP_32BIT"}, {0x100, "MAP_GROWSDOWN"},
    {0x800, "MAP_DENYWRITE"}, {0x1000, "MAP_EXECUTABLE"}, {0x2000, "MAP_LOCKED"},
    {0x4000, "MAP_NORESERVE"}, {0x8000, "MAP_POPULATE"}, {0x10000, "MAP_NONBLOCK"},
    {0x20000, "MAP_STACK"}, {0x40000, "MAP_HUGETLB"}, {0x80000, "MAP_SYNC"},
    {0x100000, "MAP_FIXED_NOREPLACE"},
};
constexpr NamedValue kMremapFlag[] = {
    {1, "MREMAP_MAYMOVE"}, {2, "MREMAP_FIXED"}, {4, "MREMAP_DONTUNMAP"},
};
constexpr NamedValue kAdvice[] = {
    {0, "MADV_NORMAL"}, {1, "MADV_RANDOM"}, {2, "MADV_SEQUENTIAL"}, {3, "MADV_WILLNEED"},
    {4, "MADV_DONTNEED"}, {8, "MADV_FREE"}, {9, "MADV_REMOVE"}, {10, "MADV_DONTFORK"},
    {11, "MADV_DOFORK"}, {12, "MADV_MERGEABLE"}, {13, "MADV_UNMERGEABLE"}, {14, "MADV_HUGEPAGE"},
    {15, "MADV_NOHUGEPAGE"}, {16, "MADV_DONTDUMP"}, {17, "MADV_DODUMP"}, {18, "MADV_WIPEONFORK"},
    {19, "MADV_KEEPONFORK"},
};
constexpr NamedValue kMsyncFlag[] = {
    {1, "MS_ASYNC"}, {2, "MS_INVALIDATE"}, {4, "MS_SYNC"},
};
constexpr NamedValue kWhence[] = {
    {0, "SEEK_SET"}, {1, "SEEK_CUR"}, {2, "SEEK_END"}, {3, "SEEK_DATA"}, {4, "SEEK_HOLE"},
};
constexpr NamedValue kAccess[] = {
    {0, "F_OK"}, {4, "R_OK"}, {2, "W_OK"}, {1, "X_OK"},
};
constexpr NamedValue kClock[] = {
    {0, "CLOCK_REALTIME"}, {1, "CLOCK_MONOTONIC"}, {2, "CLOCK_PROCESS_CPUTIME_ID"},
    {3, "CLOCK_THREAD_CPUTIME_ID"}, {4, "CLOCK_MONOTONIC_RAW"}, {5, "CLOCK_REALTIME_COARSE"},
    {6, "CLOCK_MONOTONIC_COARSE"}, {7, "CLOCK_BOOTTIME"}, {8, "CLOCK_REALTIME_ALARM"},
    {9, "CLOCK_BOOTTIME_ALARM"}, {0xb, "CLOCK_TAI"},
};
constexpr NamedValue kSignal[] = {
    {1, "SIGHUP"}, {2, "SIGINT"}, {3, "SIGQUIT"}, {4, "SIGILL"}, {5, "SIGTRAP"}, {6, "SIGABRT"},
    {7, "SIGBUS"}, {8, "SIGFPE"}, {9, "SIGKILL"}, {10, "SIGUSR1"}, {11, "SIGSEGV"}, {12, "SIGUSR2"},
    {13, "SIGPIPE"}, {14, "SIGALRM"}, {15, "SIGTERM"}, {16, "SIGSTKFLT"}, {17, "SIGCHLD"},
    {18, "SIGCONT"}, {19, "SIGSTOP"}, {20, "SIGTSTP"}, {21, "SIGTTIN"}, {22, "SIGTTOU"},
    {23, "SIGURG"}, {24, "SIGXCPU"}, {25, "SIGXFSZ"}, {26, "SIGVTALRM"}, {27, "SIGPROF"},
    {28, "SIGWINCH"}, {29, "SIGIO"}, {30, "SIGPWR"}, {31, "SIGSYS"},
};
constexpr NamedValue kSignalHow[] = {
    {0, "SIG_BLOCK"}, {1, "SIG_UNBLOCK"}, {2, "SIG_SETMASK"},
};
constexpr NamedValue kFcntl[] = {
    {0, "F_DUPFD"}, {1, "F_GETFD"}, {2, "F_SETFD"}, {3, "F_GETFL"}, {4, "F_SETFL"}, {5, "F_GETLK"},
    {6, "F_SETLK"}, {7, "F_SETLKW"}, {8, "F_SETOWN"}, {9, "F_GETOWN"}, {10, "F_SETSIG"},
    {11, "F_GETSIG"}, {15, "F_SETOWN_EX"}, {16, "F_GETOWN_EX"}, {17, "F_GETOWNER_UIDS"},
    {36, "F_OFD_GETLK"}, {37, "F_OFD_SETLK"}, {38, "F_OFD_SETLKW"}, {1024, "F_SETLEASE"},
    {1025, "F_GETLEASE"}, {1026, "F_NOTIFY"}, {1027, "F_DUPFD_QUERY"}, {1030, "F_DUPFD_CLOEXEC"},
    {1031, "F_SETPIPE_SZ"}, {1032, "F_GETPIPE_SZ"}, {1033, "F_ADD_SEALS"}, {1034, "F_GET_SEALS"},
    {1035, "F_GET_RW_HINT"}, {1036, "F_SET_RW_HINT"}, {1037, "F_GET_FILE_RW_HINT"},
    {1038, "F_SET_FILE_RW_HINT"},
};
constexpr NamedValue kIoctl[] = {
    {0x5401, "TCGETS"}, {0x5402, "TCSETS"}, {0x5403, "TCSETSW"}, {0x5404, "TCSETSF"},
    {0x5409, "TCSBRK"}, {0x540a, "TCXONC"}, {0x540b, "TCFLSH"}, {0x540c, "TIOCEXCL"},
    {0x540d, "TIOCNXCL"}, {0x540e, "TIOCSCTTY"}, {0x540f, "TIOCGPGRP"}, {0x5410, "TIOCSPGRP"},
    {0x5411, "TIOCOUTQ"}, {0x5412, "TIOCSTI"}, {0x5413, "TIOCGWINSZ"}, {0x5414, "TIOCSWINSZ"},
    {0x541b, "FIONREAD"}, {0x5420, "TIOCPKT"}, {0x5421, "FIONBIO"}, {0x5422, "TIOCNOTTY"},
    {0x5429, "TIOCGSID"}, {0x80045430, "TIOCGPTN"}, {0x40045431, "TIOCSPTLCK"},
    {0x5450, "FIONCLEX"}, {0x5451, "FIOCLEX"}, {0x5452, "FIOASYNC"}, {0x40049409, "FICLONE"},
    {0x8912, "SIOCGIFCONF"}, {0x8913, "SIOCGIFFLAGS"}, {0x8915, "SIOCGIFADDR"},
};
constexpr NamedValue kFlock[] = {
    {1, "LOCK_SH"}, {2, "LOCK_EX"}, {4, "LOCK_NB"}, {8, "LOCK_UN"},
};
constexpr NamedValue kSocketDomain[] = {
    {0, "AF_UNSPEC"}, {1, "AF_UNIX"}, {2, "AF_INET"}, {10, "AF_INET6"}, {16, "AF_NETLINK"},
    {17, "AF_PACKET"}, {40, "AF_VSOCK"},
};
constexpr NamedValue kSocketType[] = {
    {1, "SOCK_STREAM"}, {2, "SOCK_DGRAM"}, {3, "SOCK_RAW"}, {5, "SOCK_SEQPACKET"},
    {04000, "SOCK_NONBLOCK"}, {02000000, "SOCK_CLOEXEC"},
};
constexpr NamedValue kSocketLevel[] = {
    {0, "SOL_IP"}, {1, "SOL_SOCKET"}, {6, "SOL_TCP"}, {17, "SOL_UDP"}, {41, "SOL_IPV6"},
    {263, "SOL_PACKET"}, {270, "SOL_NETLINK"},
};
constexpr NamedValue kMessageFlag[] = {
    {1, "MSG_OOB"}, {2, "MSG_PEEK"}, {4, "MSG_DONTROUTE"}, {8, "MSG_CTRUNC"}, {0x20, "MSG_TRUNC"},
    {0x40, "MSG_DONTWAIT"}, {0x80, "MSG_EOR"}, {0x100, "MSG_WAITALL"}, {0x2000, "MSG_ERRQUEUE"},
    {0x4000, "MSG_NOSIGNAL"}, {0x8000, "MSG_MORE"}, {0x10000, "MSG_WAITFORONE"},
    {0x40000000, "MSG_CMSG_CLOEXEC"},
};
constexpr NamedValue kShutdown[] = {
    {0, "SHUT_RD"}, {1, "SHUT_WR"}, {2, "SHUT_RDWR"},
};
constexpr NamedValue kWaitOption[] = {
    {1, "WNOHANG"}, {2, "WUNTRACED"}, {4, "WEXITED"}, {8, "WCONTINUED"}, {0x01000000, "WNOWAIT"},
    {0x40000000, "__WALL"},
};
constexpr NamedValue kFutex[] = {
    {0, "FUTEX_WAIT"}, {1, "FUTEX_WAKE"}, {3, "FUTEX_REQUEUE"}, {4, "FUTEX_CMP_REQUEUE"},
    {5, "FUTEX_WAKE_OP"}, {6, "FUTEX_LOCK_PI"}, {7, "FUTEX_UNLOCK_PI"}, {8, "FUTEX_TRYLOCK_PI"},
    {9, "FUTEX_WAIT_BITSET"}, {10, "FUTEX_WAKE_BITSET"}, {11, "FUTEX_WAIT_REQUEUE_PI"},
    {12, "FUTEX_CMP_REQUEUE_PI"}, {13, "FUTEX_LOCK_PI2"}, {128, "FUTEX_PRIVATE_FLAG"},
    {256, "FUTEX_CLOCK_REALTIME"},
};
constexpr NamedValue kPrctl[] = {
    {1, "PR_SET_PDEATHSIG"}, {2, "PR_GET_PDEATHSIG"}, {3, "PR_GET_DUMPABLE"},
    {4, "PR_SET_DUMPABLE"}, {7, "PR_GET_KEEPCAPS"}, {8, "PR_SET_KEEPCAPS"}, {15, "PR_SET_NAME"},
    {16, "PR_GET_NAME"}, {23, "PR_CAPBSET_READ"}, {24, "PR_CAPBSET_DROP"},
    {29, "PR_SET_TIMERSLACK"}, {30, "PR_GET_TIMERSLACK"}, {36, "PR_SET_CHILD_SUBREAPER"},
    {37, "PR_GET_CHILD_SUBREAPER"}, {38, "PR_SET_NO_NEW_PRIVS"}, {39, "PR_GET_NO_NEW_PRIVS"},
    {47, "PR_CAP_AMBIENT"}, {0x53564d41, "PR_SET_VMA"},
};
constexpr NamedValue kResource[] = {
    {0, "RLIMIT_CPU"}, {1, "RLIMIT_FSIZE"}, {2, "RLIMIT_DATA"}, {3, "RLIMIT_STACK"},
    {4, "RLIMIT_CORE"}, {5, "RLIMIT_RSS"}, {6, "RLIMIT_NPROC"}, {7, "RLIMIT_NOFILE"},
    {8, "RLIMIT_MEMLOCK"}, {9, "RLIMIT_AS"}, {10, "RLIMIT_LOCKS"}, {11, "RLIMIT_SIGPENDING"},
    {12, "RLIMIT_MSGQUEUE"}, {13, "RLIMIT_NICE"}, {14, "RLIMIT_RTPRIO"}, {15, "RLIMIT_RTTIME"},
};
constexpr NamedValue kRusageWho[] = {
    {0, "RUSAGE_SELF"}, {~uint64_t{0}, "RUSAGE_CHILDREN"}, {1, "RUSAGE_THREAD"},
};
constexpr NamedValue kEpollControl[] = {
    {1, "EPOLL_CTL_ADD"}, {2, "EPOLL_CTL_DEL"}, {3, "EPOLL_CTL_MOD"},
};
constexpr NamedValue kEpollEvent[] = {
    {1, "EPOLLIN"}, {2, "EPOLLPRI"}, {4, "EPOLLOUT"}, {8, "EPOLLERR"}, {0x10, "EPOLLHUP"},
    {0x2000, "EPOLLRDHUP"}, {1u<<28, "EPOLLEXCLUSIVE"}, {1u<<29, "EPOLLWAKEUP"},
    {1u<<30, "EPOLLONESHOT"}, {1u<<31, "EPOLLET"},
};
constexpr NamedValue kPollEvent[] = {
    {1, "POLLIN"}, {2, "POLLPRI"}, {4, "POLLOUT"}, {8, "POLLERR"}, {0x10, "POLLHUP"},
    {0x20, "POLLNVAL"}, {0x40, "POLLRDNORM"}, {0x80, "POLLRDBAND"}, {0x100, "POLLWRNORM"},
    {0x200, "POLLWRBAND"}, {0x2000, "POLLRDHUP"},
};
constexpr NamedValue kItimer[] = {
    {0, "ITIMER_REAL"}, {1, "ITIMER_VIRTUAL"}, {2, "ITIMER_PROF"},
};
constexpr NamedValue kRandomFlag[] = {
    {1, "GRND_NONBLOCK"}, {2, "GRND_RANDOM"}, {4, "GRND_INSECURE"},
};
constexpr NamedValue kFileAdvice[] = {
    {0, "POSIX_FADV_NORMAL"}, {1, "POSIX_FADV_RANDOM"}, {2, "POSIX_FADV_SEQUENTIAL"},
    {3, "POSIX_FADV_WILLNEED"}, {4, "POSIX_FADV_DONTNEED"}, {5, "POSIX_FADV_NOREUSE"},
};
constexpr NamedValue kRenameFlag[] = {
    {1, "RENAME_NOREPLACE"}, {2, "RENAME_EXCHANGE"}, {4, "RENAME_WHITEOUT"},
};
constexpr NamedValue kSigactionFlag[] = {
    {1, "SA_NOCLDSTOP"}, {2, "SA_NOCLDWAIT"}, {4, "SA_SIGINFO"}, {0x04000000, "SA_RESTORER"},
    {0x08000000, "SA_ONSTACK"}, {0x10000000, "SA_RESTART"}, {0x40000000, "SA_NODEFER"},
    {0x80000000, "SA_RESETHAND"},
};
// clang-format on

}  // namespace

// clang-format off
const NameTable kOpenFlagNames{"int", NameStyle::Flags, 3, kOpenFlag};
const NameTable kDescriptorFlagNames{"int", NameStyle::Flags, 0, kDescriptorFlag};
const NameTable kAtFlagNames{"int", NameStyle::Flags, 0, kAtFlag};
const NameTable kProtectionNames{"int", NameStyle::Flags, 0, kProtection};
const NameTable kMapFlagNames{"int", NameStyle::Flags, 0xf, kMapFlag};
const NameTable kMremapFlagNames{"int", NameStyle::Flags, 0, kMremapFlag};
const NameTable kAdviceNames{"int", NameStyle::Choice, 0, kAdvice};
const NameTable kMsyncFlagNames{"int", NameStyle::Flags, 0, kMsyncFlag};
const NameTable kWhenceNames{"int", NameStyle::Choice, 0, kWhence};
const NameTable kAccessNames{"int", NameStyle::Flags, 0, kAccess};
const NameTable kClockNames{"clockid_t", NameStyle::Choice, 0, kClock};
const NameTable kSignalNames{"int", NameStyle::Choice, 0, kSignal};
const NameTable kSignalHowNames{"int", NameStyle::Choice, 0, kSignalHow};
const NameTable kFcntlNames{"int", NameStyle::Choice, 0, kFcntl};
const NameTable kIoctlNames{"unsigned", NameStyle::Choice, 0, kIoctl};
const NameTable kFlockNames{"int", NameStyle::Flags, 3, kFlock};
const NameTable kSocketDomainNames{"int", NameStyle::Choice, 0, kSocketDomain};
const NameTable kSocketTypeNames{"int", NameStyle::Flags, 0xf, kSocketType};
const NameTable kSocketLevelNames{"int", NameStyle::Choice, 0, kSocketLevel};
const NameTable kMessageFlagNames{"int", NameStyle::Flags, 0, kMessageFlag};
const NameTable kShutdownNames{"int", NameStyle::Choice, 0, kShutdown};
const NameTable kWaitOptionNames{"int", NameStyle::Flags, 0, kWaitOption};
const NameTable kFutexNames{"int", NameStyle::Flags, 0x7f, kFutex};
const NameTable kPrctlNames{"int", NameStyle::Choice, 0, kPrctl};
const NameTable kResourceNames{"int", NameStyle::Choice, 0, kResource};
const NameTable kRusageWhoNames{"int", NameStyle::Choice, 0, kRusageWho};
const NameTable kEpollControlNames{"int", NameStyle::Choice, 0, kEpollControl};
const NameTable kEpollEventNames{"uint32_t", NameStyle::Flags, 0, kEpollEvent};
const NameTable kPollEventNames{"short", NameStyle::Flags, 0, kPollEvent};
const NameTable kItimerNames{"int", NameStyle::Choice, 0, kItimer};
const NameTable kRandomFlagNames{"unsigned", NameStyle::Flags, 0, kRandomFlag};
const NameTable kFileAdviceNames{"int", NameStyle::Choice, 0, kFileAdvice};
const NameTable kRenameFlagNames{"unsigned", NameStyle::Flags, 0, kRenameFlag};
const NameTable kSigactionFlagNames{"unsigned long", NameStyle::Flags, 0, kSigactionFlag};
// clang-format on

void NameTable::append(std::string& out, uint64_t value) const {
  auto write_number = [&](uint64_t number) {
    if (style == NameStyle::Choice && type != "unsigned")
      fmt::format_to(std::back_inserter(out), "{}", static_cast<int64_t>(number));
    else
      fmt::format_to(std::back_inserter(out), "{:#x}", number);
  };
  if (style == NameStyle::Choice) {
    for (const NamedValue& named : values) {
      if (named.value == value) {
        out += named.name;
        return;
      }
    }
    return write_number(value);
  }
  size_t start = out.size();
  auto add = [&](std::string_view name) {
    if (out.size() != start) out += '|';
    out += name;
  };
  uint64_t rest = value & ~choice_mask;
  if (choice_mask != 0) {
    uint64_t choice = value & choice_mask;
    bool named = false;
    for (const NamedValue& candidate : values) {
      if (candidate.value != choice || named) continue;
      add(candidate.name);
      named = true;
    }
    if (!named) rest |= choice;
  }
  for (const NamedValue& flag : values) {
    if (flag.value == 0 || (flag.value & choice_mask) == flag.value) continue;
    if ((rest & flag.value) != flag.value) continue;
    add(flag.name);
    rest &= ~flag.value;
  }
  if (rest != 0) {
    if (out.size() != start) out += '|';
    write_number(rest);
  } else if (out.size() == start) {
    bool has_zero = !values.empty() && values.front().value == 0;
    out += has_zero ? values.front().name : std::string_view("0");
  }
}

}  // namespace wali::sys
