#pragma once

#include <cstdint>

#include "engine/instance.h"

namespace wali::engine {

/// The value of a validated constant expression, as the word that Value holds. Imported globals,
/// and those defined before, must have their values.
uint64_t evaluate(Instance& instance, const loader::ConstantExpression& expression);

}  // namespace wali::engine
