#pragma once

#include "engine/linker.h"
#include "engine/store.h"
#include "loader/result.h"

namespace wali::cli {

enum class SpectestOutput : uint8_t { Quiet, Printed };

/// Defines the module "spectest" that scripts of the specification's suite import from.
Result<void> define_spectest(engine::Store& store, engine::Linker& linker, SpectestOutput output);

}  // namespace wali::cli
