#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "loader/module.h"

namespace wali::loader {

/// Types are equal if their groups are and they have the same place in them (core spec, section
/// 3.2). The result is the same string for two groups if and only if they are equal. A reference to
/// a type of the group is written by its place there, one to a type before it as `outer` has it,
/// which gives equal numbers to equal types.
std::string key_of_group(std::span<const FunctionType> types,
                         TypeGroup group,
                         std::span<const uint32_t> outer);

/// Gives each reference inside the types of the group to one of them an index counted from `first`
/// instead of from the group's own first, and to a type before it the index that `outer` has.
void renumber_group(std::span<FunctionType> group_types,
                    TypeGroup group,
                    uint32_t first,
                    std::span<const uint32_t> outer);

}  // namespace wali::loader
