#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What a guest may not do, beside what none may. Whoever starts a program chooses; the policy then
/// holds for the program, for its children and for every module that these execute.
namespace wali::sys {

// Both in ascending order of strictness.
enum class ExecRule : uint8_t { Any, Modules, None };
enum class DeviceRule : uint8_t { Any, Basic };

/// Files and folders, with all below: nothing else can be opened or changed. Enforced by the kernel
/// (landlock(7)).
struct PathRules {
  std::vector<std::string> read;
  std::vector<std::string> write;  // and read
};

/// As constructed, the policy of a program that is started without one.
struct Policy {
  ExecRule exec = ExecRule::Any;
  DeviceRule devices = DeviceRule::Any;
  bool writes_settings = true;   // files of procfs, sysfs and their like
  bool is_dumpable = true;       // prctl(2): of interest to debuggers
  bool signals_others = true;    // processes that are not under the policy
  bool confines_engine = false;  // a filter of system calls, and no new code, once guest code runs
  std::optional<PathRules> paths;
  std::vector<std::pair<std::string, int>> denied_calls;  // name and errno; the first one counts
};

/// What --hardened asks for.
Policy hardened_policy();

/// What both allow.
Policy narrowed(Policy policy, const Policy& by);

}  // namespace wali::sys
