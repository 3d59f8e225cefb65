#include "wali/process/guest_process.h"

#include <fmt/format.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <iterator>

#include "engine/atomic_wait.h"
#include "engine/instantiate.h"
#include "engine/invoke.h"
#include "engine/memory/guest_mappings.h"
#include "engine/type_registry.h"
#include "wali/host_call.h"
#include "wali/policy/enforcement.h"
#include "wali/process/page_size.h"
#include "wali/process/setjmp.h"
#include "wali/syscall_table.h"
#include "wali/thread_end.h"
#include "wali/trace/session.h"

namespace wali::process {
namespace {

const loader::FunctionType kPlainHandler{{loader::ValueType::I32}, {}};
const loader::FunctionType kThreadFunction{{loader::ValueType::I32, loader::ValueType::I32}, {}};
const loader::FunctionType kHandlerWithInfo{
    {loader::ValueType::I32, loader::ValueType::I32, loader::ValueType::I32}, {}};

// Linkers leave undefined symbols behind as imports that a run may never reach.
jit::HostResult call_undefined(void*, jit::InstanceData* instance, uint64_t*) {
  engine::Thread::of(instance).raise(jit::TrapReason::HostTrap, "call of an undefined function");
  return jit::HostResult::Trap;
}

// The cancellable system calls of the C library: the number as on x86-64, then six words.
jit::HostResult call_by_number(void*, jit::InstanceData* instance, uint64_t* values) {
  const sys::SyscallRow* row = sys::find_syscall(static_cast<int>(values[0]));
  if (row == nullptr) {
    values[0] = static_cast<uint64_t>(-ENOSYS);
    return jit::HostResult::Ok;
  }
  std::array<uint64_t, 6> words;
  std::copy_n(values + 1, words.size(), words.begin());
  for (size_t i = 0; i < std::min(row->operands.size(), words.size()); ++i) {
    if (!sys::is_64_bit(row->operands[i])) words[i] = static_cast<uint32_t>(words[i]);
  }
  jit::HostResult result = sys::make_call(*row, instance, words.data());
  values[0] = words[0];
  return result;
}

bool is_call_by_number(const loader::FunctionType& type) {
  std::vector<loader::ValueType> params(7, loader::ValueType::I64);
  params[0] = loader::ValueType::I32;
  return type == loader::FunctionType{params, {loader::ValueType::I64}};
}

std::string word_of(jit::PollMode mode) {
  switch (mode) {
    case jit::PollMode::Loop:
      return "--sigpoll=loop";
    case jit::PollMode::Func:
      return "--sigpoll=func";
    case jit::PollMode::All:
      return "--sigpoll=all";
    case jit::PollMode::None:
      break;
  }
  return "--sigpoll=none";
}

/// Which file standard error was when the program began.
struct StandardError {
  struct stat file{};
  bool is_open = fstat(STDERR_FILENO, &file) == 0;

