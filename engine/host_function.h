#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "jit/thunks.h"
#include "loader/types.h"

namespace wali::engine {

/// A function in C++ that modules may import: see jit::HostCallback for how values travel. The
/// callback runs on the guest's stack and leaves by no exception. To stop the guest it calls
/// Thread::raise and returns HostResult::Trap.
struct HostFunction {
  jit::HostCallback callback;
  void* data = nullptr;
  jit::StubKind kind = jit::StubKind::Plain;
};

/// Answers for every name of one import module, with whatever type the import has; no value: there
/// is none.
using HostResolver =
    std::function<std::optional<HostFunction>(std::string_view name, const loader::FunctionType&)>;

}  // namespace wali::engine
