#include "loader/type_groups.h"

namespace wali::loader {
namespace {

void append(std::string& key, uint32_t word) {
  key.append(reinterpret_cast<const char*>(&word), sizeof word);
}

}  // namespace

std::string key_of_group(std::span<const FunctionType> types) {
  std::string key;
  for (const FunctionType& type : types) {
    for (const auto* list : {&type.params, &type.results}) {
      append(key, static_cast<uint32_t>(list->size()));
      for (ValueType value : *list) append(key, static_cast<uint32_t>(value));
    }
  }
  return key;
}

}  // namespace wali::loader
