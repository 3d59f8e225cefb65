#include "wali/trace/signal_text.h"

#include <fmt/format.h>

#include <bit>
#include <iterator>

#include "wali/name_table.h"
#include "wali/process.h"

namespace wali::sys {

namespace {

constexpr int kFirstRealTime = 32;

std::string name_in(const NameTable& names, int64_t value) {
  std::string text;
  names.append(text, static_cast<uint64_t>(value));
  return text;
}

const NameTable& code_names(const siginfo_t& info) {
  if (info.si_signo == SIGCHLD && info.si_code > 0) return kChildCodeNames;
  return kSignalCodeNames;
}

}  // namespace

std::string signal_name(int signal) {
  if (signal == kFirstRealTime) return "SIGRTMIN";
  if (signal > kFirstRealTime && signal <= kSignalCount)
    return fmt::format("SIGRT_{}", signal - kFirstRealTime);
  return name_in(kSignalNames, signal);
}

std::string signal_set_text(uint64_t bits) {
  constexpr int kManySignals = 43;  // two thirds, as strace
  bool is_inverted = std::popcount(bits) >= kManySignals;
  if (is_inverted) bits = ~bits;
  std::string text = is_inverted ? "~[" : "[";
  bool is_first = true;
  for (int signal = 1; signal <= kSignalCount; ++signal) {
    if ((bits & signal_bit(signal)) == 0) continue;
    if (!is_first) text += ' ';
    is_first = false;
    text += signal_name(signal).substr(3);
  }
  return text + "]";
}

std::string signal_info_text(const siginfo_t& info) {
  if (info.si_signo == 0) return "{}";
  std::string text = fmt::format("{{si_signo={}, si_code={}",
                                 signal_name(info.si_signo),
                                 name_in(code_names(info), info.si_code));
  auto out = std::back_inserter(text);
  if (info.si_errno != 0) fmt::format_to(out, ", si_errno={}", info.si_errno);
  if (info.si_code == SI_TIMER) {
    fmt::format_to(out, ", si_timerid={:#x}, si_overrun={}", info.si_timerid, info.si_overrun);
  } else if (info.si_signo == SIGCHLD && info.si_code > 0) {
    std::string status = info.si_code == CLD_EXITED ? fmt::format("{}", info.si_status)
                                                    : signal_name(info.si_status);
    fmt::format_to(out,
                   ", si_pid={}, si_uid={}, si_status={}, si_utime={}, si_stime={}",
                   info.si_pid,
                   info.si_uid,
                   status,
                   info.si_utime,
                   info.si_stime);
  } else if (info.si_code <= 0) {
    fmt::format_to(out, ", si_pid={}, si_uid={}", info.si_pid, info.si_uid);
    if (info.si_code == SI_QUEUE)
      fmt::format_to(out, ", si_value={{sival_int={}}}", info.si_value.sival_int);
  } else if (info.si_signo == SIGSEGV || info.si_signo == SIGBUS || info.si_signo == SIGFPE ||
             info.si_signo == SIGILL) {
    fmt::format_to(out, ", si_addr={}", fmt::ptr(info.si_addr));
  }
  return text + "}";
}

}  // namespace wali::sys
