#pragma once

#include <optional>
#include <string_view>

#include "engine/host_function.h"

namespace wali::process {

/// The imports setjmp, _setjmp, sigsetjmp, longjmp, _longjmp and siglongjmp; no value for other
/// names or types.
std::optional<engine::HostFunction> bind_jump(std::string_view name,
                                              const loader::FunctionType& type);

}  // namespace wali::process
