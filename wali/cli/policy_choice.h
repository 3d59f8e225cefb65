#pragma once

#include <expected>
#include <string>

#include "wali/cli/options.h"
#include "wali/process/guest_process.h"

namespace wali::cli {

/// Puts the policy that the options ask for in force as far as it can be before the module is
/// linked. Fails with a line for the user.
std::expected<void, std::string> install_policy(const RunOptions& options);

/// The rest of it, before any guest code runs, when the process has its entries.
std::expected<void, std::string> confine(process::GuestProcess& process);

}  // namespace wali::cli
