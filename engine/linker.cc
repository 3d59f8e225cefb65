#include "engine/linker.h"

#include <fmt/format.h>

#include "engine/memory_instance.h"
#include "engine/store.h"
#include "engine/type_registry.h"

namespace wali::engine {
namespace {

using loader::ExternalKind;

std::string limits_text(const loader::Limits& limits) {
  return limits.max ? fmt::format("{}..{}", limits.min, *limits.max)
                    : fmt::format("{}..", limits.min);
}

std::string to_string(const loader::TableType& type) {
  return fmt::format("table {} {}", limits_text(type.limits), loader::name_of(type.element));
}

std::string to_string(const loader::MemoryType& type) {
  return fmt::format("{}memory {} pages", type.shared ? "shared " : "", limits_text(type.limits));
}

std::string to_string(const loader::GlobalType& type) {
  return fmt::format("{} global {}",
                     type.mutability == loader::Mutability::Variable ? "mutable" : "constant",
                     loader::name_of(type.value));
}

std::string describe_wanted(const loader::Module& module, const loader::Import& import) {
  switch (import.kind) {
    case ExternalKind::Function:
      return "function " + engine::to_string(module.function_type(import.index));
    case ExternalKind::Table:
      return to_string(module.tables[import.index]);
    case ExternalKind::Memory:
      return to_string(module.memories[import.index]);
    case ExternalKind::Global:
      return to_string(module.globals[import.index]);
    case ExternalKind::Tag:
      return "tag " + engine::to_string(module.types[module.tags[import.index]]);
  }
  return {};
}

struct DescribeExtern {
  std::string operator()(jit::FunctionRecord* record) const {
    return "function " + engine::to_string(canonical_type(record->type_id));
  }
  std::string operator()(Table* table) const { return to_string(table->type()); }
  std::string operator()(MemoryInstance* memory) const { return to_string(memory->type()); }
  std::string operator()(const Global& global) const { return to_string(global.type); }
  std::string operator()(Tag* tag) const {
    return "tag " + engine::to_string(canonical_type(tag->type_id));
  }
};

bool limits_match(const loader::Limits& actual, const loader::Limits& wanted) {
  if (actual.min < wanted.min) return false;
  return !wanted.max || (actual.max && *actual.max <= *wanted.max);
}

bool matches(const Extern& value,
             const loader::Module& module,
             std::span<const uint32_t> type_ids,
             const loader::Import& import) {
  switch (import.kind) {
    case ExternalKind::Function: {
      auto* record = std::get_if<jit::FunctionRecord*>(&value);
      return record && (*record)->type_id == type_ids[module.functions[import.index]];
    }
    case ExternalKind::Table: {
      auto* table = std::get_if<Table*>(&value);
      if (!table) return false;
      loader::TableType actual = (*table)->type();
      loader::TableType wanted = canonical_type(module.tables[import.index], type_ids);
      return actual.element == wanted.element && actual.index == wanted.index &&
             limits_match(actual.limits, wanted.limits);
    }
    case ExternalKind::Memory: {
      auto* memory = std::get_if<MemoryInstance*>(&value);
      if (!memory) return false;
      loader::MemoryType actual = (*memory)->type();
      const loader::MemoryType& wanted = module.memories[import.index];
      return actual.index == wanted.index && actual.shared == wanted.shared &&
             limits_match(actual.limits, wanted.limits);
    }
    case ExternalKind::Global: {
      auto* global = std::get_if<Global>(&value);
      if (!global) return false;
      loader::GlobalType wanted = canonical_type(module.globals[import.index], type_ids);
      // What can be written must be what the other side writes; what is only read may be more
      // special.
      return global->type == wanted || (wanted.mutability == loader::Mutability::Constant &&
                                        global->type.mutability == loader::Mutability::Constant &&
                                        loader::is_subtype(global->type.value, wanted.value));
    }
    case ExternalKind::Tag: {
      auto* tag = std::get_if<Tag*>(&value);
      return tag && (*tag)->type_id == type_ids[module.tags[import.index]];
    }
  }
  return false;
}

// Once functions can pass between this value's owner and others, they must be callable from
// anywhere.
Result<void> open_owner(Store& store, const Extern& value) {
  if (auto* record = std::get_if<jit::FunctionRecord*>(&value)) {
    if ((*record)->instance != nullptr) TRY(Instance::of((*record)->instance).open());
    return {};
  }
  auto* global = std::get_if<Global>(&value);
  bool carries_functions = std::holds_alternative<Table*>(value) ||
                           std::holds_alternative<Tag*>(value) ||
                           (global != nullptr && loader::is_function_reference(global->type.value));
  if (!carries_functions) return {};
  for (const auto& instance : store.instances()) TRY(instance->open());
  return {};
}

}  // namespace

void Linker::define(std::string module, std::string name, Extern value) {
  definitions_.insert_or_assign({std::move(module), std::move(name)}, Definition(value));
}

void Linker::define_host_function(std::string module,
                                  std::string name,
                                  loader::FunctionType type,
                                  HostFunction function) {
  definitions_.insert_or_assign({std::move(module), std::move(name)},
                                Definition(TypedHostFunction{std::move(type), function}));
}

void Linker::define_host_module(std::string module, HostResolver resolver) {
  resolvers_.insert_or_assign(std::move(module), std::move(resolver));
}

void Linker::define_instance(const std::string& module, Instance& instance) {
  for (const loader::Export& item : instance.module().exports) {
    if (auto value = instance.find_export(item.name)) define(module, item.name, *value);
  }
}

Result<Extern> Linker::resolve(Store& store,
                               const loader::Module& module,
                               std::span<const uint32_t> type_ids,
                               size_t index) const {
  const loader::Import& import = module.imports[index];
  if (auto found = definitions_.find({import.module, import.name}); found != definitions_.end()) {
    Extern value;
    if (auto* host = std::get_if<TypedHostFunction>(&found->second)) {
      value = TRY(store.host_function(host->type, host->function));
    } else {
      value = std::get<Extern>(found->second);
    }
    if (!matches(value, module, type_ids, import)) {
      return failure(
          ErrorKind::Unlinkable,
          fmt::format("incompatible import type: \"{}\" \"{}\" is a {}, the module wants a {}",
                      import.module,
                      import.name,
                      std::visit(DescribeExtern{}, value),
                      describe_wanted(module, import)));
    }
    TRY(open_owner(store, value));
    return value;
  }
  if (import.kind == ExternalKind::Function) {
    if (auto resolver = resolvers_.find(import.module); resolver != resolvers_.end()) {
      const loader::FunctionType& type = module.function_type(import.index);
      if (auto function = resolver->second(import.name, type)) {
        return TRY(store.host_function(type, *function));
      }
    }
  }
  return failure(ErrorKind::Unlinkable,
                 fmt::format("unknown import: \"{}\" \"{}\", a {}",
                             import.module,
                             import.name,
                             describe_wanted(module, import)));
}

}  // namespace wali::engine
