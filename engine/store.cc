#include "engine/store.h"

#include <fmt/format.h>

#include <cstring>

#include "engine/atomic_wait.h"
#include "engine/instance.h"
#include "engine/trap_handler.h"
#include "engine/type_registry.h"

namespace wali::engine {

Result<std::unique_ptr<Store>> Store::create(const StoreOptions& options) {
  install_trap_handler();
  std::unique_ptr<Store> store(new Store(options));
  auto thread = Thread::create(store->thunks_, options.stack_size);
  if (!thread) {
    return failure(ErrorKind::Resource,
                   fmt::format("no memory for the guest's stack: {}", strerror(thread.error())));
  }
  store->thread_ = std::move(*thread);
  store->threads_ = std::make_unique<ThreadPool>(store->thunks_, options.stack_size);
  return store;
}

Store::Store(const StoreOptions& options) : options_(options) {}

Store::~Store() = default;

Result<const jit::CompiledModule*> Store::code_of(
    const std::shared_ptr<const loader::Module>& module) {
  std::lock_guard lock(mutex_);
  for (const Code& code : codes_) {
    if (code.module == module) return code.code.get();
  }
  auto code = TRY(jit::compile_module(*module, TRY(canonical_type_ids(*module)), options_.compile));
  auto registration = std::make_unique<CodeRegistration>(*code, *module);
  codes_.push_back({module, std::move(code), std::move(registration)});
  return codes_.back().code.get();
}

Result<jit::FunctionRecord*> Store::host_function(const loader::FunctionType& type,
                                                  const HostFunction& function) {
  std::lock_guard lock(mutex_);
  HostFunctionKey key{canonical_type_id(type),
                      reinterpret_cast<uintptr_t>(function.callback),
                      function.data,
                      function.kind};
  auto [entry, is_new] = host_functions_.try_emplace(key);
  if (is_new) {
    auto stub = thunks_.host_stub(type, function.callback, function.data, function.kind);
    if (!stub) {
      host_functions_.erase(entry);
      return failure(ErrorKind::Resource,
                     fmt::format("no executable memory: {}", strerror(stub.error())));
    }
    entry->second = {
        .code = *stub, .type_id = std::get<0>(key), .function = 0, .instance = nullptr};
  }
  return &entry->second;
}

Result<Table*> Store::new_table(const loader::TableType& type,
                                const jit::InstanceData* private_to) {
  auto table = TRY(Table::create(type, private_to));
  std::lock_guard lock(mutex_);
  tables_.push_back(std::move(table));
  return tables_.back().get();
}

Result<MemoryInstance*> Store::new_memory(const loader::MemoryType& type) {
  auto memory = TRY(MemoryInstance::create(type, options_.compile.bounds));
  std::lock_guard lock(mutex_);
  memories_.push_back(std::move(memory));
  return memories_.back().get();
}

Tag* Store::new_tag(uint32_t type_id) {
  return &tags_.emplace_back(type_id);
}

Global Store::new_global(const loader::GlobalType& type, uint64_t bits) {
  std::lock_guard lock(mutex_);
  globals_.push_back({{bits, 0}});
  return {type, &globals_.back()};
}

Instance& Store::adopt(std::unique_ptr<Instance> instance) {
  std::lock_guard lock(mutex_);
  instances_.push_back(std::move(instance));
  return *instances_.back();
}

// In the order in which locks nest; none is held while waiting for a thread.
void Store::before_fork() {
  mutex_.lock();
  table_growth_.lock();
  for (const auto& memory : memories_) memory->linear().mappings().before_fork();
  threads_->before_fork();
  thunks_.before_fork();
  types_before_fork();
}

void Store::after_fork_in_parent() {
  types_after_fork();
  thunks_.after_fork();
  threads_->after_fork_in_parent();
  for (const auto& memory : memories_) memory->linear().mappings().after_fork_in_parent();
  table_growth_.unlock();
  mutex_.unlock();
}

void Store::after_fork_in_child() {
  types_after_fork();
  thunks_.after_fork();
  threads_->after_fork_in_child();
  for (const auto& memory : memories_) memory->linear().mappings().after_fork_in_child();
  forget_waiters();
  table_growth_.unlock();
  mutex_.unlock();
}

}  // namespace wali::engine
