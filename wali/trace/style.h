#pragma once

#include <cstdint>

namespace wali::sys {

enum class HexStrings : uint8_t { None, NonPrintable, All };
enum class TimeStamp : uint8_t { None, Seconds, Microseconds, Epoch, SinceLast };

/// How a traced call is written. Plain data: processes that trace together share one.
struct TraceStyle {
  uint32_t string_limit = 32;  // bytes of a buffer that are shown
  HexStrings hex_strings = HexStrings::None;
  bool shows_paths = false;  // of descriptors
  bool is_verbose = false;   // all members of structures
};

}  // namespace wali::sys
