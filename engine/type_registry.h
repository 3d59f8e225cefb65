#pragma once

#include <cstdint>
#include <string>

#include "loader/types.h"

namespace wali::engine {

/// The id of a function type, the same for equal types everywhere in this process and never 0: what
/// call_indirect compares. Thread-safe.
uint32_t canonical_type_id(const loader::FunctionType& type);

/// The type behind an id that `canonical_type_id` gave out; valid for ever.
const loader::FunctionType& canonical_type(uint32_t id);

/// As the text format writes it: "(i32 i64) -> (f32)".
std::string to_string(const loader::FunctionType& type);

}  // namespace wali::engine
