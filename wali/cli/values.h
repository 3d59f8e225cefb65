#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "engine/value.h"

/// Values of Wasm as people type and read them.
namespace wali::cli {

/// Reads an argument: integers in decimal or 0x form, signed or unsigned; floats in decimal or
/// hexadecimal form, inf, nan or nan:0xPAYLOAD; a vector as one integer in 0x form, whose lowest
/// digits are lane 0; `null` for a reference. Fails with a phrase that
/// says what was expected.
std::expected<engine::Value, std::string> parse_value(loader::ValueType type,
                                                      std::string_view text);

/// As `0x2a:i32`. Floats get the shortest decimal form that reads back exactly, NaNs their payload.
std::string format_value(const engine::Value& value);

}  // namespace wali::cli
