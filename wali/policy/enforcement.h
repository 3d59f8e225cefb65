#pragma once

#include <expected>
#include <string>
#include <vector>

#include "wali/policy/policy.h"

namespace wali::sys {

/// The policy of this process.
const Policy& policy();

/// What a module that this process executes runs under.
struct PolicySource {
  bool is_hardened = false;
  std::string text;           // of a policy file; empty for none
  bool is_inherited = false;  // the kernel enforces its part already, for good

  bool is_in_force = false;
  /// The words for a command line; none without a policy.
  std::vector<std::string> words() const;
};

/// Puts the policy in force as far as it means the table of calls and the handlers. Once, before
/// imports are bound: calls that are denied are then bound to what denies them.
void install_policy(Policy policy, PolicySource source);
const PolicySource& policy_source();

/// The part that the kernel enforces; once, by the only thread, when all code has been compiled and
/// before any of it runs. Fails with a line for the user, and must not be ignored then.
std::expected<void, std::string> confine_process();

/// After a fork, in the child: what the kernel does not hand down.
void confine_child();

}  // namespace wali::sys
