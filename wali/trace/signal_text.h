#pragma once

#include <signal.h>

#include <cstdint>
#include <string>

namespace wali::sys {

/// "SIGTERM", "SIGRTMIN", "SIGRT_1".
std::string signal_name(int signal);
/// "[USR1 CHLD]"; a set that is nearly full by what it lacks: "~[KILL]".
std::string signal_set_text(uint64_t bits);
/// "{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=12, ...}".
std::string signal_info_text(const siginfo_t& info);

}  // namespace wali::sys
