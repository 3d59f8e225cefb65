#pragma once

#include <cstdint>

#include "engine/instance.h"

namespace wali::engine {

/// The value of a validated constant expression, in words as Value holds them. Imported globals,
/// and those defined before, must have their values.
jit::GlobalCell evaluate(Instance& instance, const loader::ConstantExpression& expression);

}  // namespace wali::engine
