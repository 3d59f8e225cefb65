#pragma once

#include <cstdint>
#include <memory>

#include "engine/memory/linear_memory.h"
#include "jit/instance_layout.h"
#include "loader/result.h"
#include "loader/types.h"

namespace wali::engine {

/// A linear memory with its declared type; the memory manager itself knows nothing of Wasm's types.
class MemoryInstance {
 public:
  /// Memories with 64-bit addresses have explicit bounds in either mode.
  static Result<std::unique_ptr<MemoryInstance>> create(const loader::MemoryType& type,
                                                        memory::BoundsMode bounds);

  memory::LinearMemory& linear() const { return *linear_; }
  std::byte* base() const { return linear_->base(); }
  uint64_t byte_size() const { return linear_->byte_size(); }
  bool is_shared() const { return type_.shared; }
  /// With the present size as minimum, as import matching wants it.
  loader::MemoryType type() const;
  /// What emitted code reads of it.
  jit::MemoryData* data() const;
  /// The old size in pages, or -1 in the width of an address.
  uint64_t grow(uint64_t delta_pages);

 private:
  MemoryInstance(const loader::MemoryType& type, std::unique_ptr<memory::LinearMemory> linear)
      : type_(type), linear_(std::move(linear)) {}

  loader::MemoryType type_;
  std::unique_ptr<memory::LinearMemory> linear_;
};

}  // namespace wali::engine
