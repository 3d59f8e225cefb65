#pragma once

#include <signal.h>
#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The lines of `wali trace --json`: one object each.
namespace wali::sys {

struct JsonCall {
  pid_t thread;
  std::string_view name;
  std::vector<std::string> arguments;
  std::string result_text = "?";
  std::optional<int64_t> result;  // none for a call that does not return
  uint64_t nanoseconds = 0;
};

std::string json_call(const JsonCall& call);
std::string json_signal(pid_t thread, const siginfo_t& info);
std::string json_exit(pid_t thread, int status);
std::string json_killed(pid_t thread, int signal);

}  // namespace wali::sys
