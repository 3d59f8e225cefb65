#pragma once

#include <string>

#include "jit/atomic.inl"
#include "jit/bulk.inl"
#include "jit/call.inl"
#include "jit/checks.inl"
#include "jit/control.inl"
#include "jit/exception.inl"
#include "jit/frame.inl"
#include "jit/function_compiler.h"
#include "jit/memory.inl"
#include "jit/module_emitter.h"
#include "jit/numeric.inl"
#include "jit/reference.inl"
#include "jit/simd.inl"
#include "jit/state.inl"
#include "jit/visit.inl"
#include "loader/validator.h"

namespace wali::jit {

/// Calls between functions are pc-relative, so they are resolved once every function has its place.
struct PlacedCall {
  uint32_t code_offset;
  uint32_t function;
};

template <MacroAssembler Masm>
Result<EmittedModule> emit_module(const loader::Module& module,
                                  std::span<const uint32_t> type_ids,
                                  const CompileOptions& options,
                                  ConstantTables& constant_tables) {
  constexpr size_t kFunctionAlignment = 16;
  EmittedModule emitted;
  InstanceLayout layout(module);
  loader::FunctionValidator validator;
  loader::FunctionSummary summary;
  FunctionCompiler<Masm> compiler(module, layout, type_ids, constant_tables, options);
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
    code.resize((code.size() + kFunctionAlignment - 1) & ~(kFunctionAlignment - 1), Masm::kPadding);
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
    if (code.size() > Masm::kMaxCodeBytes) {
      return failure(ErrorKind::Resource,
                     "more than " + std::to_string(Masm::kMaxCodeBytes >> 20) +
                         " MiB of machine code, further than a call reaches");
    }
  }
  for (const PlacedCall& call : calls) {
    Masm::resolve_call(code, call.code_offset, emitted.side_tables.function(call.function)->begin);
  }
  return emitted;
}

}  // namespace wali::jit
