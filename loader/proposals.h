#pragma once

/// Proposals that can be left out, as by the editions of the specification before them. A module
/// that needs one which is off is refused.
namespace wali::loader {

struct Proposals {
  bool multi_memory = true;  // more than one memory
  bool multi_table = true;   // more than one table (of the reference types proposal)
  bool memory64 = true;      // 64-bit indices; sizes that are written with more than 32 bits
};

}  // namespace wali::loader
