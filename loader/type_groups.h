#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "loader/types.h"

/// Types are equal if their groups are and they have the same place in them (core spec,
/// section 3.2). To compare groups, references to types outside are first given numbers that equal
/// types share, and references to types of the group the place there, counted from `kOwnGroup`.
namespace wali::loader {

/// Above every number of a type outside its group.
constexpr uint32_t kOwnGroup = kMaxConcreteIndex / 2 + 1;

/// Puts `renumber(index)` in place of each type index inside the types.
template <typename Renumber>
void renumber_references(std::span<FunctionType> types, Renumber renumber) {
  for (FunctionType& type : types) {
    for (auto* list : {&type.params, &type.results}) {
      for (ValueType& value : *list) {
        if (!is_concrete(value)) continue;
        auto nullability = is_nullable(value) ? Nullability::Nullable : Nullability::NonNull;
        value = concrete(renumber(type_index_of(value)), nullability);
      }
    }
  }
}

/// The same string for two groups, numbered as above, if and only if they are equal.
std::string key_of_group(std::span<const FunctionType> types);

}  // namespace wali::loader
