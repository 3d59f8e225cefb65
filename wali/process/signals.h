#pragma once

#include <signal.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "engine/invoke.h"
#include "engine/thread.h"
#include "wali/process.h"

/// How the guest's signal handlers run. The kernel keeps what there is to keep: dispositions, masks
/// and queues are its own, and a signal with a handler reaches us on the thread that it has chosen,
/// with the guest's mask and flags in force. Where the thread is in guest code, or at an
/// interruptible system call, the guest's handler is called right there, and the kernel's frame
/// below it restores everything. In other host code the signal is noted, and all others are blocked
/// until it has been handled: at the first way back into guest code (see engine/interruption.h).
namespace wali::process {

class GuestThread;

/// A signal that has arrived in host code.
struct NotedSignal {
  siginfo_t info;
  uint64_t mask;  // what was blocked when it arrived
};

/// Of one thread. More than one only if signals arrive while another one is being noted: each then
/// came while the handler of the one before was about to run, with what that blocks.
class NotedSignals {
 public:
  static constexpr size_t kMost = 16;

  /// False if there is no room.
  bool add(const siginfo_t& info, uint64_t mask);
  size_t size() const { return count_; }
  const NotedSignal& operator[](size_t i) const { return signals_[i]; }
  void clear() { count_ = 0; }
  /// Removes the one that came when least was blocked. There must be one, and all signals blocked.
  NotedSignal take_outermost();

 private:
  size_t change_count(size_t by);

  std::array<NotedSignal, kMost> signals_;
  volatile size_t count_ = 0;
};

/// The two types that a handler may have, (i32) and, with siginfo and ucontext, (i32 i32 i32), and
/// how to enter them.
struct HandlerEntries {
  std::atomic<uint32_t> plain_type = 0;  // canonical
  std::atomic<uint32_t> type_with_info = 0;
  std::atomic<jit::EntryThunk> plain = nullptr;
  std::atomic<jit::EntryThunk> with_info = nullptr;
};

/// A handler as found in table 0; `record` is null if it cannot be called, for the reason given.
struct HandlerCode {
  const jit::FunctionRecord* record = nullptr;
  jit::EntryThunk entry = nullptr;
  bool with_info = false;
  jit::TrapReason failure = jit::TrapReason::None;
};

/// Makes `thread` handle signals as `guest`, whose ThreadData::host it is.
void prepare_for_signals(engine::Thread& thread);

/// The kernel's action by which the guest's handlers run.
struct NativeEntry {
  const void* handler;
  const void* restorer;
};
NativeEntry native_signal_entry();

/// Blocks all signals but the engine's in the kernel and handles what has been noted. What was
/// blocked before. A host function that changes the mask without a call to the kernel of the
/// guest's, or forks, does so in between.
uint64_t block_signals(engine::Thread& thread);
void set_kernel_mask(uint64_t mask);

/// When a thread of the guest's ends: no handler runs on it any more, and signals that it has
/// noted go to the process.
void stop_signals(engine::Thread& thread);

}  // namespace wali::process
