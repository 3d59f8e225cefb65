#pragma once

#include "jit/compile_options.h"

namespace CLI {
class App;
}

namespace wali::cli {

/// Adds the options that say how code is compiled, for the commands that share them.
void add_compile_options(CLI::App& app, jit::CompileOptions& options);

}  // namespace wali::cli
