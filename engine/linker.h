#pragma once

#include <map>
#include <string>
#include <utility>
#include <variant>

#include "engine/host_function.h"
#include "engine/instance.h"
#include "loader/module.h"
#include "loader/result.h"

namespace wali::engine {

/// What a module's imports are looked up in, by module and name.
class Linker {
 public:
  void define(std::string module, std::string name, Extern value);
  /// A host function of exactly this type.
  void define_host_function(std::string module,
                            std::string name,
                            loader::FunctionType type,
                            HostFunction function);
  /// Asked for the functions of `module` that are not defined by name.
  void define_host_module(std::string module, HostResolver resolver);
  /// Every export of an instance, under the module name `module`.
  void define_instance(const std::string& module, Instance& instance);

  /// The definition that import `index` of `module` is bound to, with its type checked. Opens the
  /// instance that it belongs to (Instance::open) where the import could let functions pass. Fails
  /// with Unlinkable or Resource.
  Result<Extern> resolve(Store& store,
                         const loader::Module& module,
                         std::span<const uint32_t> type_ids,
                         size_t index) const;

 private:
  struct TypedHostFunction {
    loader::FunctionType type;
    HostFunction function;
  };
  using Definition = std::variant<Extern, TypedHostFunction>;

  std::map<std::pair<std::string, std::string>, Definition> definitions_;
  std::map<std::string, HostResolver> resolvers_;
};

}  // namespace wali::engine
