#include "jit/compile.h"

#include <cstring>
#include <utility>

#include "jit/constant_tables.h"
#include "jit/module_emitter.h"

namespace wali::jit {
namespace {

const Backend& backend(Isa isa) {
  return isa == Isa::X64 ? x64::kBackend : aarch64::kBackend;
}

}  // namespace

bool host_can_run(CpuFeatures features) {
  return backend(kHostIsa).host_can_run(features);
}

const void* CompiledModule::direct_entry(uint32_t function) const {
  return code_.begin() + side_tables_.function(function)->begin;
}

std::span<const std::byte> CompiledModule::function_code(uint32_t function) const {
  const FunctionCode* code = side_tables_.function(function);
  const std::byte* begin = isa_ == kHostIsa ? code_.begin() : foreign_code_.data();
  return {begin + code->begin, code->end - code->begin};
}

Result<std::unique_ptr<CompiledModule>> compile_module(const loader::Module& module,
                                                       std::span<const uint32_t> type_ids,
                                                       const CompileOptions& options) {
  const Backend& target = backend(options.isa);
  if (options.isa == kHostIsa) {
    if (const char* missing = target.missing_from_host()) {
      return failure(
          ErrorKind::Unsupported,
          std::string("this processor lacks ") + missing + ", which compiled code needs");
    }
  }
  ConstantTables constant_tables(module);
  auto emitted = TRY(target.emit(module, type_ids, options, constant_tables));
  if (constant_tables.was_mistaken()) {
    emitted = TRY(target.emit(module, type_ids, options, constant_tables));
  }
  auto compiled = std::make_unique<CompiledModule>();
  compiled->isa_ = options.isa;
  compiled->side_tables_ = std::move(emitted.side_tables);
  if (options.isa != kHostIsa) {
    compiled->foreign_code_ = std::move(emitted.code);
    return compiled;
  }
  auto published = CodeMemory::publish(emitted.code);
  if (!published) {
    return failure(
        ErrorKind::Resource,
        std::string("no executable memory for the code: ") + std::strerror(published.error()));
  }
  compiled->code_ = std::move(*published);
  return compiled;
}

}  // namespace wali::jit
