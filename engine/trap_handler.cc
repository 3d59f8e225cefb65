#include "engine/trap_handler.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <mutex>

#include "engine/code_registry.h"
#include "engine/machine_context.h"
#include "engine/memory/guarded_access.h"
#include "engine/thread.h"
#include "jit/thunks.h"

// Guest code has no bounds checks and few explicit trap branches: it faults. The handler must tell
// the guest's faults, which the side tables of its code foresee, from bugs in the engine, which
// must stay visible: a fault at any instruction that is no site, or of an address outside of every
// linear memory, goes to whoever handled the signal before, in the end to the kernel's default
// action.

namespace wali::engine {
namespace {

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
struct sigaction previous_actions[std::size(kSignals)];

bool site_explains_signal(const jit::Site& site, int signal, const void* address) {
  switch (site.kind) {
    case jit::SiteKind::MemoryAccess:
      return (signal == SIGSEGV || signal == SIGBUS) && memory::is_in_reservation(address);
    case jit::SiteKind::Trap:
    case jit::SiteKind::BoundsCheck:
      return signal == SIGILL || signal == SIGFPE;
    case jit::SiteKind::Call:
    case jit::SiteKind::Position:
      return false;
  }
  return false;
}

jit::TrapReason reason_of(const jit::Site& site, int signal, const siginfo_t* info) {
  if (site.kind != jit::SiteKind::MemoryAccess) return site.reason;
  bool file_ends = signal == SIGBUS && info->si_code == BUS_ADRERR;
  return file_ends ? jit::TrapReason::MappedFileTooShort : jit::TrapReason::MemoryOutOfBounds;
}

/// The site in guest code that a signal tells of.
std::optional<jit::Site> find_site(int signal, const siginfo_t* info, const void* pc) {
  if (info->si_code <= 0) return std::nullopt;
  RegisteredCode found = find_code(pc);
  if (found.code == nullptr) return std::nullopt;
  auto offset =
      static_cast<uint32_t>(static_cast<const std::byte*>(pc) - found.code->code().begin());
  std::optional<jit::Site> site = found.code->side_tables().site_at(offset);
  if (!site || !site_explains_signal(*site, signal, info->si_addr)) return std::nullopt;
  return site;
}

bool turn_into_trap(int signal, const siginfo_t* info, void* ucontext) {
  Thread* thread = Thread::current();
  if (thread == nullptr) return false;
  MachineState state = interrupted_state(ucontext);
  std::optional<jit::Site> site = find_site(signal, info, state.pc);
  if (!site) return false;

  bool is_access = site->kind == jit::SiteKind::MemoryAccess;
  thread->trap = reason_of(*site, signal, info);
  thread->trap_pc = state.pc;
  thread->trap_sp = state.sp;
  thread->fault_address = is_access ? info->si_addr : nullptr;
  if (site->kind == jit::SiteKind::BoundsCheck) {
    thread->note_guest_fault(state.guest_address);
  }
  thread->capture_backtrace(state.pc, state.sp, false);
  set_interrupted_pc(ucontext, jit::trap_exit());
  set_interrupted_sp(ucontext, thread->entry_sp);
  return true;
}

// Whoever was there before us; with the default action the signal comes again and ends the process
// as a crash should.
void pass_on(int signal, siginfo_t* info, void* ucontext) {
  for (size_t i = 0; i < std::size(kSignals); ++i) {
    if (kSignals[i] != signal) continue;
    const struct sigaction& previous = previous_actions[i];
    if ((previous.sa_flags & SA_SIGINFO) != 0) {
      previous.sa_sigaction(signal, info, ucontext);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
      previous.sa_handler(signal);
    } else if (previous.sa_handler == SIG_DFL || info->si_code > 0) {
      struct sigaction action = {};
      action.sa_handler = SIG_DFL;
      sigaction(signal, &action, nullptr);
      if (info->si_code <= 0) syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), signal);
    }
  }
}

void handle_signal(int signal, siginfo_t* info, void* ucontext) {
  int saved_errno = errno;
  if (info->si_code > 0 && (signal == SIGSEGV || signal == SIGBUS)) {
    const void* pc = interrupted_state(ucontext).pc;
    if (const void* fixup = memory::fault_fixup(pc, signal)) {
      set_interrupted_pc(ucontext, fixup);
      errno = saved_errno;
      return;
    }
  }
  if (!turn_into_trap(signal, info, ucontext)) pass_on(signal, info, ucontext);
  errno = saved_errno;
}

