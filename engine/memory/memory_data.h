#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace wali::memory {

/// Base and size of a linear memory as emitted code reads them, shared by all threads. The base
/// never changes; the size only grows, and is raised after the pages below it have become
/// accessible.
struct MemoryData {
  std::byte* base;
  std::atomic<uint64_t> byte_size;
};

}  // namespace wali::memory
