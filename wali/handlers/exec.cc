#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <csignal>
#include <cstring>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "wali/handlers.h"
#include "wali/handlers/own_program.h"
#include "wali/handlers/process_file.h"
#include "wali/policy/enforcement.h"

// A module is executed by executing the engine with it, whether or not the kernel knows how to run
// such files. The environment goes the way of every program's, in the call.

namespace wali::sys {

namespace {

constexpr int kFaccessat2 = 439;
constexpr size_t kMaxString = 128 * 1024;      // MAX_ARG_STRLEN
constexpr size_t kMaxTotal = size_t{6} << 20;  // of all strings and their pointers, as Linux

Expected<std::vector<std::string>> load_strings(const Caller& caller, uint32_t array) {
  std::vector<std::string> strings;
  if (array == 0) return strings;
  size_t total = 0;
  for (uint32_t at = array;; at += 4) {
    uint32_t address = TRY(caller.load<uint32_t>(at));
    if (address == 0) return strings;
    auto text = caller.load_string(address, kMaxString);
    if (!text) return failed(text.error() == Errno{ENAMETOOLONG} ? E2BIG : EFAULT);
    total += text->size() + 1 + sizeof(char*);
    if (total > kMaxTotal) return failed(E2BIG);
    strings.push_back(std::move(*text));
  }
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& text : strings) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Only what may be executed, as a process's memory never can: other threads of the guest could use
// the descriptor, too.
int64_t open_executable(int dirfd, const std::string& path) {
  int64_t found = short_host_call(SYS_openat, dirfd, path.c_str(), O_PATH | O_CLOEXEC);
  if (found < 0) return found;
  struct stat file;
  bool is_executable = fstat(static_cast<int>(found), &file) == 0 && S_ISREG(file.st_mode) &&
                       (file.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH)) != 0;
  constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  int64_t fd = -EACCES;
  if (is_executable) {
    fd = short_host_call(
        SYS_openat, AT_FDCWD, descriptor_link(static_cast<int>(found)).data(), kFlags);
    if (fd == -ENOENT) fd = short_host_call(SYS_openat, dirfd, path.c_str(), kFlags);
  }
  short_host_call(SYS_close, found);
  return fd;
}

// What Linux looks at to find out how a file is executed.
std::string beginning_of(int dirfd, const std::string& path, int flags) {
  int from = path.empty() && (flags & AT_EMPTY_PATH) != 0 ? dirfd : -1;
  int64_t fd = from >= 0 ? from : open_executable(dirfd, path);
  if (fd < 0) return {};
  std::string bytes(256, '\0');
  int64_t length = short_host_call(SYS_pread64, fd, bytes.data(), bytes.size(), 0);
  if (from < 0) short_host_call(SYS_close, fd);
  bytes.resize(length > 0 ? static_cast<size_t>(length) : 0);
  return bytes;
}

bool is_module(std::string_view beginning) {
  return beginning.starts_with(std::string_view("\0asm", 4));
}

// The interpreter that a script's first line names, and its one argument if there is one. Without a
// newline the line must at least show where the name ends.
std::vector<std::string> interpreter_of(std::string_view beginning) {
  constexpr std::string_view kBlanks = " \t";
  if (!beginning.starts_with("#!")) return {};
  size_t newline = beginning.find('\n');
  std::string_view line = beginning.substr(0, newline).substr(2);
  size_t name = line.find_first_not_of(kBlanks);
  if (name == line.npos) return {};
  line = line.substr(name);
  size_t name_end = line.find_first_of(kBlanks);
  if (name_end == line.npos && newline == beginning.npos) return {};
  std::vector<std::string> words{std::string(line.substr(0, name_end))};
  size_t last = line.find_last_not_of(kBlanks);
  if (name_end != line.npos && last > name_end) {
    size_t argument = line.find_first_not_of(kBlanks, name_end);
    words.emplace_back(line.substr(argument, last + 1 - argument));
  }
  return words;
}

// For a script that a module interprets in the end: the module, and all words up to the script's
// name.
std::vector<std::string> module_for_script(std::string beginning, std::string script) {
  constexpr int kMaxDepth = 5;  // as Linux
  std::vector<std::string> words{std::move(script)};
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    std::vector<std::string> interpreter = interpreter_of(beginning);
    if (interpreter.empty()) return {};
    words.insert(words.begin(), interpreter.begin(), interpreter.end());
    beginning = beginning_of(AT_FDCWD, words[0], 0);
    if (is_module(beginning)) return words;
  }
  return {};
}

