#pragma once

#include <sys/types.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wali/errno.h"
#include "wali/struct_layout.h"

/// What handlers know of the guest's process beyond what the kernel keeps for it. Every part that
/// needs the engine is a virtual function, so that handlers run in tests without one. Thread-safe.
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

  bool has_handler() const { return handler != kDefault && handler != kIgnore; }
};

/// One that a signal handler may read while another thread changes it. The mask stands apart: a
/// reader may see that of the action before or after.
class AtomicSignalAction {
 public:
  SignalAction load() const {
    uint64_t word = handler_and_flags_;
    return {static_cast<uint32_t>(word), static_cast<uint32_t>(word >> 32), restorer_, mask_};
  }
  void store(const SignalAction& action) {
    restorer_ = action.restorer;
    mask_ = action.mask;
    handler_and_flags_ = word_of(action.handler, action.flags);
  }
  /// The default action if it still is that handler with those flags.
  void reset(const SignalAction& handler) {
    uint64_t expected = word_of(handler.handler, handler.flags);
    handler_and_flags_.compare_exchange_strong(expected,
                                               word_of(SignalAction::kDefault, handler.flags));
  }

 private:
  static uint64_t word_of(uint32_t handler, uint32_t flags) {
    return uint64_t{flags} << 32 | handler;
  }

  std::atomic<uint64_t> handler_and_flags_ = SignalAction::kDefault;
  std::atomic<uint64_t> mask_ = 0;
  std::atomic<uint32_t> restorer_ = 0;
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

  /// Whether other threads may have looked on since the process began.
  bool has_had_threads() const { return has_had_threads_.load(std::memory_order_relaxed); }

  /// True for the first call only.
  bool start() { return !started_.exchange(true); }
  bool finish() { return !finished_.exchange(true); }

  /// By signal number, 1 to 64. Async-signal-safe.
  SignalAction signal_action(int signal) const { return actions_[signal - 1].load(); }
  /// Records the guest's action and makes the kernel's disposition fit.
  SyscallResult set_signal_action(int signal, const SignalAction& action);
  /// What a signal that was sent while it had a handler is handled by, whatever its action is now.
  /// If that was for one time only, it is the default action from now on. Async-signal-safe.
  SignalAction take_handler(int signal);

  /// Limits that would hit the engine rather than the guest are kept here and not given to the
  /// kernel.
  struct Limit {
    uint64_t soft, hard;
  };
  static bool is_virtual_limit(int resource);
  std::optional<Limit> virtual_limit(int resource) const;
  void set_virtual_limit(int resource, Limit limit);

  /// Ends the process, all threads included. `status` has been reduced to 8 bits.
  [[noreturn]] void end(Caller& caller, int status);
  /// Ends the calling thread; the process with it if it is the last. If it returns, the thread's
  /// frames are still to be left: Caller::has_ended is set.
  virtual void end_thread(Caller& caller, int status);
  /// Starts a thread that calls function `function` of table 0, of type (i32 i32) -> (), with its
  /// own id and `argument`. The thread's id.
  virtual SyscallResult start_thread(Caller& caller, uint32_t function, uint32_t argument);
  /// As fork(2): the child has only the calling thread.
  virtual SyscallResult fork(Caller& caller);
  /// The absolute path of the module; empty if there is none.
  virtual std::string module_path() const { return {}; }
  /// The words that run a module in the place of this process, up to the module's path, with
  /// `variables` in its environment beside those that the engine finds in its own.
  virtual std::vector<std::string> engine_words(std::string_view argv0,
                                                std::vector<std::string> variables) const;
  /// The engine's own executable, in a form that execve understands.
  virtual std::string engine_path() const { return "/proc/thread-self/exe"; }

 protected:
  /// Records which signals the process ignores from its beginning on.
  void inherit_ignored_signals();
  /// As rt_sigaction(2) has it on 64-bit hosts.
  static SyscallResult set_kernel_action(int signal, const KernelSigaction& action);
  /// Sets the kernel's disposition; for a signal of the engine's as far as that needs it.
  virtual SyscallResult apply_signal_action(int signal, const SignalAction& action);
  /// Around fork, in both processes.
  void lock_for_fork() { mutex_.lock(); }
  void unlock_after_fork() { mutex_.unlock(); }
  void note_thread() { has_had_threads_ = true; }

 private:
  std::vector<std::string> arguments_;
  mutable std::mutex
      mutex_;  // guards limits_, changes of actions and the making of the environment
  std::array<AtomicSignalAction, kSignalCount> actions_;
  std::array<AtomicSignalAction, kSignalCount> handlers_;  // the last actions that were handlers
  std::array<std::optional<Limit>, 16> limits_;
  std::atomic<int> environment_fd_ = -1;
  std::atomic<bool> has_had_threads_ = false;
  std::atomic<bool> started_ = false;
  std::atomic<bool> finished_ = false;
};

/// Signals that the engine needs for itself: the faults of guest code arrive as these. Guests may
/// register handlers for them and block them, but neither reaches the kernel.
constexpr uint64_t signal_bit(int signal) {
  return uint64_t{1} << (signal - 1);
}
extern const uint64_t kEngineSignals;

}  // namespace wali::sys
