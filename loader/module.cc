#include "loader/module.h"

#include <fmt/format.h>

namespace wali::loader {

const Export* Module::find_export(std::string_view name) const {
  for (const Export& entry : exports) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

std::string Module::function_name(uint32_t function) const {
  if (auto it = names.functions.find(function); it != names.functions.end()) return it->second;
  for (const Export& entry : exports) {
    if (entry.kind == ExternalKind::Function && entry.index == function) return entry.name;
  }
  if (function < imported_functions) {
    for (const Import& import : imports) {
      if (import.kind == ExternalKind::Function && import.index == function) {
        return import.module + "." + import.name;
      }
    }
  }
  return fmt::format("func[{}]", function);
}

}  // namespace wali::loader
