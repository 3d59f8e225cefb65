#pragma once

#include <cstdint>

namespace wali::jit {

/// A set of an ISA's registers: one bit for each, by index.
using RegisterSet = uint64_t;

constexpr uint32_t first_of(RegisterSet set) {
  return static_cast<uint32_t>(__builtin_ctzll(set));
}

/// Calls `visit` with the index of each register.
template <typename Visit>
void for_each_register(RegisterSet set, Visit visit) {
  for (; set != 0; set &= set - 1) visit(first_of(set));
}

}  // namespace wali::jit
