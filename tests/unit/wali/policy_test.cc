#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "wali/policy/enforcement.h"
#include "wali/policy/policy_file.h"
#include "wali/syscall_table.h"

namespace wali::sys {

namespace {

Policy parsed(std::string_view text) {
  auto policy = parse_policy(text, "policy");
  REQUIRE_MESSAGE(policy.has_value(), policy.error());
  return *policy;
}

std::string problem_in(std::string_view text) {
  auto policy = parse_policy(text, "policy");
  REQUIRE_FALSE(policy.has_value());
  return policy.error();
}

/// The error of the first rule; 0 for none.
int error_of(const Policy& policy, std::string_view call) {
  auto rule = std::ranges::find(
      policy.denied_calls, call, [](const auto& each) { return std::string_view(each.first); });
  return rule == policy.denied_calls.end() ? 0 : rule->second;
}

}  // namespace

TEST_CASE("policy: an empty file only keeps native programs from being executed") {
  Policy policy = parsed("");
  CHECK(policy.exec == ExecRule::Modules);
  CHECK(policy.devices == DeviceRule::Any);
  CHECK(policy.writes_settings);
  CHECK(policy.is_dumpable);
  CHECK(policy.signals_others);
  CHECK_FALSE(policy.confines_engine);
  CHECK_FALSE(policy.paths.has_value());
  CHECK(policy.denied_calls.empty());
}

TEST_CASE("policy: every key is read") {
  Policy policy = parsed(R"(
exec = "none"
devices = "basic"
sysfs-write = false
dumpable = false
signal-others = false
confine-engine = true
[paths]
read = ["/usr", "/etc"]
write = ["."]
)");
  CHECK(policy.exec == ExecRule::None);
  CHECK(policy.devices == DeviceRule::Basic);
  CHECK_FALSE(policy.writes_settings);
  CHECK_FALSE(policy.is_dumpable);
  CHECK_FALSE(policy.signals_others);
  CHECK(policy.confines_engine);
  REQUIRE(policy.paths.has_value());
  CHECK(policy.paths->read == std::vector<std::string>{"/usr", "/etc"});
  CHECK(policy.paths->write == std::vector<std::string>{"."});
}

TEST_CASE("policy: calls are denied by name, alias and class") {
  Policy policy = parsed(R"(
[calls]
socket = "deny"
fstatat = "ENOSYS"
"%network" = "EACCES"
bind = "allow"
)");
  CHECK(error_of(policy, "socket") == EPERM);
  CHECK(error_of(policy, "newfstatat") == ENOSYS);
  CHECK(error_of(policy, "connect") == EACCES);
  CHECK(error_of(policy, "bind") == 0);
  CHECK(error_of(policy, "read") == 0);
}

TEST_CASE("policy: what is allowed by name or class is left by a default that denies") {
  Policy policy = parsed(R"(
default = "deny"
[calls]
"%desc" = "allow"
write = "EIO"
exit_group = "allow"
)");
  CHECK(error_of(policy, "read") == 0);
  CHECK(error_of(policy, "write") == EIO);
  CHECK(error_of(policy, "exit_group") == 0);
  CHECK(error_of(policy, "getpid") == EPERM);
}

TEST_CASE("policy: what is wrong is told with its line") {
  CHECK(problem_in("exec = \"any\"\nwrong = 1\n") == "policy:2: there is no key \"wrong\"");
  CHECK(problem_in("exec = \"all\"") == "policy:1: exec is one of \"any\", \"wasm\", \"none\"");
  CHECK(problem_in("\n\ndumpable = \"no\"") == "policy:3: dumpable is either true or false");
  CHECK(problem_in("default = \"EWHAT\"") ==
        "policy:1: a rule is \"allow\", \"deny\" or the name of an error");
  CHECK(problem_in("[calls]\nnothing = \"deny\"") == "policy:2: there is no system call nothing");
  CHECK(problem_in("[calls]\n\"%x\" = \"deny\"") == "policy:2: there is no class of calls %x");
  CHECK(problem_in("calls = 1") == "policy:1: calls is a table");
  CHECK(problem_in("[paths]\nexecute = []") == "policy:2: there is no key \"execute\" in paths");
  CHECK(problem_in("[paths]\nread = [\n\"a\",\n7]") == "policy:4: read is an array of paths");
  CHECK(problem_in("exec = \"any\"\nexec = ").starts_with("policy:2: "));
}

TEST_CASE("policy: of two the stricter rule counts") {
  Policy both = narrowed(hardened_policy(), parsed("exec = \"any\"\ndevices = \"any\""));
  CHECK(both.exec == ExecRule::Modules);
  CHECK(both.devices == DeviceRule::Basic);
  CHECK_FALSE(both.writes_settings);
  CHECK(both.confines_engine);
  both = narrowed(parsed("[calls]\nsocket = \"EIO\""),
                  parsed("exec = \"none\"\n[calls]\nsocket = \"deny\""));
  CHECK(both.exec == ExecRule::None);
  CHECK(error_of(both, "socket") == EIO);
}

TEST_CASE("policy: it is handed down in words of the engine's own") {
  CHECK(PolicySource{}.words().empty());
  PolicySource source{.is_hardened = true, .text = "exec = \"none\"", .is_in_force = true};
  CHECK(source.words() ==
        std::vector<std::string>{"--hardened", "--inherited-policy=\nexec = \"none\""});
}

}  // namespace wali::sys
