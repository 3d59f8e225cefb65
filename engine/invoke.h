#pragma once

#include <expected>
#include <span>
#include <vector>

#include "engine/store.h"
#include "engine/trap.h"
#include "engine/value.h"

namespace wali::engine {

/// Calls a function of this store. The arguments must have the types of its parameters. From
/// outside, the guest's code runs on the stack of the store's thread; from inside a host function
/// it goes on below it.
std::expected<std::vector<Value>, Trap> invoke(Store& store,
                                               const jit::FunctionRecord& function,
                                               std::span<const Value> arguments);

/// The same with everything looked up before, on the stack of `thread`, which must be current:
/// allocates nothing. `entry` is the thunk of the function's type, `values` as it wants them. False
/// if a trap ended the call; `thread` has it. `interruption`: as Activation has it.
bool invoke_words(Thread& thread,
                  jit::EntryThunk entry,
                  const jit::FunctionRecord& function,
                  uint64_t* values,
                  const Interruption* interruption = nullptr);

}  // namespace wali::engine
