#include "wali/cli/options.h"

#include <doctest/doctest.h>

namespace wali::cli {
namespace {

std::expected<RunOptions, std::string> parse(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  return parse_run_options(pointers);
}

}  // namespace

TEST_CASE("options: they end at the module's name") {
  auto options = parse({"--trace", "a.wasm", "--trace", "--", "--env", "x"});
  REQUIRE(options);
  CHECK(options->trace.is_on);
  CHECK(options->trace.options.follows_children);
  CHECK(options->file == "a.wasm");
  CHECK(options->arguments == std::vector<std::string>{"--trace", "--", "--env", "x"});
  CHECK(options->environment.empty());
}

TEST_CASE("options: those of trace are strace's, alone or together") {
  auto traced = [](std::vector<std::string> words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    return parse_run_options(pointers, RunMode::Traced);
  };
  auto options = traced(
      {"-fttT", "-s100", "-o", "out", "-e", "trace=read", "-E", "A=b", "-E", "C", "a.wasm", "-f"});
  REQUIRE(options);
  CHECK(options->file == "a.wasm");
  CHECK(options->arguments == std::vector<std::string>{"-f"});
  CHECK(options->trace.output.path == "out");
  CHECK(options->trace.options.follows_children);
  CHECK(options->trace.options.shows_duration);
  CHECK(options->trace.options.style.string_limit == 100);
  CHECK((options->trace.options.time_stamp == sys::TimeStamp::Microseconds));
  CHECK(options->trace.options.calls.count() == 1);
  CHECK(options->environment.size() == 2);
  CHECK((traced({"-xx", "a.wasm"})->trace.options.style.hex_strings == sys::HexStrings::All));
  CHECK_FALSE(traced({"-e", "trace=nonsense", "a.wasm"}));
  CHECK_FALSE(traced({"-S", "size", "a.wasm"}));
  CHECK_FALSE(traced({"-p", "1", "a.wasm"}));
}

TEST_CASE("options: bounds are guarded unless they are to be explicit") {
  CHECK(parse({"a.wasm"})->compile.bounds == jit::BoundsMode::Guard);
  CHECK(parse({"--bounds=explicit", "a.wasm"})->compile.bounds == jit::BoundsMode::Explicit);
  CHECK(parse({"--bounds", "guard", "a.wasm"})->compile.bounds == jit::BoundsMode::Guard);
  CHECK_FALSE(parse({"--bounds=none", "a.wasm"}));
}

TEST_CASE("options: -- lets a module's name begin with a dash") {
  auto options = parse({"--trace", "--", "-a.wasm", "-x"});
  REQUIRE(options);
  CHECK(options->file == "-a.wasm");
  CHECK(options->arguments == std::vector<std::string>{"-x"});
}

TEST_CASE("options: code is compiled for this processor or for any, not for another") {
  CHECK(parse({"a.wasm"})->compile.cpu == jit::CpuFeatures::Host);
  CHECK(parse({"--cpu", "baseline", "a.wasm"})->compile.cpu == jit::CpuFeatures::Baseline);
  CHECK_FALSE(parse({"--cpu=full", "a.wasm"}));
  CHECK_FALSE(parse({"--cpu=none", "a.wasm"}));
}

TEST_CASE("options: an option takes one word, whatever it looks like") {
  auto options =
      parse({"--env", "A=1", "--env=B", "--argv0", "name", "--unset", "C", "file", "arg"});
  REQUIRE(options);
  CHECK(options->file == "file");
  CHECK(options->arguments == std::vector<std::string>{"arg"});
  CHECK(options->argv0 == "name");
  REQUIRE(options->environment.size() == 3);
  CHECK(options->environment[0].kind == RunOptions::EnvironmentChange::Set);
  CHECK(options->environment[0].value == "1");
  CHECK(options->environment[1].kind == RunOptions::EnvironmentChange::Keep);
  CHECK(options->environment[1].name == "B");
  CHECK(options->environment[2].kind == RunOptions::EnvironmentChange::Remove);
}

TEST_CASE("options: an unknown one is named") {
  auto options = parse({"--nonsense", "file"});
  REQUIRE_FALSE(options);
  CHECK(options.error().find("--nonsense") != std::string::npos);
}

}  // namespace wali::cli
