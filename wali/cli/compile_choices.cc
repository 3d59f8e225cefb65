#include "wali/cli/compile_choices.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace wali::cli {

void add_compile_options(CLI::App& app, jit::CompileOptions& options) {
  using jit::CpuFeatures;
  static const std::map<std::string, CpuFeatures> kCpus{{"host", CpuFeatures::Host},
                                                        {"baseline", CpuFeatures::Baseline},
                                                        {"full", CpuFeatures::Full}};
  app.add_option("--cpu", options.cpu)->transform(CLI::CheckedTransformer(kCpus));
}

}  // namespace wali::cli
