#include "jit/compile.h"

#include <cstring>

#include "jit/atomic.inl"
#include "jit/bulk.inl"
#include "jit/call.inl"
#include "jit/checks.inl"
#include "jit/control.inl"
#include "jit/exception.inl"
#include "jit/frame.inl"
#include "jit/function_compiler.h"
#include "jit/memory.inl"
#include "jit/numeric.inl"
#include "jit/reference.inl"
#include "jit/simd.inl"
#include "jit/state.inl"
#include "jit/visit.inl"
#include "jit/x64/cpu.h"
#include "jit/x64/macro_assembler.h"
#include "loader/validator.h"

namespace wali::jit {
namespace {

static_assert(MacroAssembler<x64::MacroAssembler>);

constexpr size_t kFunctionAlignment = 16;
constexpr std::byte kInt3{0xcc};

/// Calls between functions are pc-relative, so they are resolved once every function has its place.
struct PlacedCall {
  uint32_t field;  // code offset of the 32-bit displacement
  uint32_t function;
};

void resolve_calls(std::span<const PlacedCall> calls,
                   const SideTables& tables,
                   std::span<std::byte> code) {
  for (const PlacedCall& call : calls) {
    int32_t displacement =
        static_cast<int32_t>(tables.function(call.function)->begin - (call.field + 4));
    std::memcpy(code.data() + call.field, &displacement, sizeof displacement);
  }
}

struct EmittedModule {
  std::vector<std::byte> code;
  SideTables side_tables;
};

Result<EmittedModule> emit(const loader::Module& module,
                           std::span<const uint32_t> type_ids,
                           const CompileOptions& options,
                           ConstantTables& constant_tables) {
  EmittedModule emitted;
  InstanceLayout layout(module);
  loader::FunctionValidator validator;
  loader::FunctionSummary summary;
  FunctionCompiler<x64::MacroAssembler> compiler(
      module, layout, type_ids, constant_tables, options);
  // Address space only, until it is used: more than the code of almost every module needs.
  constexpr size_t kCodePerWasmByte = 5;
  constexpr size_t kWasmBytesPerSite = 6;
  size_t wasm_bytes = 0;
  for (const loader::FunctionBody& body : module.bodies) wasm_bytes += body.size;
  std::vector<std::byte>& code = emitted.code;
  code.reserve(kCodePerWasmByte * wasm_bytes);
  emitted.side_tables.reserve(module.bodies.size(), wasm_bytes / kWasmBytesPerSite);
  std::vector<PlacedCall> calls;
  std::vector<Site> sites;
  for (uint32_t i = 0; i < module.bodies.size(); ++i) {
    uint32_t function = module.imported_functions + i;
    TRY(validator.validate(module, function, summary));
    auto output = TRY(compiler.compile(function, summary));
    code.resize((code.size() + kFunctionAlignment - 1) & ~(kFunctionAlignment - 1), kInt3);
    uint32_t begin = static_cast<uint32_t>(code.size());
    code.insert(code.end(), output.code.begin(), output.code.end());
    for (const auto& fixup : output.call_fixups) {
      calls.push_back({begin + fixup.code_offset, fixup.function});
    }
    sites.assign(output.sites.begin(), output.sites.end());
    for (Site& site : sites) site.code_offset += begin;
    emitted.side_tables.add_function({.function = function,
                                      .begin = begin,
                                      .end = static_cast<uint32_t>(code.size()),
                                      .frame_size = output.frame_size,
                                      .argument_words = output.argument_words,
                                      .saved_registers = output.saved_registers},
                                     sites,
                                     output.handlers);
    if (code.size() > INT32_MAX)
      return failure(ErrorKind::Resource, "more than 2 GiB of machine code");
  }
  resolve_calls(calls, emitted.side_tables, code);
  return emitted;
}

}  // namespace

bool host_can_run(CpuFeatures features) {
  return x64::host_has_baseline() &&
         x64::Cpu::of(CpuFeatures::Host).includes(x64::Cpu::of(features));
}

const void* CompiledModule::direct_entry(uint32_t function) const {
  return code_.begin() + side_tables_.function(function)->begin;
}

std::span<const std::byte> CompiledModule::function_code(uint32_t function) const {
  const FunctionCode* code = side_tables_.function(function);
  return {code_.begin() + code->begin, code->end - code->begin};
}

Result<std::unique_ptr<CompiledModule>> compile_module(const loader::Module& module,
                                                       std::span<const uint32_t> type_ids,
                                                       const CompileOptions& options) {
  if (!x64::host_has_baseline()) {
    return failure(ErrorKind::Unsupported,
                   "this processor lacks SSE4.1, which compiled code needs");
  }
  ConstantTables constant_tables(module);
  auto emitted = TRY(emit(module, type_ids, options, constant_tables));
  if (constant_tables.was_mistaken()) {
    emitted = TRY(emit(module, type_ids, options, constant_tables));
  }
  auto compiled = std::make_unique<CompiledModule>();
  compiled->side_tables_ = std::move(emitted.side_tables);
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
