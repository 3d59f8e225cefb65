#include "engine/store.h"

#include <fmt/format.h>

#include <cstring>

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
  return store;
}

Store::Store(const StoreOptions& options) : options_(options) {}

Store::~Store() = default;

Result<const jit::CompiledModule*> Store::code_of(
    const std::shared_ptr<const loader::Module>& module) {
  for (const Code& code : codes_) {
    if (code.module == module) return code.code.get();
  }
  auto code = TRY(jit::compile_module(*module, canonical_type_ids(*module), options_.compile));
  auto registration = std::make_unique<CodeRegistration>(*code, *module);
  codes_.push_back({module, std::move(code), std::move(registration)});
  return codes_.back().code.get();
}

Result<jit::FunctionRecord*> Store::host_function(const loader::FunctionType& type,
                                                  const HostFunction& function) {
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
  tables_.push_back(TRY(Table::create(type, private_to)));
  return tables_.back().get();
}

Result<MemoryInstance*> Store::new_memory(const loader::MemoryType& type) {
  memories_.push_back(TRY(MemoryInstance::create(type, options_.compile.bounds)));
  return memories_.back().get();
}

Global Store::new_global(const loader::GlobalType& type, uint64_t bits) {
  globals_.push_back({{bits, 0}});
  return {type, &globals_.back()};
}

Instance& Store::adopt(std::unique_ptr<Instance> instance) {
  instances_.push_back(std::move(instance));
  return *instances_.back();
}

}  // namespace wali::engine
