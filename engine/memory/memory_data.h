#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace wali::memory {

/// How accesses past the end of a memory are found: by the fault of an inaccessible page, since
/// 32-bit addresses and offsets cannot leave the reservation; or by a comparison in front of each
/// access, with a reservation hardly larger than the memory.
enum class BoundsMode : uint8_t { Guard, Explicit };

/// Inaccessible bytes behind the last byte that a memory may ever have. With explicit bounds an
/// index below the size, plus an offset and a width that together stay below this, reaches the
/// memory or these bytes, and nothing else.
constexpr uint64_t kExplicitGuard = uint64_t{1} << 20;

/// No memory grows past this, whatever it declares.
constexpr uint64_t kMaxMemoryBytes = uint64_t{64} << 30;

/// Base and size of a linear memory as emitted code reads them, shared by all threads. The base
/// never changes; the size only grows, and is raised after the pages below it have become
/// accessible.
struct MemoryData {
  std::byte* base;
  std::atomic<uint64_t> byte_size;
};

}  // namespace wali::memory
