#include "engine/memory_instance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace wali::engine {

static_assert(sizeof(jit::MemoryData) == sizeof(memory::MemoryData) &&
              offsetof(jit::MemoryData, base) == offsetof(memory::MemoryData, base) &&
              offsetof(jit::MemoryData, byte_size) == offsetof(memory::MemoryData, byte_size));

Result<std::unique_ptr<MemoryInstance>> MemoryInstance::create(const loader::MemoryType& type,
                                                               memory::BoundsMode bounds) {
  constexpr uint64_t kMaxPages64 = memory::kMaxMemoryBytes / loader::kPageSize;
  bool is_wide = type.index == loader::IndexType::I64;
  uint64_t most = is_wide ? kMaxPages64 : loader::kMaxMemoryPages32;
  auto linear = memory::LinearMemory::create(
      {.min_pages = type.limits.min,
       .max_pages = std::min(type.limits.max.value_or(most), most),
       .sharing = type.shared ? memory::Sharing::Shared : memory::Sharing::Unshared,
       .bounds = is_wide ? memory::BoundsMode::Explicit : bounds});
  if (!linear) {
    return failure(ErrorKind::Resource,
                   fmt::format("no address space for a linear memory of {} pages: {}",
                               type.limits.min,
                               strerror(number(linear.error()))));
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
  return linear_->grow(delta_pages).value_or(loader::grow_failed(type_.index));
}

}  // namespace wali::engine
