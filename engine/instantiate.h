#pragma once

#include <expected>
#include <memory>
#include <variant>

#include "engine/instance.h"
#include "engine/linker.h"
#include "engine/store.h"
#include "engine/trap.h"

namespace wali::engine {

/// Why there is no instance: the module does not link, or an active segment or the start function
/// trapped.
using InstantiationFailure = std::variant<Error, Trap>;

/// Resolves the imports, compiles the module unless the store has its code, initializes memories,
/// tables and globals and runs the start function. The instance belongs to the store, which keeps
/// it even after a trap, since others may have been given its functions.
std::expected<Instance*, InstantiationFailure> instantiate(
    Store& store, std::shared_ptr<const loader::Module> module, const Linker& linker);

}  // namespace wali::engine
