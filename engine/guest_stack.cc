#include "engine/guest_stack.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "jit/thunks.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace wali::engine {

std::expected<GuestStack, int> GuestStack::create(size_t size) {
  size_t whole = kAlternateSize + kGuardSize + size;
  void* mapping = mmap(nullptr,
                       whole,
                       PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK,
                       -1,
                       0);
  if (mapping == MAP_FAILED) return std::unexpected(errno);
  GuestStack stack;
  stack.mapping_ = static_cast<std::byte*>(mapping);
  stack.mapped_size_ = whole;
  if (mprotect(stack.mapping_ + kAlternateSize, kGuardSize, PROT_NONE) != 0)
    return std::unexpected(errno);
  // A huge page for a stack of a few KiB would cost more than a small program's whole memory.
  madvise(mapping, stack.mapped_size_, MADV_NOHUGEPAGE);
  return stack;
}

GuestStack::GuestStack(GuestStack&& other) noexcept
    : mapping_(std::exchange(other.mapping_, nullptr)),
      mapped_size_(std::exchange(other.mapped_size_, 0)) {}

GuestStack& GuestStack::operator=(GuestStack&& other) noexcept {
  std::swap(mapping_, other.mapping_);
  std::swap(mapped_size_, other.mapped_size_);
  return *this;
}

GuestStack::~GuestStack() {
  if (mapping_ != nullptr) munmap(mapping_, mapped_size_);
}

void GuestStack::trim() const {
  constexpr uintptr_t kKept = uintptr_t{16} << 10;
  constexpr uintptr_t kLargestPage = uintptr_t{64} << 10;
  auto frame = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  auto end = (frame - kKept) & ~(kLargestPage - 1);
  auto begin = reinterpret_cast<uintptr_t>(bottom());
  if (begin < end) madvise(bottom(), end - begin, MADV_DONTNEED);
}

#if defined(__SANITIZE_ADDRESS__)
namespace {

// The sanitizer must know which stack runs, or it takes guest frames for overflows of the thread's
// own stack.
struct SwitchedCall {
  void (*function)(void*);
  void* data;
  const void* caller_bottom;
  size_t caller_size;
};

void run_switched(void* data) {
  auto* call = static_cast<SwitchedCall*>(data);
  __sanitizer_finish_switch_fiber(nullptr, &call->caller_bottom, &call->caller_size);
  call->function(call->data);
  __sanitizer_start_switch_fiber(nullptr, call->caller_bottom, call->caller_size);
}

}  // namespace

void GuestStack::run(void (*function)(void*), void* data) const {
  if (contains(__builtin_frame_address(0))) return function(data);
  SwitchedCall call{function, data, nullptr, 0};
  void* fake_stack = nullptr;
  __sanitizer_start_switch_fiber(&fake_stack, bottom(), static_cast<size_t>(top() - bottom()));
  jit::call_on_stack(top(), run_switched, &call);
  __sanitizer_finish_switch_fiber(fake_stack, nullptr, nullptr);
}
#else
void GuestStack::run(void (*function)(void*), void* data) const {
  if (contains(__builtin_frame_address(0))) return function(data);
  jit::call_on_stack(top(), function, data);
}
#endif

}  // namespace wali::engine