/// SS_AUTODISARM: while a handler runs on the stack the thread has none, and the one that it has
/// afterwards is what the signal's context says.
constexpr int kAutomaticDisarming = static_cast<int>(1u << 31);

/// As an ordinary one where that is unknown, as it is to emulators.
bool set_alternate_stack(void* begin, size_t size) {
  stack_t stack = {.ss_sp = begin, .ss_flags = kAutomaticDisarming, .ss_size = size};
  if (sigaltstack(&stack, nullptr) == 0) return true;
  stack.ss_flags = 0;
  return sigaltstack(&stack, nullptr) == 0;
}

/// The calling thread's alternate stack, while it is ours.
class AlternateStack {
 public:
  AlternateStack() {
    stack_t present;
    if (sigaltstack(nullptr, &present) == 0 && (present.ss_flags & SS_DISABLE) == 0 &&
        present.ss_size >= kSize) {
      set_alternate_stack(present.ss_sp, present.ss_size);
      return;
    }
    void* mapping =
        mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED) return;
    if (set_alternate_stack(mapping, kSize)) {
      mapping_ = mapping;
    } else {
      munmap(mapping, kSize);
    }
  }
  AlternateStack(const AlternateStack&) = delete;
  AlternateStack& operator=(const AlternateStack&) = delete;
  ~AlternateStack() {
    if (mapping_ == nullptr) return;
    stack_t none = {.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    sigaltstack(&none, nullptr);
    munmap(mapping_, kSize);
  }

 private:
  static constexpr size_t kSize = GuestStack::kAlternateSize;
  void* mapping_ = nullptr;
};

}  // namespace

void handle_fault_signal(int signal, siginfo_t* info, void* ucontext) {
  handle_signal(signal, info, ucontext);
}

std::optional<GuestFault> find_guest_fault(const Thread& thread,
                                           int signal,
                                           const siginfo_t* info,
                                           const void* ucontext) {
  MachineState state = interrupted_state(ucontext);
  if (state.pc == faulting_instruction()) {
    return GuestFault{jit::TrapReason::StackExhausted, std::nullopt};
  }
  std::optional<jit::Site> site = find_site(signal, info, state.pc);
  if (!site) return std::nullopt;
  switch (site->kind) {
    case jit::SiteKind::MemoryAccess:
      return GuestFault{reason_of(*site, signal, info), thread.guest_address_of(info->si_addr)};
    case jit::SiteKind::BoundsCheck:
      return GuestFault{site->reason, state.guest_address};
    default:
      return GuestFault{site->reason, std::nullopt};
  }
}

void leave_exhausted_function(Thread& thread, void* ucontext) {
  MachineState state = interrupted_state(ucontext);
  auto* pc = static_cast<const std::byte*>(state.pc);
  const jit::CompiledModule& code = *find_code(pc).code;
  const std::byte* begin = code.code().begin();
  const jit::FunctionCode& function =
      *code.side_tables().function_at(static_cast<uint32_t>(pc - begin));
  thread.exhausted_function = begin + function.begin;
  leave_new_frame(ucontext, static_cast<const std::byte*>(state.sp) + function.frame_size);
  set_interrupted_pc(ucontext, faulting_instruction());
}

void return_to_exhausted_function(const Thread& thread, void* ucontext) {
  set_interrupted_pc(ucontext, thread.exhausted_function);
}

void install_trap_handler() {
  static std::once_flag once;
  std::call_once(once, [] {
    for (size_t i = 0; i < std::size(kSignals); ++i) {
      struct sigaction action = {};
      action.sa_sigaction = handle_signal;
      action.sa_flags = SA_SIGINFO | SA_ONSTACK;
      sigemptyset(&action.sa_mask);
      sigaction(kSignals[i], &action, &previous_actions[i]);
    }
  });
}

void prepare_host_thread() {
  thread_local AlternateStack stack;
}

void prepare_host_thread(std::span<std::byte> alternate_stack) {
  set_alternate_stack(alternate_stack.data(), alternate_stack.size());
}

}  // namespace wali::engine
