#pragma once

#include <expected>
#include <string>

#include "wali/policy/policy.h"

/// What the kernel enforces on a process, its children and all that they execute. Each fails with a
/// line for the user.
namespace wali::sys {

/// Nothing, unless the policy has such rules.
std::expected<void, std::string> restrict_paths_and_signals(const Policy& policy);

/// System calls that neither the engine nor any guest makes fail from now on, should the engine be
/// led to make them.
std::expected<void, std::string> filter_engine_calls(const Policy& policy);

}  // namespace wali::sys
