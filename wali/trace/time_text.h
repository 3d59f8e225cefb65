#pragma once

#include <cstdint>
#include <string>

namespace wali::sys {

enum class Fraction : uint8_t { None, Microseconds, Nanoseconds };

/// "2026-11-23T16:31:00.000005+0000"; a fraction of zero is left out.
std::string time_text(int64_t seconds, int64_t fraction = 0, Fraction unit = Fraction::None);

}  // namespace wali::sys
