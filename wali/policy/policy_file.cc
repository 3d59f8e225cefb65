#include "wali/policy/policy_file.h"

#define TOML_EXCEPTIONS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "wali/errno.h"
#include "wali/syscall_table.h"
#include "wali/trace/traced_calls.h"

namespace wali::sys {

namespace {

template <typename T>
struct Word {
  std::string_view word;
  T value;
};
constexpr std::array kExecWords{
    Word{"any", ExecRule::Any}, Word{"wasm", ExecRule::Modules}, Word{"none", ExecRule::None}};
constexpr std::array kDeviceWords{Word{"any", DeviceRule::Any}, Word{"basic", DeviceRule::Basic}};

constexpr int kAllowed = 0;

/// 0 to allow; else the error of the call.
std::optional<int> parse_verdict(std::string_view word) {
  if (word == "allow") return kAllowed;
  if (word == "deny") return EPERM;
  constexpr int kHighest = 133;
  for (int number = 1; number <= kHighest; ++number) {
    if (errno_name(number) == word) return number;
  }
  return std::nullopt;
}

/// Reads the tree of a parsed file until the first thing that is wrong.
class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  std::expected<Policy, std::string> read(const toml::table& file) {
    // Native programs are bound by few of the rules.
    policy_.exec = ExecRule::Modules;
    for (auto&& [key, node] : file) {
      read_entry(key.str(), node);
      if (!problem_.empty()) return std::unexpected(std::move(problem_));
    }
    deny_calls();
    return std::move(policy_);
  }

 private:
  void read_entry(std::string_view key, const toml::node& node) {
    if (key == "default") return read_default(node);
    if (key == "exec") return read_word(key, node, kExecWords, policy_.exec);
    if (key == "devices") return read_word(key, node, kDeviceWords, policy_.devices);
    if (key == "sysfs-write") return read_flag(key, node, policy_.writes_settings);
    if (key == "dumpable") return read_flag(key, node, policy_.is_dumpable);
    if (key == "signal-others") return read_flag(key, node, policy_.signals_others);
    if (key == "confine-engine") return read_flag(key, node, policy_.confines_engine);
    if (key == "calls") return read_calls(node);
    if (key == "paths") return read_paths(node);
    complain(node, fmt::format("there is no key \"{}\"", key));
  }

  void complain(const toml::node& node, std::string_view what) {
    if (problem_.empty())
      problem_ = fmt::format("{}:{}: {}", name_, node.source().begin.line, what);
  }

  void read_flag(std::string_view key, const toml::node& node, bool& flag) {
    if (const auto* value = node.as_boolean())
      flag = value->get();
    else
      complain(node, fmt::format("{} is either true or false", key));
  }

  template <typename T, size_t kSize>
  void read_word(std::string_view key,
                 const toml::node& node,
                 const std::array<Word<T>, kSize>& words,
                 T& choice) {
    std::string_view word = node.value<std::string_view>().value_or("");
    std::string list;
    for (const Word<T>& each : words) {
      if (each.word == word) {
        choice = each.value;
        return;
      }
      list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", each.word);
    }
    complain(node, fmt::format("{} is one of {}", key, list));
  }

  std::optional<int> read_verdict(const toml::node& node) {
    std::optional<int> verdict = parse_verdict(node.value<std::string_view>().value_or(""));
    if (!verdict) complain(node, "a rule is \"allow\", \"deny\" or the name of an error");
    return verdict;
  }

  void read_default(const toml::node& node) {
    if (std::optional<int> verdict = read_verdict(node)) default_ = *verdict;
  }

  // A call's own rule goes before those of its classes, wherever either stands.
  void read_calls(const toml::node& node) {
    const toml::table* calls = node.as_table();
    if (calls == nullptr) return complain(node, "calls is a table");
    for (auto&& [key, rule] : *calls) {
      std::string_view name = key.str();
      std::optional<int> verdict = read_verdict(rule);
      if (!verdict) return;
      if (name.starts_with('%')) {
        if (!is_class(name.substr(1)))
          return complain(rule, fmt::format("there is no class of calls {}", name));
        classes_.emplace_back(name.substr(1), *verdict);
      } else if (const SyscallRow* row = find_syscall(name)) {
        named_.emplace_back(row->name, *verdict);
      } else {
        return complain(rule, fmt::format("there is no system call {}", name));
      }
    }
  }

  void read_list(std::string_view key, const toml::node& node, std::vector<std::string>& paths) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return complain(node, fmt::format("{} is an array of paths", key));
    for (const toml::node& item : *list) {
      const auto* path = item.as_string();
      if (path == nullptr || path->get().empty())
        return complain(item, fmt::format("{} is an array of paths", key));
      paths.push_back(path->get());
    }
  }

  void read_paths(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return complain(node, "paths is a table");
    PathRules& rules = policy_.paths.emplace();
    for (auto&& [key, list] : *table) {
      if (key.str() == "read")
        read_list(key.str(), list, rules.read);
      else if (key.str() == "write")
        read_list(key.str(), list, rules.write);
      else
        return complain(list, fmt::format("there is no key \"{}\" in paths", key.str()));
    }
  }

  int verdict_on(const SyscallRow& row) const {
    for (const auto& [name, verdict] : named_) {
      if (name == row.name) return verdict;
    }
    int strictest = kAllowed;
    bool is_named = false;
    for (const auto& [name, verdict] : classes_) {
      if (!is_in_class(row, name)) continue;
      is_named = true;
      if (strictest == kAllowed) strictest = verdict;
    }
    return is_named ? strictest : default_;
  }

  void deny_calls() {
    for (const SyscallRow& row : syscalls()) {
      if (int error = verdict_on(row); error != kAllowed)
        policy_.denied_calls.emplace_back(row.name, error);
    }
  }

  std::string_view name_;
  Policy policy_;
  std::string problem_;
  int default_ = kAllowed;
  std::vector<std::pair<std::string, int>> named_, classes_;
};

}  // namespace

std::expected<Policy, std::string> parse_policy(std::string_view text, std::string_view name) {
  toml::parse_result file = toml::parse(text);
  if (!file) {
    return std::unexpected(fmt::format(
        "{}:{}: {}", name, file.error().source().begin.line, file.error().description()));
  }
  return Reader(name).read(file);
}

}  // namespace wali::sys
