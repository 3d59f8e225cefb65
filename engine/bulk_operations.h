#pragma once

#include "engine/instance.h"

/// The bulk instructions of the specification, for emitted code and for active segments alike. They
/// check every range before the first element is written; None means that all was done.
namespace wali::engine {

jit::TrapReason memory_fill(
    Instance&, uint32_t memory, uint64_t to, uint8_t value, uint64_t length);
jit::TrapReason memory_copy(Instance&,
                            uint32_t to_memory,
                            uint32_t from_memory,
                            uint64_t to,
                            uint64_t from,
                            uint64_t length);
jit::TrapReason memory_init(
    Instance&, uint32_t memory, uint32_t segment, uint64_t to, uint64_t from, uint64_t length);
jit::TrapReason table_fill(
    Instance&, uint32_t table, uint64_t to, uint64_t reference, uint64_t length);
jit::TrapReason table_copy(
    Instance&, uint32_t to_table, uint32_t from_table, uint64_t to, uint64_t from, uint64_t length);
jit::TrapReason table_init(
    Instance&, uint32_t table, uint32_t segment, uint64_t to, uint64_t from, uint64_t length);

}  // namespace wali::engine