// A descriptor that the execution closes has its file's name, if it still has one; as for a script
// there is no other way.
std::string path_of_descriptor(int fd) {
  std::string path = "/proc/self/fd/" + std::to_string(fd);
  if ((host_call(SYS_fcntl, fd, F_GETFD, 0) & FD_CLOEXEC) == 0) return path;
  std::array<char, PATH_MAX> name;
  int64_t length = host_call(SYS_readlinkat, AT_FDCWD, path.c_str(), name.data(), name.size());
  return length <= 0 ? path : std::string(name.data(), static_cast<size_t>(length));
}

// As the new process will find it: relative to its own directory.
std::string path_for_engine(int dirfd, const std::string& path) {
  if (path.empty()) return path_of_descriptor(dirfd);
  if (path[0] == '/') return path;
  if (dirfd != AT_FDCWD) return path_of_descriptor(dirfd) + "/" + path;
  return path[0] == '-' ? "./" + path : path;
}

/// The kernel does not know which of the engine's signals the guest has blocked, but what is
/// executed inherits it: set until the call has failed.
class MaskForExec {
 public:
  explicit MaskForExec(const Caller& caller) : blocked_(caller.blocked_engine_signals) {
    change(SIG_BLOCK);
  }
  ~MaskForExec() { change(SIG_UNBLOCK); }
  MaskForExec(const MaskForExec&) = delete;
  MaskForExec& operator=(const MaskForExec&) = delete;

 private:
  void change(int how) const {
    if (blocked_ == 0) return;
    short_host_call(SYS_rt_sigprocmask, how, &blocked_, nullptr, sizeof blocked_);
  }
  uint64_t blocked_;
};

/// Variables that would change how the engine itself is loaded and runs are for the module alone.
std::vector<std::string> take_engine_variables(std::vector<std::string>& environment) {
  auto is_engines = [](const std::string& variable) {
    constexpr std::string_view kNames[] = {"LD_",
                                           "GLIBC_TUNABLES=",
                                           "GCONV_PATH=",
                                           "LOCPATH=",
                                           "MALLOC_",
                                           "ASAN_OPTIONS=",
                                           "UBSAN_OPTIONS=",
                                           "TSAN_OPTIONS=",
                                           "LSAN_OPTIONS="};
    return std::ranges::any_of(kNames, [&](auto name) { return variable.starts_with(name); });
  };
  auto taken =
      std::stable_partition(environment.begin(), environment.end(), std::not_fn(is_engines));
  std::vector<std::string> variables(std::make_move_iterator(taken),
                                     std::make_move_iterator(environment.end()));
  environment.erase(taken, environment.end());
  return variables;
}

// Puts a script's interpreter in front; the interpreter's path.
std::string arguments_of_script(std::vector<std::string>& arguments,
                                std::vector<std::string> interpreter) {
  if (!arguments.empty()) arguments.erase(arguments.begin());
  arguments.insert(arguments.begin(), interpreter.begin(), interpreter.end());
  return interpreter[0];
}

