#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

#include "engine/code_registry.h"
#include "engine/global.h"
#include "engine/host_function.h"
#include "engine/memory_instance.h"
#include "engine/table.h"
#include "engine/tag.h"
#include "engine/thread.h"
#include "engine/thread_pool.h"
#include "jit/compile.h"
#include "jit/thunks.h"
#include "loader/module.h"
#include "loader/result.h"

/// Owner of everything that exists at run time. What it holds lives until the store ends; so does
/// the code. Guest threads run freely beside each other; linking and instantiating, by contrast, is
/// done by one thread at a time.
namespace wali::engine {

class Instance;

struct StoreOptions {
  jit::CompileOptions compile;
  size_t stack_size = GuestStack::kDefaultSize;
};

class Store {
 public:
  /// Also makes the process's trap handler ready.
  static Result<std::unique_ptr<Store>> create(const StoreOptions& options = {});
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store();

  /// The thread that instantiates and runs.
  Thread& thread() { return *thread_; }
  /// All further ones.
  ThreadPool& threads() { return *threads_; }
  jit::Thunks& thunks() { return thunks_; }
  const StoreOptions& options() const { return options_; }

  /// The code of a module, compiled when it is first asked for.
  Result<const jit::CompiledModule*> code_of(const std::shared_ptr<const loader::Module>& module);

  /// A host function as Wasm code sees it; equal definitions share one record.
  Result<jit::FunctionRecord*> host_function(const loader::FunctionType& type,
                                             const HostFunction& function);
  Result<Table*> new_table(const loader::TableType& type,
                           const jit::InstanceData* private_to = nullptr);
  Result<MemoryInstance*> new_memory(const loader::MemoryType& type);
  /// `type_id` is canonical.
  Tag* new_tag(uint32_t type_id);
  /// A global that belongs to no instance.
  Global new_global(const loader::GlobalType& type, uint64_t bits);
  Instance& adopt(std::unique_ptr<Instance> instance);

  /// Held while a table grows.
  std::mutex& table_growth() { return table_growth_; }

  /// Around fork(2), which only the calling thread survives: so that no other one can leave a lock
  /// held or a structure half changed in the child.
  void before_fork();
  void after_fork_in_parent();
  void after_fork_in_child();

  const std::vector<std::unique_ptr<MemoryInstance>>& memories() const { return memories_; }
  const std::vector<std::unique_ptr<Instance>>& instances() const { return instances_; }

 private:
  explicit Store(const StoreOptions& options);

  struct Code {
    std::shared_ptr<const loader::Module> module;
    std::unique_ptr<jit::CompiledModule> code;
    std::unique_ptr<CodeRegistration> registration;
  };
  // Type id, callback, data and kind.
  using HostFunctionKey = std::tuple<uint32_t, uintptr_t, void*, jit::StubKind>;

  StoreOptions options_;
  jit::Thunks thunks_;
  std::unique_ptr<Thread> thread_;
  std::vector<Code> codes_;
  std::map<HostFunctionKey, jit::FunctionRecord> host_functions_;
  std::vector<std::unique_ptr<Table>> tables_;
  std::vector<std::unique_ptr<MemoryInstance>> memories_;
  std::deque<jit::GlobalCell> globals_;
  std::deque<Tag> tags_;
  std::vector<std::unique_ptr<Instance>> instances_;
  std::mutex table_growth_;
  std::mutex mutex_;                     // guards everything above that can grow
  std::unique_ptr<ThreadPool> threads_;  // first to end: its threads use the rest
};

}  // namespace wali::engine
