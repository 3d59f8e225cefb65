#pragma once

#include <cstdint>

namespace wali::loader::text {

/// A place in a text.
struct Place {
  uint32_t line = 0;    // from 1; 0: no place
  uint32_t column = 0;  // in bytes, from 1
};

}  // namespace wali::loader::text