/// Limits that are kept here hold for what is executed: they are the kernel's until the call has
/// failed. A module gets the soft ones alone, since its engine needs more; and so does a program
/// that cannot be executed, since a hard limit could not be raised again.
class LimitsForExec {
 public:
  enum class Kind : uint8_t { Soft, SoftAndHard };
  LimitsForExec(const Process& process, Kind kind) {
    for (int resource : {RLIMIT_AS, RLIMIT_DATA, RLIMIT_STACK}) {
      auto limit = process.virtual_limit(resource);
      if (!limit) continue;
      Change change{resource, {}};
      if (host_call(SYS_prlimit64, 0, resource, nullptr, &change.before) != 0) continue;
      uint64_t hard = change.before.rlim_max;
      if (kind == Kind::SoftAndHard) hard = std::min(limit->hard, hard);
      rlimit wanted{std::min(limit->soft, hard), hard};
      host_call(SYS_prlimit64, 0, resource, &wanted, nullptr);
      changes_[count_++] = change;
    }
  }
  ~LimitsForExec() {
    while (count_ != 0) {
      const Change& change = changes_[--count_];
      host_call(SYS_prlimit64, 0, change.resource, &change.before, nullptr);
    }
  }
  LimitsForExec(const LimitsForExec&) = delete;
  LimitsForExec& operator=(const LimitsForExec&) = delete;

 private:
  struct Change {
    int resource;
    rlimit before;
  };
  std::array<Change, 3> changes_;
  size_t count_ = 0;
};

SyscallResult execute(
    Caller& caller, int dirfd, uint32_t path_address, uint32_t argv, uint32_t envp, int flags) {
  std::string path = TRY(caller.load_string(path_address));
  std::vector<std::string> arguments = TRY(load_strings(caller, argv));
  std::vector<std::string> environment = TRY(load_strings(caller, envp));
  std::string own;
  if (path.ends_with("exe")) own = module_behind(caller, dirfd, path.c_str());
  if (!own.empty()) path = own;
  std::string beginning = beginning_of(dirfd, path, flags);
  std::vector<std::string> script;
  if (beginning.starts_with("#!"))
    script = module_for_script(beginning, path_for_engine(dirfd, path));
  if (!is_module(beginning) && script.empty()) {
    if (policy().exec != ExecRule::Any) return failed(EACCES);
    std::vector<char*> argument_pointers = pointers_to(arguments);
    std::vector<char*> environment_pointers = pointers_to(environment);
    bool is_executable = host_call(kFaccessat2, dirfd, path.c_str(), X_OK, AT_EACCESS) == 0;
    LimitsForExec limits(
        caller.process(),
        is_executable ? LimitsForExec::Kind::SoftAndHard : LimitsForExec::Kind::Soft);
    MaskForExec mask(caller);
    if (dirfd == AT_FDCWD && flags == 0) {
      return host_result(host_call(
          SYS_execve, path.c_str(), argument_pointers.data(), environment_pointers.data()));
    }
    return host_result(host_call(SYS_execveat,
                                 dirfd,
                                 path.c_str(),
                                 argument_pointers.data(),
                                 environment_pointers.data(),
                                 flags));
  }
  if (!path.empty() && own.empty())
    TRY(host_result(host_call(kFaccessat2, dirfd, path.c_str(), X_OK, AT_EACCESS)));
  if (!script.empty()) {
    TRY(host_result(host_call(kFaccessat2, AT_FDCWD, script[0].c_str(), X_OK, AT_EACCESS)));
    path = arguments_of_script(arguments, std::move(script));
    dirfd = AT_FDCWD;
  }
  std::vector<std::string> words = caller.process().engine_words(
      arguments.empty() ? path : arguments[0], take_engine_variables(environment));
  std::vector<char*> environment_pointers = pointers_to(environment);
  words.push_back(path_for_engine(dirfd, path));
  for (size_t i = 1; i < arguments.size(); ++i) words.push_back(std::move(arguments[i]));
  std::string engine = caller.process().engine_path();
  std::vector<char*> word_pointers = pointers_to(words);
  LimitsForExec limits(caller.process(), LimitsForExec::Kind::Soft);
  MaskForExec mask(caller);
  return host_result(
      host_call(SYS_execve, engine.c_str(), word_pointers.data(), environment_pointers.data()));
}

}  // namespace

SyscallResult sys_execve(Caller& caller, Path path, StringArray argv, Environment envp) {
  return execute(caller, AT_FDCWD, path.address, argv, envp, 0);
}

SyscallResult sys_execveat(
    Caller& caller, DirFd dirfd, Path path, StringArray argv, Environment envp, AtFlags flags) {
  return execute(caller, dirfd, path.address, argv, envp, flags);
}

}  // namespace wali::sys
