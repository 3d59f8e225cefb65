#include "wali/policy/enforcement.h"

#include <sys/prctl.h>

#include "wali/policy/kernel_rules.h"
#include "wali/syscall_table.h"

namespace wali::sys {

namespace {

Policy& policy_in_force() {
  static Policy policy;
  return policy;
}

PolicySource& source_in_force() {
  static PolicySource source;
  return source;
}

}  // namespace

const Policy& policy() {
  return policy_in_force();
}

const PolicySource& policy_source() {
  return source_in_force();
}

std::vector<std::string> PolicySource::words() const {
  std::vector<std::string> words;
  if (is_hardened) words.emplace_back("--hardened");
  // An option's value must not be empty.
  if (is_in_force) words.push_back("--inherited-policy=\n" + text);
  return words;
}

void install_policy(Policy policy, PolicySource source) {
  if (policy.exec == ExecRule::None) {
    policy.denied_calls.emplace_back("execve", EPERM);
    policy.denied_calls.emplace_back("execveat", EPERM);
  }
  // The first rule of a call counts, so it has the last word.
  for (auto rule = policy.denied_calls.rbegin(); rule != policy.denied_calls.rend(); ++rule)
    deny_call(rule->first, rule->second);
  policy_in_force() = std::move(policy);
  source.is_in_force = true;
  source_in_force() = std::move(source);
}

std::expected<void, std::string> confine_process() {
  const Policy& policy = policy_in_force();
  if (!source_in_force().is_inherited) {
    if (auto done = restrict_paths_and_signals(policy); !done) return done;
    if (policy.confines_engine) {
      if (auto done = filter_engine_calls(policy); !done) return done;
    }
  }
  confine_child();
  return {};
}

void confine_child() {
  const Policy& policy = policy_in_force();
  if (!policy.is_dumpable) prctl(PR_SET_DUMPABLE, 0);
  // Not for what is executed, which has to make code of its own. Older kernels know neither.
  constexpr int kSetMemoryWriteExecute = 65;
  constexpr unsigned long kRefuseExecGain = 1, kNoInherit = 2;
  if (policy.confines_engine) prctl(kSetMemoryWriteExecute, kRefuseExecGain | kNoInherit, 0, 0, 0);
}

}  // namespace wali::sys
