#include "wali/cli/wast_runner.h"

#include <fmt/format.h>

#include <expected>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "engine/instance.h"
#include "engine/instantiate.h"
#include "engine/invoke.h"
#include "engine/linker.h"
#include "engine/type_registry.h"
#include "loader/decoder.h"
#include "loader/text/assembler.h"
#include "loader/text/script.h"
#include "loader/validator.h"
#include "wali/cli/message.h"
#include "wali/cli/spectest.h"
#include "wali/cli/wast_values.h"

namespace wali::cli {
namespace {

using engine::Instance;
using engine::Trap;
using engine::Value;
using loader::text::Action;
using loader::text::Assertion;
using loader::text::Command;
using loader::text::ModuleInstance;
using loader::text::Register;
using loader::text::ScriptModule;

/// Why a command did not pass.
struct Mismatch {
  std::string expected;
  std::string got;
  bool is_skipped = false;  // it needs what an earlier command failed to make
};
using Verdict = std::expected<void, Mismatch>;

std::unexpected<Mismatch> mismatch(std::string expected, std::string got) {
  return std::unexpected(Mismatch{std::move(expected), std::move(got)});
}

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

std::string describe_failure(const engine::InstantiationFailure& failure) {
  if (auto* error = std::get_if<Error>(&failure)) return to_string(*error);
  return "trap: " + std::get<Trap>(failure).message;
}

// The suite's messages may say less than ours or more: "uninitialized element 2".
bool agree(std::string_view expected, std::string_view message) {
  return expected.starts_with(message) || message.starts_with(expected);
}

Result<std::shared_ptr<const loader::Module>> load(const ScriptModule& module,
                                                   const loader::Proposals& proposals) {
  switch (module.form) {
    case ScriptModule::Form::Text:
      return loader::decode(TRY(loader::text::assemble(module.text)), proposals);
    case ScriptModule::Form::Quote:
      return loader::decode(TRY(loader::text::assemble(module.bytes)), proposals);
    case ScriptModule::Form::Binary:
      break;
  }
  auto bytes = std::as_bytes(std::span(module.bytes));
  return loader::decode({bytes.begin(), bytes.end()}, proposals);
}

Result<void> validate_functions(const loader::Module& module) {
  loader::FunctionValidator validator;
  loader::FunctionSummary summary;
  for (uint32_t i = module.imported_functions; i < module.functions.size(); ++i) {
    TRY(validator.validate(module, i, summary));
  }
  return {};
}

Result<std::shared_ptr<const loader::Module>> load_valid(const ScriptModule& written,
                                                         const loader::Proposals& proposals) {
  auto module = TRY(load(written, proposals));
  TRY(validate_functions(*module));
  return module;
}

class ScriptRunner {
 public:
  ScriptRunner(const std::string& path, const ScriptOptions& options, ScriptProgress& progress)
      : path_(path), options_(options), progress_(progress) {}

  void run() {
    std::ifstream file(path_, std::ios::binary);
    std::string source(std::istreambuf_iterator<char>(file), {});
    if (!file) return report(1, mismatch("a script", "a file that cannot be read"));
    auto commands = loader::text::parse_script(source);
    if (!commands) return report(1, mismatch("a script", to_string(commands.error())));
    if (auto prepared = prepare(); !prepared) {
      return report(1, mismatch("a store", to_string(prepared.error())));
    }
    for (const Command& command : *commands) {
      progress_.line = command.line;
      if (options_.is_verbose) print("{}:{}\n", path_, command.line);
      report(command.line,
             std::visit([this](const auto& body) { return run(body); }, command.body));
      if (options_.stops_early && progress_.failed != 0) break;
    }
  }

 private:
  Result<void> prepare() {
    store_ = TRY(engine::Store::create(options_.store));
    return define_spectest(
        *store_, linker_, options_.is_verbose ? SpectestOutput::Printed : SpectestOutput::Quiet);
  }

  void report(uint32_t line, const Verdict& verdict) {
    if (verdict) {
      ++progress_.passed;
    } else if (verdict.error().is_skipped) {
      ++progress_.skipped;
    } else {
      ++progress_.failed;
      print("{}:{}: expected {}, got {}\n",
            path_,
            line,
            verdict.error().expected,
            verdict.error().got);
    }
  }

  Verdict run(const ScriptModule& written) {
    if (written.is_definition) {
      auto module = load_valid(written, options_.proposals);
      keep_definition(written.id, module ? *module : nullptr);
      if (!module) return mismatch("a valid module", to_string(module.error()));
      return {};
    }
    auto module = load(written, options_.proposals);
    keep_definition(written.id, module ? *module : nullptr);
    if (!module) {
      keep_instance(written.id, nullptr);
      return mismatch("a valid module", to_string(module.error()));
    }
    return make_instance(written.id, *module);
  }

  Verdict run(const ModuleInstance& body) {
    auto found = definitions_.find(body.definition);
    if (found == definitions_.end()) {
      return mismatch("the definition of a module $" + body.definition, "none");
    }
    if (found->second == nullptr) return skip();
    return make_instance(body.id, found->second);
  }

  Verdict run(const Register& body) {
    Instance* instance = TRY(find_instance(body.id));
    linker_.define_instance(body.name, *instance);
    return {};
  }

  Verdict run(const Action& action) {
    auto results = TRY(perform(action));
    if (!results) return mismatch("no trap", "trap: " + results.error().message);
    return {};
  }

  Verdict run(const Assertion& assertion) {
    return std::visit(
        Overloaded{[&](const Action& action) { return check_action(assertion, action); },
                   [&](const ScriptModule& module) { return check_module(assertion, module); }},
        assertion.subject);
  }

