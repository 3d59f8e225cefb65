#include "wali/cli/compile_choices.h"

#include <CLI/CLI.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "jit/compile.h"

namespace wali::cli {

namespace {

/// An option whose value is one of the names.
template <typename T>
void add_choice(CLI::App& app,
                const std::string& option,
                T& target,
                std::map<std::string, T> values) {
  std::set<std::string> names;
  for (const auto& [name, value] : values) names.insert(name);
  app.add_option_function<std::string>(option,
                                       [&target, values = std::move(values)](
                                           const std::string& name) { target = values.at(name); })
      ->check(CLI::IsMember(std::move(names)));
}

}  // namespace

void add_compile_options(CLI::App& app, jit::CompileOptions& options, CodeUse use) {
  using jit::BoundsMode, jit::CpuFeatures, jit::Isa, jit::PollMode;
  std::map<std::string, CpuFeatures> cpus{{"host", CpuFeatures::Host},
                                          {"baseline", CpuFeatures::Baseline}};
  if (use == CodeUse::List || jit::host_can_run(CpuFeatures::Full)) {
    cpus.emplace("full", CpuFeatures::Full);
  }
  if (use == CodeUse::List) {
    add_choice<Isa>(app, "--isa", options.isa, {{"x86-64", Isa::X64}, {"aarch64", Isa::Aarch64}});
  }
  add_choice<CpuFeatures>(app, "--cpu", options.cpu, std::move(cpus));
  add_choice<BoundsMode>(app,
                         "--bounds",
                         options.bounds,
                         {{"guard", BoundsMode::Guard}, {"explicit", BoundsMode::Explicit}});
  add_choice<PollMode>(app,
                       "--sigpoll",
                       options.polls,
                       {{"none", PollMode::None},
                        {"loop", PollMode::Loop},
                        {"func", PollMode::Func},
                        {"all", PollMode::All}});
}

}  // namespace wali::cli
