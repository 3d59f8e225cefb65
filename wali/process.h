#pragma once

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wali/errno.h"

/// What handlers know of the guest's process beyond what the kernel keeps for it. Every part that
/// needs the engine is a virtual function, so that handlers run in tests without one.
namespace wali::sys {

class Caller;

/// The guest's registration for one signal, as rt_sigaction stores it.
struct SignalAction {
  static constexpr uint32_t kDefault = 0;
  static constexpr uint32_t kIgnore = 0xfffffffe;

  uint32_t handler = kDefault;  // kDefault, kIgnore or an index into table 0
  uint32_t flags = 0;
  uint32_t restorer = 0;
  uint64_t mask = 0;
};

constexpr int kSignalCount = 64;

class Process {
 public:
  /// `arguments` begin with argv[0].
  explicit Process(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {}
  virtual ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  const std::vector<std::string>& arguments() const { return arguments_; }

  /// A path where the environment of this process can be read as lines NAME=value, made on the
  /// first call; empty if there is no way to provide one. Values with a newline have no such line
  /// and are left out.
  std::string environment_path();
  /// The guest has opened `descriptor`: if that is the environment, ours is no longer needed.
  void note_opened(int descriptor);

  /// True for the first call only.
  bool start() { return !std::exchange(started_, true); }
  bool finish() { return !std::exchange(finished_, true); }

  /// By signal number, 1 to 64.
  const SignalAction& signal_action(int signal) const { return actions_[signal - 1]; }
  /// Records the guest's action and makes the kernel's disposition fit.
  SyscallResult set_signal_action(int signal, const SignalAction& action);

  /// Limits that would hit the engine rather than the guest are kept here and not given to the
  /// kernel.
  struct Limit {
    uint64_t soft, hard;
  };
  static bool is_virtual_limit(int resource);
  std::optional<Limit> virtual_limit(int resource) const;
  void set_virtual_limit(int resource, Limit limit) { limits_[resource] = limit; }

  /// What prctl(PR_GET_DUMPABLE) answers. Only recorded: the kernel's value decides over our own
  /// /proc.
  int dumpable = 1;

  /// Ends the process, all threads included. `status` has been reduced to 8 bits.
  [[noreturn]] virtual void end(int status);
  /// Ends the calling thread; the process with it if it is the last.
  [[noreturn]] virtual void end_thread(Caller& caller, int status);
  /// As fork(2): the child has only the calling thread.
  virtual SyscallResult fork(Caller& caller);
  /// The words that run a module in the place of this process, up to the module's path.
  virtual std::vector<std::string> engine_words(std::string_view argv0) const;
  /// The engine's own executable, in a form that execve understands.
  virtual std::string engine_path() const { return "/proc/self/exe"; }

 protected:
  /// Sets the kernel's disposition for a signal that is not the engine's.
  virtual SyscallResult apply_signal_action(int signal, const SignalAction& action);

 private:
  std::vector<std::string> arguments_;
  std::array<SignalAction, kSignalCount> actions_;
  std::array<std::optional<Limit>, 16> limits_;
  int environment_fd_ = -1;
  bool started_ = false;
  bool finished_ = false;
};

/// Signals that the engine needs for itself: the faults of guest code arrive as these. Guests may
/// register handlers for them and block them, but neither reaches the kernel.
constexpr uint64_t signal_bit(int signal) {
  return uint64_t{1} << (signal - 1);
}
extern const uint64_t kEngineSignals;

}  // namespace wali::sys
