#include "engine/memory_instance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace wali::engine {

static_assert(sizeof(jit::MemoryData) == sizeof(memory::MemoryData) &&
              offsetof(jit::MemoryData, base) == offsetof(memory::MemoryData, base) &&
              offsetof(jit::MemoryData, byte_size) == offsetof(memory::MemoryData, byte_size));

Result<std::unique_ptr<MemoryInstance>> MemoryInstance::create(const loader::MemoryType& type) {
  if (type.index == loader::IndexType::I64) {
    return failure(ErrorKind::Unsupported, "memories with 64-bit addresses");
  }
  auto linear = memory::LinearMemory::create(
      {.min_pages = type.limits.min,
       .max_pages =
           std::min(type.limits.max.value_or(loader::kMaxMemoryPages32), loader::kMaxMemoryPages32),
       .sharing = type.shared ? memory::Sharing::Shared : memory::Sharing::Unshared});
  if (!linear) {
    return failure(
        ErrorKind::Resource,
        fmt::format("no address space for a linear memory: {}", strerror(number(linear.error()))));
  }
  return std::unique_ptr<MemoryInstance>(new MemoryInstance(type, std::move(*linear)));
}

loader::MemoryType MemoryInstance::type() const {
  loader::MemoryType type = type_;
  type.limits.min = linear_->page_count();
  return type;
}

jit::MemoryData* MemoryInstance::data() const {
  return reinterpret_cast<jit::MemoryData*>(linear_->data());
}

uint64_t MemoryInstance::grow(uint64_t delta_pages) {
  constexpr uint64_t kGrowFailed = 0xffffffff;
  return linear_->grow(delta_pages).value_or(kGrowFailed);
}

}  // namespace wali::engine
