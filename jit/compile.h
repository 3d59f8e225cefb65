#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jit/code_memory.h"
#include "jit/compile_options.h"
#include "jit/instance_layout.h"
#include "jit/side_tables.h"
#include "loader/module.h"
#include "loader/result.h"

/// The compiler's front door: a decoded module in, executable code and its side tables out.
namespace wali::jit {

/// The result for one module: code that any number of instances share.
class CompiledModule {
 public:
  Isa isa() const { return isa_; }
  /// Empty if the code is for another ISA than the host's.
  const CodeMemory& code() const { return code_; }
  const SideTables& side_tables() const { return side_tables_; }
  /// Entry of a defined function in the Wasm convention; the owner's instance must be pinned. Only
  /// for the host's ISA.
  const void* direct_entry(uint32_t function) const;
  /// The machine code of a defined function, to be read.
  std::span<const std::byte> function_code(uint32_t function) const;

 private:
  friend Result<std::unique_ptr<CompiledModule>> compile_module(const loader::Module&,
                                                                std::span<const uint32_t>,
                                                                const CompileOptions&);
  Isa isa_ = kHostIsa;
  CodeMemory code_;
  std::vector<std::byte> foreign_code_;
  SideTables side_tables_;
};

/// Whether this processor can run what is compiled for `features`.
bool host_can_run(CpuFeatures features);

/// Validates every function body and compiles it, eagerly. `type_ids` gives the canonical id of
/// each of the module's types. Fails with the first invalid function's error, or for want of
/// memory.
Result<std::unique_ptr<CompiledModule>> compile_module(const loader::Module& module,
                                                       std::span<const uint32_t> type_ids,
                                                       const CompileOptions& options);

}  // namespace wali::jit
