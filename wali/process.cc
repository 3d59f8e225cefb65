#include "wali/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

#include "engine/memory/linear_memory.h"
#include "wali/caller.h"
#include "wali/host_call.h"
#include "wali/struct_layout.h"
#include "wali/thread_end.h"

namespace wali::sys {

const uint64_t kEngineSignals = signal_bit(SIGSEGV) | signal_bit(SIGBUS) | signal_bit(SIGFPE) |
                                signal_bit(SIGILL) | signal_bit(SIGTRAP) | signal_bit(SIGSYS);

namespace {

// One entry a line, then a NUL and those that contain newlines, each with a NUL at its end: a libc
// that knows lines alone still finds the first ones.
std::string environment_text() {
  std::string lines, others;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    std::string_view text = *entry;
    if (!text.contains('=')) continue;
    bool one_line = !text.contains('\n');
    (one_line ? lines : others).append(text) += one_line ? '\n' : '\0';
  }
  return others.empty() ? lines : lines + '\0' + others;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// Out of the way of the low numbers that a program hands out to itself.
int move_up(int fd) {
  constexpr int kHighDescriptor = 900;
  int high = fcntl(fd, F_DUPFD_CLOEXEC, kHighDescriptor);
  if (high < 0) return fd;
  close(fd);
  return high;
}

}  // namespace

Process::~Process() {
  if (environment_fd_ >= 0) close(environment_fd_);
}

std::string Process::environment_path() {
  std::lock_guard lock(mutex_);
  std::string text = environment_text();
  if (environment_fd_ < 0 && !text.empty()) {
    int fd = memfd_create("environment", MFD_CLOEXEC);
    if (fd < 0) return {};
    environment_fd_ = fd = move_up(fd);
    if (!write_all(fd, text)) return {};
  }
  if (environment_fd_ < 0) return {};
  std::string path = "/proc/self/fd/" + std::to_string(environment_fd_);
  return access(path.c_str(), R_OK) == 0 ? path : std::string();
}

void Process::note_opened(int descriptor) {
  int environment = environment_fd_;
  if (environment < 0 || descriptor == environment) return;
  struct stat ours, opened;
  if (fstat(environment, &ours) != 0 || fstat(descriptor, &opened) != 0) return;
  if (ours.st_dev != opened.st_dev || ours.st_ino != opened.st_ino) return;
  if (environment_fd_.compare_exchange_strong(environment, -1)) close(environment);
}

SyscallResult Process::set_signal_action(int signal, const SignalAction& action) {
  std::lock_guard lock(mutex_);
  // Before the kernel knows it, since then it may be wanted.
  if (action.has_handler()) handlers_[signal - 1].store(action);
  TRY(apply_signal_action(signal, action));
  actions_[signal - 1].store(action);
  return 0;
}

SignalAction Process::take_handler(int signal) {
  SignalAction action = handlers_[signal - 1].load();
  if ((action.flags & SA_RESETHAND) != 0) actions_[signal - 1].reset(action);
  return action;
}

// Without guest code there are no handlers.
SyscallResult Process::apply_signal_action(int signal, const SignalAction& action) {
  if ((kEngineSignals & signal_bit(signal)) != 0) return 0;
  KernelSigaction native{};
  native.handler = action.handler == SignalAction::kIgnore ? reinterpret_cast<uint64_t>(SIG_IGN)
                                                           : reinterpret_cast<uint64_t>(SIG_DFL);
  native.flags = action.flags & (SA_NOCLDSTOP | SA_NOCLDWAIT);
  return set_kernel_action(signal, native);
}

void Process::inherit_ignored_signals() {
  for (int signal = 1; signal <= kSignalCount; ++signal) {
    KernelSigaction native;
    short_host_call(SYS_rt_sigaction, signal, nullptr, &native, sizeof native.mask);
    if (native.handler != reinterpret_cast<uint64_t>(SIG_IGN)) continue;
    actions_[signal - 1].store({.handler = SignalAction::kIgnore});
  }
}

SyscallResult Process::set_kernel_action(int signal, const KernelSigaction& action) {
  return host_result(
      short_host_call(SYS_rt_sigaction, signal, &action, nullptr, sizeof action.mask));
}

bool Process::is_virtual_limit(int resource) {
  return resource == RLIMIT_AS || resource == RLIMIT_DATA || resource == RLIMIT_STACK;
}

std::optional<Process::Limit> Process::virtual_limit(int resource) const {
  if (!is_virtual_limit(resource)) return std::nullopt;
  std::lock_guard lock(mutex_);
  return limits_[resource];
}

void Process::set_virtual_limit(int resource, Limit limit) {
  std::lock_guard lock(mutex_);
  limits_[resource] = limit;
}

void Process::end(Caller& caller, int status) {
  mark_robust_futexes(caller);
  for (;;) host_call(SYS_exit_group, status);
}

void Process::end_thread(Caller& caller, int status) {
  end(caller, status);
}

SyscallResult Process::start_thread(Caller&, uint32_t, uint32_t) {
  return failed(EAGAIN);
}

SyscallResult Process::fork(Caller& caller) {
  memory::GuestMappings& mappings = caller.memory().mappings();
  mappings.before_fork();
  pid_t child = ::fork();
  int error = errno;
  child == 0 ? mappings.after_fork_in_child() : mappings.after_fork_in_parent();
  if (child < 0) return failed(error);
  return child;
}

std::vector<std::string> Process::engine_words(std::string_view argv0,
                                               std::vector<std::string> variables) const {
  std::vector<std::string> words{"wali", "run", "--argv0", std::string(argv0)};
  for (std::string& variable : variables) {
    words.emplace_back("--env");
    words.push_back(std::move(variable));
  }
  return words;
}

}  // namespace wali::sys
