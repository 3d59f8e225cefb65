#include "wali/cli/compile_choices.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <utility>

#include "jit/compile.h"

namespace wali::cli {

void add_compile_options(CLI::App& app, jit::CompileOptions& options, CodeUse use) {
  using jit::BoundsMode, jit::CpuFeatures;
  std::map<std::string, CpuFeatures> cpus{{"host", CpuFeatures::Host},
                                          {"baseline", CpuFeatures::Baseline}};
  if (use == CodeUse::List || jit::host_can_run(CpuFeatures::Full)) {
    cpus.emplace("full", CpuFeatures::Full);
  }
  static const std::map<std::string, BoundsMode> kModes{{"guard", BoundsMode::Guard},
                                                        {"explicit", BoundsMode::Explicit}};
  if (use == CodeUse::List) {
    static const std::map<std::string, jit::Isa> kIsas{{"x86-64", jit::Isa::X64},
                                                       {"aarch64", jit::Isa::Aarch64}};
    app.add_option("--isa", options.isa)->transform(CLI::CheckedTransformer(kIsas));
  }
  app.add_option("--cpu", options.cpu)->transform(CLI::CheckedTransformer(std::move(cpus)));
  app.add_option("--bounds", options.bounds)->transform(CLI::CheckedTransformer(kModes));
}

}  // namespace wali::cli
