#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wali::fuzz {

/// A module with one or more of everything that instructions can name. The first byte of the input
/// chooses the type of the function whose locals and instructions are the other bytes.
std::vector<std::byte> module_around(std::span<const uint8_t> input);

}  // namespace wali::fuzz
