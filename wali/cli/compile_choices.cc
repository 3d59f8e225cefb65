#include "wali/cli/compile_choices.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace wali::cli {

void add_compile_options(CLI::App& app, jit::CompileOptions& options) {
  using jit::BoundsMode, jit::CpuFeatures;
  static const std::map<std::string, CpuFeatures> kCpus{{"host", CpuFeatures::Host},
                                                        {"baseline", CpuFeatures::Baseline},
                                                        {"full", CpuFeatures::Full}};
  static const std::map<std::string, BoundsMode> kModes{{"guard", BoundsMode::Guard},
                                                        {"explicit", BoundsMode::Explicit}};
  app.add_option("--cpu", options.cpu)->transform(CLI::CheckedTransformer(kCpus));
  app.add_option("--bounds", options.bounds)->transform(CLI::CheckedTransformer(kModes));
}

}  // namespace wali::cli
