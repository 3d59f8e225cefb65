#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "loader/module.h"
#include "loader/result.h"

namespace wali::engine {

/// The id of a function type that names no other type by an index, the same for equal types
/// everywhere in this process and never 0: what call_indirect compares. Thread-safe.
uint32_t canonical_type_id(const loader::FunctionType& type);

/// The id of each of the module's types. Fails with Resource when the process has met too many.
Result<std::vector<uint32_t>> canonical_type_ids(const loader::Module& module);

/// The type as the whole process understands it: with the type's id in place of its index in the
/// module that `type_ids` belongs to.
loader::ValueType canonical_type(loader::ValueType type, std::span<const uint32_t> type_ids);

/// The same of the types that a global or table holds.
loader::GlobalType canonical_type(loader::GlobalType type, std::span<const uint32_t> type_ids);
loader::TableType canonical_type(loader::TableType type, std::span<const uint32_t> type_ids);

/// The type behind an id that `canonical_type_id` gave out; valid for ever.
const loader::FunctionType& canonical_type(uint32_t id);

/// Around fork, in both processes: the registry is whole in the child.
void types_before_fork();
void types_after_fork();

/// As the text format writes it: "(i32 i64) -> (f32)".
std::string to_string(const loader::FunctionType& type);

}  // namespace wali::engine
