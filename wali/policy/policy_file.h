#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "wali/policy/policy.h"

namespace wali::sys {

/// A policy file is TOML; docs/security.md describes it. An error is "NAME:LINE: what is wrong".
std::expected<Policy, std::string> parse_policy(std::string_view text, std::string_view name);

}  // namespace wali::sys
