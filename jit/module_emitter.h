#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "jit/compile_options.h"
#include "jit/constant_tables.h"
#include "jit/side_tables.h"
#include "loader/module.h"
#include "loader/result.h"

/// All functions of a module as machine code of one ISA, for `compile_module` alone. Each ISA's
/// compile.cc instantiates it from module_emitter.inl.
namespace wali::jit {

struct EmittedModule {
  std::vector<std::byte> code;  // position-independent
  SideTables side_tables;
};

using ModuleEmitter = Result<EmittedModule> (*)(const loader::Module& module,
                                                std::span<const uint32_t> type_ids,
                                                const CompileOptions& options,
                                                ConstantTables& constant_tables);

/// What `compile_module` must know of an ISA.
struct Backend {
  ModuleEmitter emit;
  /// What the host lacks to run any code of this ISA, on a host that is of it; null if nothing.
  const char* (*missing_from_host)();
  bool (*host_can_run)(CpuFeatures features);
};

namespace x64 {
extern const Backend kBackend;
}
namespace aarch64 {
extern const Backend kBackend;
}

}  // namespace wali::jit
