#include "loader/type_groups.h"

namespace wali::loader {
namespace {

/// Place of a type in its own group: no index of a type is as large.
constexpr uint32_t kOwnGroup = kMaxConcreteIndex / 2 + 1;

bool is_own(ValueType type, TypeGroup group) {
  return is_concrete(type) && type_index_of(type) >= group.first;
}

ValueType with_index(ValueType type, uint32_t index) {
  return concrete(index, is_nullable(type) ? Nullability::Nullable : Nullability::NonNull);
}

ValueType renumbered(ValueType type,
                     TypeGroup group,
                     uint32_t first,
                     std::span<const uint32_t> outer) {
  if (!is_concrete(type)) return type;
  uint32_t index = type_index_of(type);
  return with_index(type, is_own(type, group) ? first + (index - group.first) : outer[index]);
}

void append(std::string& key, uint32_t word) {
  key.append(reinterpret_cast<const char*>(&word), sizeof word);
}

}  // namespace

std::string key_of_group(std::span<const FunctionType> types,
                         TypeGroup group,
                         std::span<const uint32_t> outer) {
  std::string key;
  for (const FunctionType& type : types.subspan(group.first, group.count)) {
    for (const auto* list : {&type.params, &type.results}) {
      append(key, static_cast<uint32_t>(list->size()));
      for (ValueType value : *list) {
        append(key, static_cast<uint32_t>(renumbered(value, group, kOwnGroup, outer)));
      }
    }
  }
  return key;
}

void renumber_group(std::span<FunctionType> group_types,
                    TypeGroup group,
                    uint32_t first,
                    std::span<const uint32_t> outer) {
  for (FunctionType& type : group_types) {
    for (auto* list : {&type.params, &type.results}) {
      for (ValueType& value : *list) value = renumbered(value, group, first, outer);
    }
  }
}

}  // namespace wali::loader