  /// Not if the guest has given the number to something else, which is not for our words.
  bool is_still_there() const {
    struct stat now;
    return is_open && fstat(STDERR_FILENO, &now) == 0 && now.st_dev == file.st_dev &&
           now.st_ino == file.st_ino && now.st_rdev == file.st_rdev;
  }
};
const StandardError& standard_error() {
  static const StandardError kBeginning{};
  return kBeginning;
}

void write_to_stderr(std::string_view text) {
  if (!standard_error().is_still_there()) return;
  while (!text.empty()) {
    ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

}  // namespace

GuestProcess::GuestProcess(Options options)
    : Process(std::move(options.arguments)),
      module_path_(std::move(options.module_path)),
      engine_(std::move(options.engine)),
      store_options_(options.store) {}

Result<std::unique_ptr<GuestProcess>> GuestProcess::create(
    std::shared_ptr<const loader::Module> module, Options options) {
  TRY(check_page_size(*module, memory::host_page_size()));
  auto more_imports = options.define_more_imports;
  std::unique_ptr<GuestProcess> process(new GuestProcess(std::move(options)));
  process->inherit_signals();
  standard_error();
  process->define_imports();
  if (more_imports != nullptr) more_imports(process->linker_);
  auto linked = process->link(module);
  jit::BoundsMode& bounds = process->store_options_.compile.bounds;
  if (!linked && linked.error().kind == ErrorKind::Resource && bounds == jit::BoundsMode::Guard) {
    bounds = jit::BoundsMode::Explicit;
    if (process->link(module)) return process;
  }
  TRY(std::move(linked));
  return process;
}

void GuestProcess::inherit_signals() {
  inherit_ignored_signals();
  uint64_t mine = sys::kEngineSignals;
  uint64_t blocked = 0;
  sys::short_host_call(SYS_rt_sigprocmask, SIG_UNBLOCK, &mine, &blocked, sizeof mine);
  blocked_at_start_ = blocked & mine;
}

void GuestProcess::define_imports() {
  linker_.define_host_module(
      "wali",
      [this](std::string_view name, const loader::FunctionType& type) { return bind(name, type); });
  for (const char* undefined : {"env", "undefined"}) {
    linker_.define_host_module(undefined, [](std::string_view, const loader::FunctionType&) {
      return std::optional(engine::HostFunction{call_undefined});
    });
  }
}

Result<void> GuestProcess::link(const std::shared_ptr<const loader::Module>& module) {
  store_ = TRY(engine::Store::create(store_options_));
  instance_ = TRY(engine::link(*store_, module, linker_));
  memory_ = TRY(guest_memory());
  stack_pointer_global_ = find_stack_pointer(*module);
  main_thread_.emplace(*memory_, *this, stack_pointer_global_);
  main_thread_->is_leader = true;
  main_thread_->blocked_engine_signals = blocked_at_start_;
  attach(store_->thread(), *main_thread_);
  return {};
}

void GuestProcess::attach(engine::Thread& thread, GuestThread& guest) const {
  guest.stack_pointer_cell = guest.stack_pointer(thread.instance(instance_->data()->id));
  thread.host = static_cast<sys::Caller*>(&guest);
  prepare_for_signals(thread);
}

std::optional<engine::HostFunction> GuestProcess::bind(std::string_view name,
                                                       const loader::FunctionType& type) {
  if (auto jump = bind_jump(name, type)) return jump;
  if (name == "__syscall_cp_asm" && is_call_by_number(type))
    return engine::HostFunction{call_by_number};
  auto binding = sys::bind_import(name, type);
  if (!binding) return std::nullopt;
  return engine::HostFunction{binding->callback, binding->data};
}

// A module without memory can still call what takes no pointers.
Result<engine::MemoryInstance*> GuestProcess::guest_memory() {
  if (instance_->memory_count() != 0) return &instance_->memory(0);
  return store_->new_memory({.limits = {0, 0}});
}

bool GuestProcess::make_entries(uint32_t entry_function) {
  static const loader::FunctionType kStartFunction{{}, {}};
  return store_->thunks().entry(kStartFunction) &&
         store_->thunks().entry(instance_->module().function_type(entry_function));
}

bool GuestProcess::make_all_code() {
  return make_handler_entries() && store_->thunks().entry(kThreadFunction);
}

std::expected<void, engine::Trap> GuestProcess::initialize() {
  return engine::initialize(*instance_);
}

std::expected<std::vector<engine::Value>, engine::Trap> GuestProcess::call(
    const jit::FunctionRecord& function, std::span<const engine::Value> arguments) {
  return engine::invoke(*store_, function, arguments);
}

std::vector<std::string> GuestProcess::engine_words(std::string_view argv0,
                                                    std::vector<std::string> variables) const {
  std::vector<std::string> words = Process::engine_words(argv0, std::move(variables));
  std::ranges::move(sys::policy_source().words(), std::back_inserter(words));
  if (!engine_.empty()) words.insert(words.end(), {"--engine", engine_});
  if (std::string log = sys::trace_to_join(); !log.empty()) words.push_back("--trace-log=" + log);
  const jit::CompileOptions& compile = store_options_.compile;
  if (compile.bounds == jit::BoundsMode::Explicit) words.emplace_back("--bounds=explicit");
  if (compile.cpu == jit::CpuFeatures::Baseline) words.emplace_back("--cpu=baseline");
  if (compile.polls != jit::PollMode::None) words.push_back(word_of(compile.polls));
  words.emplace_back("--");
  return words;
}

std::string GuestProcess::engine_path() const {
  return engine_.empty() ? Process::engine_path() : engine_;
}

sys::SyscallResult GuestProcess::start_thread(sys::Caller& caller,
                                              uint32_t function,
                                              uint32_t argument) {
  const loader::Module& module = instance_->module();
  if (module.tables.empty() || !instance_->table(0).holds_functions() ||
      function >= instance_->table(0).length()) {
    return sys::failed(EINVAL);
  }
  const auto* record = reinterpret_cast<jit::FunctionRecord*>(instance_->table(0).get(function));
  if (record == nullptr || engine::canonical_type(record->type_id) != kThreadFunction) {
    return sys::failed(EINVAL);
  }
  auto entry = store_->thunks().entry(kThreadFunction);
  if (!entry) return sys::failed(EAGAIN);
  thread_entry_ = *entry;
  // The new thread handles signals only when it knows itself.
  uint64_t mask = block_signals(*engine::Thread::current());
  ++live_threads_;
  note_thread();
  auto id = store_->threads().start(
      *engine::Thread::current(),
      {run_thread,
       this,
       {mask, reinterpret_cast<uint64_t>(record), argument, caller.blocked_engine_signals}});
  // The host's thread library takes this one for itself when it makes its first thread.
  constexpr int kTakenByLibrary = 33;
  if (sys::SignalAction action = signal_action(kTakenByLibrary);
      id && action.has_handler() && !library_has_threads_.exchange(true)) {
    (void)apply_signal_action(kTakenByLibrary, action);
  }
  set_kernel_mask(mask);
  if (!id) {
    --live_threads_;
    return sys::failed(EAGAIN);
  }
  return *id;
}

void GuestProcess::run_thread(engine::Thread& thread, const engine::ThreadStart& start) {
  auto [mask, record, argument, blocked] = start.words;
  auto& process = *static_cast<GuestProcess*>(start.context);
  GuestThread guest(*process.memory_, process, process.stack_pointer_global_);
  guest.blocked_engine_signals = blocked;
  process.attach(thread, guest);
  set_kernel_mask(mask);
  uint64_t values[] = {static_cast<uint64_t>(start.id), argument};
  bool returned = engine::invoke_words(
      thread, process.thread_entry_, *reinterpret_cast<const jit::FunctionRecord*>(record), values);
  if (!returned && !guest.has_ended) die_of(thread.take_trap());
  stop_signals(thread);
  engine::abandon_waits(thread.stack().top());
  sys::release_futexes(guest);
  if (process.count_thread_out()) process.end(guest, guest.exit_status);
  thread.host = nullptr;
}

// The leader must not run to the end of `main`, and its stack may be anyone's: it leaves on the
// spot and stays behind without a life of its own until the process ends, as on Linux.
void GuestProcess::end_thread(sys::Caller& caller, int status) {
  if (!static_cast<GuestThread&>(caller).is_leader) {
    caller.has_ended = true;
    caller.exit_status = status;
    return;
  }
  stop_signals(*engine::Thread::current());
  sys::release_futexes(caller);
  if (count_thread_out()) end(caller, status);
  for (;;) sys::host_call(SYS_exit, status);
}

sys::SyscallResult GuestProcess::fork(sys::Caller& caller) {
  // A signal that has been noted is the parent's alone.
  uint64_t mask = block_signals(*engine::Thread::current());
  lock_for_fork();
  store_->before_fork();
  pid_t child = ::fork();
  int error = errno;
  child == 0 ? store_->after_fork_in_child() : store_->after_fork_in_parent();
  unlock_after_fork();
  if (child == 0) {
    sys::confine_child();
    live_threads_ = 1;
    static_cast<GuestThread&>(caller).is_leader = true;
    caller.clear_child_tid = 0;
    caller.robust_list = 0;
  }
  set_kernel_mask(mask);
  if (child < 0) return sys::failed(error);
  return child;
}

bool GuestProcess::make_handler_entries() {
  if (handler_entries_.with_info != nullptr) return true;
  auto plain = store_->thunks().entry(kPlainHandler);
  auto with_info = store_->thunks().entry(kHandlerWithInfo);
  if (!plain || !with_info) return false;
  handler_entries_.plain_type = engine::canonical_type_id(kPlainHandler);
  handler_entries_.type_with_info = engine::canonical_type_id(kHandlerWithInfo);
  handler_entries_.plain = *plain;
  handler_entries_.with_info = *with_info;
  return true;
}

HandlerCode GuestProcess::handler_code(uint32_t handler) const {
  using jit::TrapReason;
  auto failed = [](TrapReason reason) { return HandlerCode{.failure = reason}; };
  if (instance_->module().tables.empty()) return failed(TrapReason::UndefinedElement);
  const engine::Table& table = instance_->table(0);
  if (!table.holds_functions() || handler >= table.length()) {
    return failed(TrapReason::UndefinedElement);
  }
  const auto* record = reinterpret_cast<const jit::FunctionRecord*>(table.get(handler));
  if (record == nullptr) return failed(TrapReason::UninitializedElement);
  if (record->type_id == handler_entries_.plain_type) {
    return {record, handler_entries_.plain, false};
  }
  if (record->type_id == handler_entries_.type_with_info) {
    return {record, handler_entries_.with_info, true};
  }
  return failed(TrapReason::IndirectCallTypeMismatch);
}

sys::SyscallResult GuestProcess::apply_signal_action(int signal, const sys::SignalAction& action) {
  bool is_engines = (sys::kEngineSignals & sys::signal_bit(signal)) != 0;
  if (!action.has_handler() && !is_engines) return Process::apply_signal_action(signal, action);
  if (!make_handler_entries()) return sys::failed(ENOMEM);
  constexpr uint64_t kRestorer = 0x04000000;  // SA_RESTORER
  constexpr uint64_t kKernelsFlags =
      SA_NOCLDSTOP | SA_NOCLDWAIT | SA_RESTART | SA_NODEFER | SA_RESETHAND;
  NativeEntry entry = native_signal_entry();
  if (is_engines) {
    sys::KernelSigaction native = {reinterpret_cast<uint64_t>(entry.handler),
                                   SA_SIGINFO | SA_ONSTACK | kRestorer,
                                   reinterpret_cast<uint64_t>(entry.restorer),
                                   0};
    // A fault is another signal for the guest than for the processor: an exhausted stack is found
    // by a trap instruction.
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) TRY(set_kernel_action(fault, native));
    return set_kernel_action(signal, native);
  }
  return set_kernel_action(signal,
                           {reinterpret_cast<uint64_t>(entry.handler),
                            (action.flags & kKernelsFlags) | SA_SIGINFO | kRestorer,
                            reinterpret_cast<uint64_t>(entry.restorer),
                            action.mask & ~sys::kEngineSignals});
}

void die_of(const engine::Trap& trap) {
  static std::atomic<bool> is_dying = false;
  while (is_dying.exchange(true)) pause();
  write_to_stderr("wali: " + engine::describe(trap));
  int signal = engine::signal_of(trap.reason);
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  sigaction(signal, &action, nullptr);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signal);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  raise(signal);
  abort();
}

}  // namespace wali::process
