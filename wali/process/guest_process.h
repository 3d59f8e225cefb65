#pragma once

#include <atomic>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linker.h"
#include "engine/store.h"
#include "engine/trap.h"
#include "engine/value.h"
#include "loader/module.h"
#include "wali/process.h"
#include "wali/process/guest_thread.h"
#include "wali/syscall_table.h"

namespace wali::process {

/// The Linux process that a module sees: the host process itself, with the module's instance
/// inside.
class GuestProcess : public sys::Process {
 public:
  struct Options {
    std::vector<std::string> arguments;  // argv[0] first
    std::string module_path = {};        // absolute, or empty
    std::string engine = {};  // runs the modules that the guest executes; empty: this program
    void (*define_more_imports)(engine::Linker&) = nullptr;  // beside those of `wali`
    engine::StoreOptions store;
  };

  /// Links the module to the system calls; nothing of it runs yet. Where there is no address space
  /// for guard regions, with explicit bounds.
  static Result<std::unique_ptr<GuestProcess>> create(std::shared_ptr<const loader::Module> module,
                                                      Options options);

  engine::Instance& instance() { return *instance_; }
  jit::BoundsMode bounds() const { return store_options_.compile.bounds; }
  /// Makes what `initialize` and a call of `entry_function` need; false without memory for it.
  bool make_entries(uint32_t entry_function);
  /// Makes now what would otherwise be made when guest code first asks for it: afterwards this
  /// process needs no new code.
  bool make_all_code();
  /// Writes the module's segments and runs its start function.
  std::expected<void, engine::Trap> initialize();
  /// Calls a function of the instance as the main thread.
  std::expected<std::vector<engine::Value>, engine::Trap> call(
      const jit::FunctionRecord& function, std::span<const engine::Value> arguments);

  void end_thread(sys::Caller& caller, int status) override;
  sys::SyscallResult start_thread(sys::Caller& caller,
                                  uint32_t function,
                                  uint32_t argument) override;
  sys::SyscallResult fork(sys::Caller& caller) override;
  std::vector<std::string> engine_words(std::string_view argv0,
                                        std::vector<std::string> variables) const override;
  std::string engine_path() const override;
  std::string module_path() const override { return module_path_; }

  /// The guest's function that `handler` is an index of. Async-signal-safe.
  HandlerCode handler_code(uint32_t handler) const;

 protected:
  sys::SyscallResult apply_signal_action(int signal, const sys::SignalAction& action) override;

 private:
  explicit GuestProcess(Options options);
  void inherit_signals();
  void define_imports();
  Result<void> link(const std::shared_ptr<const loader::Module>& module);
  std::optional<engine::HostFunction> bind(std::string_view name, const loader::FunctionType& type);
  Result<engine::MemoryInstance*> guest_memory();
  bool make_handler_entries();
  void attach(engine::Thread& thread, GuestThread& guest) const;
  static void run_thread(engine::Thread& thread, const engine::ThreadStart& start);
  bool count_thread_out() { return live_threads_.fetch_sub(1) == 1; }

  const std::string module_path_;
  uint64_t blocked_at_start_ = 0;  // of the engine's signals, which the kernel never blocks
  std::string engine_;
  engine::StoreOptions store_options_;
  std::unique_ptr<engine::Store> store_;
  engine::Linker linker_;
  engine::Instance* instance_ = nullptr;
  engine::MemoryInstance* memory_ = nullptr;
  std::optional<uint32_t> stack_pointer_global_;
  HandlerEntries handler_entries_;
  std::optional<GuestThread> main_thread_;
  std::atomic<int> live_threads_ = 1;
  std::atomic<jit::EntryThunk> thread_entry_ = nullptr;
  std::atomic<bool> library_has_threads_ = false;
};

/// Prints the trap on standard error and dies by its signal, as a native program would have. If
/// several threads trap at once, the first one's is told.
[[noreturn]] void die_of(const engine::Trap& trap);

}  // namespace wali::process
