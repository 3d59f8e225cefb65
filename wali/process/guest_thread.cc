#include "wali/process/guest_thread.h"

namespace wali::process {

std::optional<uint32_t> find_stack_pointer(const loader::Module& module) {
  constexpr std::string_view kName = "__stack_pointer";
  auto fits = [&](uint32_t global) {
    return global < module.globals.size() &&
           module.globals[global].value == loader::ValueType::I32 &&
           module.globals[global].mutability == loader::Mutability::Variable;
  };
  for (const auto& [global, name] : module.names.globals) {
    if (name == kName && fits(global)) return global;
  }
  const loader::Export* found = module.find_export(kName);
  if (found != nullptr && found->kind == loader::ExternalKind::Global && fits(found->index)) {
    return found->index;
  }
  for (uint32_t i = module.imported_globals; i < module.globals.size(); ++i) {
    if (fits(i)) return i;
  }
  return std::nullopt;
}

}  // namespace wali::process