  Verdict check_action(const Assertion& assertion, const Action& action) {
    auto results = TRY(perform(action));
    if (assertion.kind == Assertion::Kind::Return) {
      std::string expected = describe(std::span(assertion.results));
      if (!results) return mismatch(expected, "trap: " + results.error().message);
      bool all_match = results->size() == assertion.results.size();
      for (size_t i = 0; all_match && i < results->size(); ++i) {
        all_match = matches((*results)[i], assertion.results[i]);
      }
      if (!all_match) return mismatch(expected, describe(std::span(std::as_const(*results))));
      return {};
    }
    bool wants_exception = assertion.kind == Assertion::Kind::Exception;
    std::string_view message = wants_exception
                                   ? engine::message_of(jit::TrapReason::UncaughtException)
                                   : std::string_view(assertion.message);
    std::string expected = fmt::format("trap: {}", message);
    if (results) return mismatch(expected, describe(std::span(std::as_const(*results))));
    const Trap& trap = results.error();
    bool is_exception = trap.reason == jit::TrapReason::UncaughtException;
    if (wants_exception != is_exception || !agree(message, trap.message)) {
      return mismatch(expected, "trap: " + trap.message);
    }
    return {};
  }

  Verdict check_module(const Assertion& assertion, const ScriptModule& written) {
    if (assertion.kind == Assertion::Kind::Invalid ||
        assertion.kind == Assertion::Kind::Malformed) {
      return check_refused(assertion, written);
    }
    bool wants_trap = assertion.kind == Assertion::Kind::Trap;
    std::string expected = (wants_trap ? "trap: " : "unlinkable: ") + assertion.message;
    auto module = load(written, options_.proposals);
    if (!module) return mismatch(expected, to_string(module.error()));
    auto instance = engine::instantiate(*store_, *module, linker_);
    if (instance) return mismatch(expected, "an instance");
    const auto& failure = instance.error();
    auto* error = std::get_if<Error>(&failure);
    bool is_expected_kind =
        wants_trap ? error == nullptr : error != nullptr && error->kind == ErrorKind::Unlinkable;
    const std::string& message =
        error != nullptr ? error->message : std::get<Trap>(failure).message;
    if (!is_expected_kind || !agree(assertion.message, message)) {
      return mismatch(expected, describe_failure(failure));
    }
    return {};
  }

  Verdict check_refused(const Assertion& assertion, const ScriptModule& written) {
    bool wants_malformed = assertion.kind == Assertion::Kind::Malformed;
    std::string expected = (wants_malformed ? "malformed: " : "invalid: ") + assertion.message;
    auto module = load_valid(written, options_.proposals);
    if (module) return mismatch(expected, "a valid module");
    ErrorKind wanted = wants_malformed ? ErrorKind::Malformed : ErrorKind::Invalid;
    if (module.error().kind != wanted) return mismatch(expected, to_string(module.error()));
    return {};
  }

  Verdict make_instance(const std::string& id, std::shared_ptr<const loader::Module> module) {
    auto instance = engine::instantiate(*store_, std::move(module), linker_);
    keep_instance(id, instance ? *instance : nullptr);
    if (!instance) return mismatch("an instance", describe_failure(instance.error()));
    return {};
  }

  // Both under their names and as the last ones.
  void keep_definition(const std::string& id, std::shared_ptr<const loader::Module> module) {
    definitions_[id] = definitions_[{}] = std::move(module);
  }
  void keep_instance(const std::string& id, Instance* instance) {
    instances_[id] = instances_[{}] = instance;
  }

  static std::unexpected<Mismatch> skip() { return std::unexpected(Mismatch{{}, {}, true}); }

  std::expected<Instance*, Mismatch> find_instance(const std::string& id) {
    auto found = instances_.find(id);
    if (found == instances_.end()) {
      return mismatch(id.empty() ? "an instance" : "an instance $" + id, "none");
    }
    if (found->second == nullptr) return skip();
    return found->second;
  }

  using Results = std::expected<std::vector<Value>, Trap>;

  std::expected<Results, Mismatch> perform(const Action& action) {
    Instance* instance = TRY(find_instance(action.id));
    if (action.kind == Action::Kind::Invoke) return invoke(*instance, action);
    auto value = instance->find_export(action.name);
    auto* global = value ? std::get_if<engine::Global>(&*value) : nullptr;
    if (global == nullptr) return mismatch("an exported global " + action.name, "none");
    return Results(
        std::vector{Value{global->type.value, global->cell->words[0], global->cell->words[1]}});
  }

  std::expected<Results, Mismatch> invoke(Instance& instance, const Action& action) {
    const jit::FunctionRecord* function = instance.find_function(action.name);
    if (function == nullptr) return mismatch("an exported function " + action.name, "none");
    const auto& params = engine::canonical_type(function->type_id).params;
    if (params.size() != action.arguments.size()) {
      return mismatch(fmt::format("{} arguments", params.size()),
                      fmt::format("{}", action.arguments.size()));
    }
    std::vector<Value> arguments;
    for (size_t i = 0; i < params.size(); ++i) {
      auto argument = argument_of(action.arguments[i], params[i]);
      if (!argument) return mismatch(argument.error(), "another argument");
      arguments.push_back(*argument);
    }
    return engine::invoke(*store_, *function, arguments);
  }

  const std::string& path_;
  const ScriptOptions& options_;
  ScriptProgress& progress_;
  std::unique_ptr<engine::Store> store_;
  engine::Linker linker_;
  // By name; null is one that could not be made, and the empty name is the last one.
  std::map<std::string, std::shared_ptr<const loader::Module>> definitions_;
  std::map<std::string, Instance*> instances_;
};

}  // namespace

void run_script(const std::string& path, const ScriptOptions& options, ScriptProgress& progress) {
  ScriptRunner(path, options, progress).run();
}

}  // namespace wali::cli
