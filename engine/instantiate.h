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

/// The first half: resolves the imports, compiles the module unless the store has its code, and
/// makes memories, tables and globals. No guest code runs and no segment is written yet.
Result<Instance*> link(Store& store,
                       std::shared_ptr<const loader::Module> module,
                       const Linker& linker);

/// The second half: writes the active segments and runs the start function. After a trap the
/// instance stays in the store, since others may have been given its functions.
std::expected<void, Trap> initialize(Instance& instance);

/// Both. The instance belongs to the store.
std::expected<Instance*, InstantiationFailure> instantiate(
    Store& store, std::shared_ptr<const loader::Module> module, const Linker& linker);

}  // namespace wali::engine
