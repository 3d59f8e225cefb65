#pragma once

#include <cstdint>

#include "engine/memory/linear_memory.h"
#include "jit/instance_layout.h"
#include "loader/types.h"

/// Linear memories in the words of the specification; the memory manager itself stands on nothing
/// of ours.
namespace wali::engine {

/// With the present size as minimum, as import matching wants it.
loader::MemoryType memory_type(const memory::LinearMemory& memory);
/// What emitted code reads of a memory.
jit::MemoryData* memory_data(memory::LinearMemory& memory);
/// memory.grow: the old size in pages, or 0xffffffff.
uint64_t grow(memory::LinearMemory& memory, uint64_t delta_pages);

}  // namespace wali::engine
