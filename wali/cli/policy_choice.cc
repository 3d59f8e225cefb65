#include "wali/cli/policy_choice.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "wali/policy/enforcement.h"
#include "wali/policy/policy_file.h"

namespace wali::cli {
namespace {

std::expected<std::string, std::string> read_text(const std::string& path) {
  constexpr size_t kMostBytes = 65536;  // it travels in an argument
  auto problem = [&](int error) { return fmt::format("{}: {}", path, strerror(error)); };
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::unexpected(problem(errno));
  std::string text;
  std::array<char, 4096> piece;
  ssize_t length = 0;
  while (text.size() <= kMostBytes && (length = read(fd, piece.data(), piece.size())) > 0)
    text.append(piece.data(), static_cast<size_t>(length));
  int error = length < 0 ? errno : text.size() > kMostBytes ? EFBIG : 0;
  close(fd);
  if (error != 0) return std::unexpected(problem(error));
  return text;
}

}  // namespace

std::expected<void, std::string> install_policy(const RunOptions& options) {
  bool is_inherited = options.inherited_policy.has_value();
  bool has_text = is_inherited || !options.policy_file.empty();
  if (!options.is_hardened && !has_text) return {};
  sys::Policy policy = options.is_hardened ? sys::hardened_policy() : sys::Policy{};
  sys::PolicySource source{.is_hardened = options.is_hardened, .is_inherited = is_inherited};
  if (has_text) {
    source.text = is_inherited ? *options.inherited_policy : TRY(read_text(options.policy_file));
    policy = sys::narrowed(
        std::move(policy),
        TRY(sys::parse_policy(source.text, is_inherited ? "policy" : options.policy_file)));
  }
  sys::install_policy(std::move(policy), std::move(source));
  return {};
}

std::expected<void, std::string> confine(process::GuestProcess& process) {
  if (sys::policy().confines_engine && !process.make_all_code())
    return std::unexpected("policy: no memory for code");
  return sys::confine_process();
}

}  // namespace wali::cli
