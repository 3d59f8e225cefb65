#include "wali/process/signals.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>

#include "engine/interruption.h"
#include "engine/machine_context.h"
#include "engine/raise.h"
#include "engine/trap_handler.h"
#include "wali/host_call.h"
#include "wali/process/guest_process.h"
#include "wali/process/guest_thread.h"
#include "wali/process/signal_entry.h"
#include "wali/struct_layout.h"
#include "wali/trace/tracer.h"

// Everything here may run inside of a signal handler that has interrupted anything at all, itself
// included: no locks, no allocation, and whatever it changes in the thread it changes back in the
// reverse order.

namespace wali::process {
namespace {

using engine::GuestStack;
using engine::Interruption;
using engine::Place;
using sys::kEngineSignals;
using sys::signal_bit;
using sys::SignalAction;

constexpr uint64_t kAllSignals = ~uint64_t{0};
/// LLVM lets functions that call nothing use this many bytes below `__stack_pointer` without
/// lowering it.
constexpr uint32_t kRedZone = 128;
constexpr uint32_t kStackAlignment = 16;

uint64_t block_all() {
  uint64_t wanted = kAllSignals & ~kEngineSignals, before = 0;
  sys::short_host_call(SYS_rt_sigprocmask, SIG_SETMASK, &wanted, &before, sizeof wanted);
  return before;
}

/// Sends the signal to the calling thread once more, as it was.
void send_again(siginfo_t info) {
  sys::short_host_call(
      SYS_rt_tgsigqueueinfo, getpid(), sys::short_host_call(SYS_gettid), info.si_signo, &info);
}

/// What the handler is called with, and where.
struct Frame {
  uint32_t info = 0;
  uint32_t context = 0;
  uint32_t stack_pointer = 0;
};

sys::GuestSignalContext guest_context(const GuestThread& guest, uint64_t mask) {
  sys::GuestSignalContext context{};
  context.stack = {
      guest.alternate_stack.sp, guest.alternate_stack.flags, guest.alternate_stack.size};
  context.mask = mask | guest.blocked_engine_signals;
  return context;
}

uint32_t take(uint32_t& stack_pointer, uint32_t size) {
  stack_pointer = (stack_pointer - size) & ~(kStackAlignment - 1);
  return stack_pointer;
}

/// False if the guest has no stack there.
bool lay_out(const GuestThread& guest,
             const siginfo_t& info,
             const SignalAction& action,
             bool with_info,
             uint64_t mask,
             uint32_t stack_pointer,
             uint32_t fault_address,
             Frame& frame) {
  bool switches = (action.flags & SA_ONSTACK) != 0 && guest.alternate_stack.is_enabled() &&
                  !guest.alternate_stack.contains(stack_pointer);
  frame.stack_pointer = switches ? guest.alternate_stack.top() : stack_pointer - kRedZone;
  take(frame.stack_pointer, 0);
  if (!with_info) return true;
  frame.context = take(frame.stack_pointer, sizeof(sys::GuestSignalContext));
  frame.info = take(frame.stack_pointer, sizeof(sys::GuestSignalInfo));
  return guest.store(frame.context, guest_context(guest, mask)) &&
         guest.store(frame.info, sys::guest_signal_info(info, fault_address));
}

uint64_t mask_during(const SignalAction& action, int signal, uint64_t before) {
  uint64_t mask = before | action.mask;
  if ((action.flags & SA_NODEFER) == 0) mask |= signal_bit(signal);
  return mask;
}

[[noreturn]] void die(engine::Thread& thread, jit::TrapReason reason) {
  thread.raise(reason);
  die_of(thread.take_trap());
}

/// The reservation is mapped without access, so that the kernel knows no page that is missing.
int segv_code(const GuestThread& guest, const engine::GuestFault& fault, const siginfo_t& native) {
  bool is_refused = native.si_signo == SIGSEGV && native.si_code == SEGV_ACCERR && fault.address &&
                    guest.memory().mappings().is_mapped(memory::GuestAddress{*fault.address});
  return is_refused ? SEGV_ACCERR : SEGV_MAPERR;
}

/// As sent by the kernel for a fault of guest code.
siginfo_t fault_info(const GuestThread& guest,
                     const engine::GuestFault& fault,
                     const siginfo_t& native) {
  siginfo_t info{};
  info.si_signo = engine::signal_of(fault.reason);
  info.si_errno = 0;
  switch (info.si_signo) {
    case SIGSEGV:
      info.si_code = segv_code(guest, fault, native);
      break;
    case SIGBUS:
      info.si_code = fault.reason == jit::TrapReason::MappedFileTooShort ? BUS_ADRERR : BUS_ADRALN;
      break;
    case SIGFPE:
      info.si_code = FPE_INTDIV;
      break;
    default:
      info.si_code = ILL_ILLOPN;
      break;
  }
  return info;
}

/// How a handler has come to its end, unless by a jump.
enum class Outcome : uint8_t {
  Returned,
  Ended,   // with its thread, whose frames are still to be left
  Thrown,  // by an exception, which is pending, for whoever called the host
};

/// Calls the guest's handler. `mask` is what is blocked when it has returned, and may be changed by
/// it.
Outcome run_handler(engine::Thread& thread,
                    const siginfo_t& info,
                    const SignalAction& action,
                    uint64_t& mask,
                    const Interruption* interruption,
                    uint32_t fault_address = 0) {
  auto& guest = static_cast<GuestThread&>(*static_cast<sys::Caller*>(thread.host));
  sys::trace_signal(info);
  HandlerCode code = static_cast<GuestProcess&>(guest.process()).handler_code(action.handler);
  if (code.record == nullptr) die(thread, code.failure);
  jit::GlobalCell* cell = guest.stack_pointer_cell;
  auto before = cell != nullptr ? static_cast<uint32_t>(cell->words[0]) : 0;
  Frame frame;
  if (cell != nullptr) {
    if (!lay_out(guest, info, action, code.with_info, mask, before, fault_address, frame)) {
      die(thread, jit::TrapReason::MemoryOutOfBounds);
    }
    cell->words[0] = frame.stack_pointer;
  }
  sys::Caller::AlternateStack stack_before = guest.alternate_stack;
  if (stack_before.disarms()) guest.alternate_stack = {};
  uint64_t blocked_before = guest.blocked_engine_signals;
  guest.blocked_engine_signals |= mask_during(action, info.si_signo, 0) & kEngineSignals;
  uint64_t values[] = {static_cast<uint32_t>(info.si_signo), frame.info, frame.context};
  bool returned = engine::invoke_words(thread, code.entry, *code.record, values, interruption);
  if (!returned && guest.has_ended) return Outcome::Ended;
  if (!returned) {
    jit::Exception* exception = thread.take_uncaught();
    if (exception == nullptr) die_of(thread.take_trap());
    thread.throw_exception(exception);
    return Outcome::Thrown;
  }
  if (cell != nullptr) cell->words[0] = before;
  guest.blocked_engine_signals = blocked_before;
  if (stack_before.disarms()) guest.alternate_stack = stack_before;
  if (frame.context != 0) {
    auto wanted = guest.load<uint64_t>(frame.context + offsetof(sys::GuestSignalContext, mask));
    if (wanted) {
      guest.blocked_engine_signals = *wanted & kEngineSignals;
      mask = *wanted & ~kEngineSignals;
    }
  }
  return Outcome::Returned;
}

/// All signals must be blocked. When a handler has returned they are as they were when the signal
/// came. Of several signals the one that came first is the outermost, natively: its handler meets
/// the others at its beginning.
Outcome handle_noted(engine::Thread& thread, const Interruption* interruption) {
  auto& guest = static_cast<GuestThread&>(*static_cast<sys::Caller*>(thread.host));
  NotedSignal noted = guest.noted_signals.take_outermost();
  thread.interrupted = guest.noted_signals.size() != 0;
  int signal = noted.info.si_signo;
  SignalAction action = guest.process().take_handler(signal);
  uint64_t mask = noted.mask;
  if (thread.interrupted == 0) set_kernel_mask(mask_during(action, signal, mask));
  Outcome outcome = run_handler(thread, noted.info, action, mask, interruption);
  if (outcome != Outcome::Returned) return outcome;
  // What has come since was noted with the mask of this handler.
  block_all();
  while (thread.interrupted != 0) {
    outcome = handle_noted(thread, interruption);
    if (outcome != Outcome::Returned) return outcome;
    block_all();
  }
  set_kernel_mask(mask);
  return Outcome::Returned;
}

// Leaves the activation, and with it all host frames above the guest's.
[[noreturn]] void leave_ended_thread(engine::Thread& thread) {
  thread.interrupted = 0;
  jit::NativeContext exit{};
  exit.pc = reinterpret_cast<uint64_t>(jit::trap_exit());
  exit.sp = reinterpret_cast<uint64_t>(thread.entry_sp);
  exit.instance = thread.root();
  jit::resume_context(exit, 0);
}

[[noreturn]] void throw_pending(engine::Thread& thread) {
  engine::throw_at_host_call(thread, thread.take_pending_exception());
}

/// Where an interruptible call goes on whose handler has thrown, as if it had called this.
[[noreturn]] void throw_from_call() {
  throw_pending(*engine::Thread::current());
}

void on_interruption(jit::ThreadData* data, const jit::NativeContext* resumed) {
  auto& thread = static_cast<engine::Thread&>(*data);
  int saved_errno = errno;
  Interruption interruption{.resumed = resumed};
  Outcome outcome = handle_noted(thread, resumed != nullptr ? &interruption : nullptr);
  if (outcome == Outcome::Thrown) throw_pending(thread);
  if (outcome == Outcome::Ended) {
    block_all();
    leave_ended_thread(thread);
  }
  errno = saved_errno;
}

/// Back to the test, if the signal has come after it.
bool stop_leaving(void* ucontext) {
  auto* pc = static_cast<const char*>(engine::interrupted_state(ucontext).pc);
  if (pc < wali_signal_leave || pc >= wali_signal_leave_end) return false;
  if (pc >= wali_signal_leave_popped) {
    auto* sp = static_cast<const std::byte*>(engine::interrupted_state(ucontext).sp);
    engine::set_interrupted_sp(ucontext, sp - kSignalEntryFrame);
  }
  engine::set_interrupted_pc(ucontext, wali_signal_leave);
  return true;
}

void note(engine::Thread& thread, const siginfo_t& info, void* ucontext) {
  auto& guest = static_cast<GuestThread&>(*static_cast<sys::Caller*>(thread.host));
  uint64_t& mask = engine::interrupted_mask(ucontext);
  if (!guest.noted_signals.add(info, mask)) send_again(info);
  thread.interrupted = 1;
  mask = kAllSignals & ~kEngineSignals;
}

/// After a handler has run. True if the thread goes on in guest code, or at a call that must see
/// first what has been noted meanwhile.
bool finish(engine::Thread& thread, Outcome outcome, void* ucontext) {
  if (outcome == Outcome::Returned) return true;
  engine::interrupted_mask(ucontext) = block_all();
  if (outcome == Outcome::Thrown) {
    engine::set_interrupted_pc(ucontext, reinterpret_cast<const void*>(throw_from_call));
    return false;
  }
  thread.interrupted = 0;
  engine::interrupted_mask(ucontext) = kAllSignals & ~kEngineSignals;
  engine::set_interrupted_pc(ucontext, jit::trap_exit());
  engine::set_interrupted_sp(ucontext, thread.entry_sp);
  return true;
}

/// True if the handler runs on the guest's stack. If not, the thread gets back to where it was
/// without its alternate stack, so that the signal comes again there.
bool is_on_guest_stack(engine::Thread& thread, GuestThread& guest, void* ucontext) {
  stack_t& stack = engine::interrupted_alternate_stack(ucontext);
  if (!thread.stack().contains(__builtin_frame_address(0))) {
    guest.host_alternate_stack = stack;
    stack = {.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    return false;
  }
  if ((stack.ss_flags & SS_DISABLE) != 0) {
    stack = guest.host_alternate_stack;
    sys::short_host_call(SYS_sigaltstack, &stack, nullptr);
  }
  return true;
}

/// Whether the guest's handler can run although the stack of what it interrupts is exhausted.
bool handles_exhaustion(const engine::Thread& thread, const GuestThread& guest, int signal) {
  bool switches = (guest.process().signal_action(signal).flags & SA_ONSTACK) != 0 &&
                  guest.alternate_stack.is_enabled();
  return switches && thread.stack_limit == thread.stack().limit();
}

void restore_default(int signal) {
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  sigaction(signal, &action, nullptr);
}

/// A fault of guest code, or a signal of that number that somebody has sent. As wali_handle_signal.
bool handle_engine_signal(engine::Thread* thread, int signal, siginfo_t* info, void* ucontext) {
  if (thread == nullptr || thread->host == nullptr) {
    engine::handle_fault_signal(signal, info, ucontext);
    return false;
  }
  auto& guest = static_cast<GuestThread&>(*static_cast<sys::Caller*>(thread->host));
  auto fault = engine::find_guest_fault(*thread, signal, info, ucontext);
  int number = fault ? engine::signal_of(fault->reason) : signal;
  bool is_sent = info->si_code <= 0;
  bool is_blocked = (guest.blocked_engine_signals & signal_bit(number)) != 0;
  bool has_handler = guest.process().signal_action(number).has_handler();
  if (is_sent && is_blocked) {
    guest.held_engine_signals |= signal_bit(number);
    return false;
  }
  if (is_sent && !has_handler) {
    if (guest.process().signal_action(number).handler == SignalAction::kIgnore) return false;
    restore_default(number);
    send_again(*info);
    return false;
  }
  bool is_exhausted = fault && fault->reason == jit::TrapReason::StackExhausted;
  bool has_stack = !is_exhausted || handles_exhaustion(*thread, guest, number);
  if ((!fault && !is_sent) || is_blocked || !has_handler || !has_stack) {
    engine::handle_fault_signal(signal, info, ucontext);
    return false;
  }
  if (!is_on_guest_stack(*thread, guest, ucontext)) {
    if (is_sent) send_again(*info);
    if (is_exhausted) engine::leave_exhausted_function(*thread, ucontext);
    return false;
  }
  if (is_exhausted) engine::return_to_exhausted_function(*thread, ucontext);
  if (!fault && (stop_leaving(ucontext) || engine::settle(*thread, ucontext) == Place::Host)) {
    note(*thread, *info, ucontext);
    return false;
  }
  siginfo_t told = fault ? fault_info(guest, *fault, *info) : *info;
  SignalAction action = guest.process().take_handler(number);
  uint64_t& mask = engine::interrupted_mask(ucontext);
  set_kernel_mask(mask_during(action, number, mask));
  engine::Interruption interruption{.ucontext = ucontext};
  bool in_guest_code = thread->exit_sp == nullptr;
  void* stack_limit = thread->stack_limit;
  if (is_exhausted) thread->set_stack_limit(thread->stack().limit() - GuestStack::kHandlerRoom);
  Outcome outcome = run_handler(*thread,
                                told,
                                action,
                                mask,
                                in_guest_code ? &interruption : nullptr,
                                fault ? static_cast<uint32_t>(fault->address.value_or(0)) : 0);
  thread->set_stack_limit(stack_limit);
  return finish(*thread, outcome, ucontext);
}

}  // namespace

// In one step, since a signal may come in between. The thread sanitizer would take a lock for it,
// which the interrupted code may hold.
[[gnu::no_sanitize_thread]] size_t NotedSignals::change_count(size_t by) {
  return __atomic_fetch_add(&count_, by, __ATOMIC_RELAXED);
}

bool NotedSignals::add(const siginfo_t& info, uint64_t mask) {
  size_t place = change_count(1);
  if (place >= kMost) {
    change_count(size_t{0} - 1);
    return false;
  }
  signals_[place] = {info, mask};
  return true;
}

NotedSignal NotedSignals::take_outermost() {
  size_t count = count_;
  auto end = signals_.begin() + static_cast<ptrdiff_t>(count);
  auto outermost = std::min_element(signals_.begin(), end, [](const auto& a, const auto& b) {
    return std::popcount(a.mask) < std::popcount(b.mask);
  });
  NotedSignal taken = *outermost;
  std::move(outermost + 1, end, outermost);
  count_ = count - 1;
  return taken;
}

void prepare_for_signals(engine::Thread& thread) {
  thread.on_interruption = on_interruption;
}

NativeEntry native_signal_entry() {
  return {reinterpret_cast<const void*>(wali_signal_entry),
          reinterpret_cast<const void*>(wali_signal_restorer)};
}

uint64_t block_signals(engine::Thread& thread) {
  uint64_t before = block_all();
  while (thread.interrupted != 0) {
    on_interruption(&thread, nullptr);
    before = block_all();
  }
  return before;
}

void stop_signals(engine::Thread& thread) {
  block_all();
  auto& guest = static_cast<GuestThread&>(*static_cast<sys::Caller*>(thread.host));
  for (size_t i = 0; i < guest.noted_signals.size(); ++i) {
    const siginfo_t& info = guest.noted_signals[i].info;
    sys::short_host_call(SYS_rt_sigqueueinfo, getpid(), info.si_signo, &info);
  }
  guest.noted_signals.clear();
  thread.interrupted = 0;
}

void set_kernel_mask(uint64_t mask) {
  mask &= ~kEngineSignals;
  sys::short_host_call(SYS_rt_sigprocmask, SIG_SETMASK, &mask, nullptr, sizeof mask);
}

}  // namespace wali::process

using namespace wali;           // NOLINT: for the two functions below
using namespace wali::process;  // NOLINT

bool wali_handle_signal(int signal, siginfo_t* info, void* ucontext) {
  int saved_errno = errno;
  engine::Thread* thread = engine::Thread::current();
  if ((sys::kEngineSignals & sys::signal_bit(signal)) != 0) {
    bool is_handled = handle_engine_signal(thread, signal, info, ucontext);
    errno = saved_errno;
    return is_handled;
  }
  bool is_guests = thread != nullptr && thread->host != nullptr &&
                   !static_cast<sys::Caller*>(thread->host)->has_ended;
  if (!is_guests) {
    // Another thread is meant, now or when there is one.
    engine::interrupted_mask(ucontext) |= sys::signal_bit(signal);
    sys::short_host_call(SYS_rt_sigqueueinfo, getpid(), signal, info);
    errno = saved_errno;
    return false;
  }
  engine::Place place =
      stop_leaving(ucontext) ? engine::Place::Host : engine::settle(*thread, ucontext);
  if (place == engine::Place::Host) {
    note(*thread, *info, ucontext);
    errno = saved_errno;
    return false;
  }
  auto& guest = static_cast<GuestThread&>(*static_cast<sys::Caller*>(thread->host));
  sys::SignalAction action = guest.process().take_handler(signal);
  engine::Interruption interruption{.ucontext = ucontext};
  Outcome outcome = run_handler(*thread,
                                *info,
                                action,
                                engine::interrupted_mask(ucontext),
                                place == engine::Place::Guest ? &interruption : nullptr);
  bool goes_on = finish(*thread, outcome, ucontext);
  errno = saved_errno;
  return goes_on;
}

bool wali_handle_noted(void* ucontext) {
  engine::Thread& thread = *engine::Thread::current();
  engine::Interruption interruption{.ucontext = ucontext};
  bool in_guest_code = thread.exit_sp == nullptr;
  return finish(thread, handle_noted(thread, in_guest_code ? &interruption : nullptr), ucontext);
}
