#pragma once

#include <linux/capability.h>
#include <linux/openat2.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <utime.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "wali/struct_layout.h"
#include "wali/trace/trace_line.h"

/// The structures that arguments point to.
namespace wali::sys {

template <size_t N>
struct FixedString {
  char text[N];
  constexpr FixedString(const char (&from)[N]) { std::copy_n(from, N, text); }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

using Pair = std::array<int32_t, 2>;
using TwoTimes = std::array<timespec, 2>;
using TwoTimevals = std::array<timeval, 2>;
using SignalInfo = siginfo_t;
using OpenHow = open_how;
using CapHeader = __user_cap_header_struct;
struct CapabilitySets {
  std::array<__user_cap_data_struct, 2> sets;
};
using CapData = CapabilitySets;
/// What wait4 stores.
struct WaitStatus {
  int32_t value;
};
struct Parameter {
  int32_t priority;
};
struct FileHandle {
  uint32_t bytes;
  int32_t type;
};
struct CachestatRange {
  uint64_t offset, length;
};
struct Cachestat {
  uint64_t cached, dirty, writeback, evicted, recently_evicted;
};
struct MountRequest {
  uint32_t size, spare;
  uint64_t mount, parameter, name_space;
};

/// The C name of a structure, and how the tracer shows one.
template <typename T>
struct Structure;
#define WALI_STRUCTURE(Type, c_name)                       \
  template <>                                              \
  struct Structure<Type> {                                 \
    static constexpr std::string_view kName = c_name;      \
    static void print(TraceLine& line, const Type& value); \
  };
WALI_STRUCTURE(int32_t, "int*")
WALI_STRUCTURE(uint32_t, "unsigned*")
WALI_STRUCTURE(int64_t, "long*")
WALI_STRUCTURE(timespec, "struct timespec*")
WALI_STRUCTURE(timeval, "struct timeval*")
WALI_STRUCTURE(struct timezone, "struct timezone*")
WALI_STRUCTURE(itimerval, "struct itimerval*")
WALI_STRUCTURE(itimerspec, "struct itimerspec*")
WALI_STRUCTURE(utimbuf, "struct utimbuf*")
WALI_STRUCTURE(tms, "struct tms*")
WALI_STRUCTURE(GuestStat, "struct stat*")
WALI_STRUCTURE(struct statfs, "struct statfs*")
WALI_STRUCTURE(utsname, "struct utsname*")
WALI_STRUCTURE(struct sysinfo, "struct sysinfo*")
WALI_STRUCTURE(rusage, "struct rusage*")
WALI_STRUCTURE(rlimit, "struct rlimit*")
WALI_STRUCTURE(GuestSigset, "sigset_t*")
WALI_STRUCTURE(GuestSigaction, "struct k_sigaction*")
WALI_STRUCTURE(GuestStack, "stack_t*")
WALI_STRUCTURE(GuestEpollEvent, "struct epoll_event*")
WALI_STRUCTURE(WaitStatus, "int*")
WALI_STRUCTURE(struct statx, "struct statx*")
WALI_STRUCTURE(open_how, "struct open_how*")
WALI_STRUCTURE(siginfo_t, "siginfo_t*")
WALI_STRUCTURE(__user_cap_header_struct, "cap_user_header_t")
WALI_STRUCTURE(CapabilitySets, "cap_user_data_t")
WALI_STRUCTURE(Pair, "int*")
WALI_STRUCTURE(TwoTimes, "struct timespec*")
WALI_STRUCTURE(TwoTimevals, "struct timeval*")
WALI_STRUCTURE(Parameter, "struct sched_param*")
WALI_STRUCTURE(FileHandle, "struct file_handle*")
WALI_STRUCTURE(CachestatRange, "struct cachestat_range*")
WALI_STRUCTURE(Cachestat, "struct cachestat*")
WALI_STRUCTURE(MountRequest, "struct mnt_id_req*")
#undef WALI_STRUCTURE

/// The array of `count` T at `address`; long ones are cut as strings are.
template <typename T>
void print_array(TraceLine& line, uint32_t address, uint64_t count) {
  if (address == 0 && count == 0) return line.append_address(address);
  line.text() += '[';
  for (uint64_t i = 0; i < count; ++i) {
    auto item = line.caller().load<T>(address + static_cast<uint32_t>(i * sizeof(T)));
    if (!item && i == 0) {
      line.text().pop_back();
      return line.append_address(address);
    }
    if (i != 0) line.text() += ", ";
    if (!item || i == line.style().string_limit) {
      line.text() += "...";
      break;
    }
    if constexpr (std::is_integral_v<T>)
      line.append("{}", *item);
    else
      Structure<T>::print(line, *item);
  }
  line.text() += ']';
}

}  // namespace wali::sys
