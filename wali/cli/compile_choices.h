#pragma once

#include <cstdint>

#include "jit/compile_options.h"

namespace CLI {
class App;
}

namespace wali::cli {

enum class CodeUse : uint8_t { Run, List };

/// Adds the options that say how code is compiled, for the commands that share them. Code that is
/// to run cannot be compiled for a processor that has more than this one.
void add_compile_options(CLI::App& app, jit::CompileOptions& options, CodeUse use);

}  // namespace wali::cli
