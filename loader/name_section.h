#pragma once

#include "loader/module.h"

namespace wali::loader {

/// Reads the payload of the custom section `name` in [begin, end) of the module's bytes. What is
/// malformed is left out: the names before it stay.
Names read_name_section(const Module& module, uint32_t begin, uint32_t end);

}  // namespace wali::loader
