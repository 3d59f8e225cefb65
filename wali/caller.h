#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/memory/guarded_access.h"
#include "engine/memory/linear_memory.h"
#include "jit/instance_layout.h"
#include "wali/errno.h"
#include "wali/process.h"

namespace wali::sys {

/// The guest thread that makes a call, as handlers see it. `ThreadData::host` of a thread that may
/// call handlers points to its Caller.
///
/// Whatever the host itself reads or writes in linear memory goes through the copies below, which
/// answer EFAULT where the guest's pages cannot be accessed. Plain buffers go to the kernel as
/// `host_pointer`: what lies inside the reservation, where the kernel finds the guest's pages or
/// none. That is all a 32-bit address and a 32-bit length can reach, but for explicit bounds.
class Caller {
 public:
  /// `base` is the host address of byte 0 of `memory`.
  Caller(memory::LinearMemory& memory, std::byte* base, Process& process)
      : memory_(memory),
        base_(base),
        reach_(memory.reservation().size().after),
        process_(process) {}

  static Caller& of(jit::InstanceData* instance) {
    return *static_cast<Caller*>(instance->thread->host);
  }

  memory::LinearMemory& memory() const { return memory_; }
  Process& process() const { return process_; }

  /// For the kernel alone to access: `length` bytes, or as many as it counts itself, which are
  /// never more than the default. Null for address 0. A range that leaves the reservation becomes
  /// one that the kernel answers with EFAULT, as soon as it wants to access it.
  void* host_pointer(uint32_t address, uint64_t length = memory::kExplicitGuard) const {
    if (address == 0) return nullptr;
    return reaches(address, length) ? base_ + address : inaccessible(length);
  }

  /// How many of `length` bytes lie inside the reservation, whose last pages nobody may touch; all
  /// of them if not even the first does, or if some calls would take the length for negative.
  uint32_t reached(uint32_t address, uint32_t length) const {
    bool ends_outside = address < reach_ && length > reach_ - address && length <= INT32_MAX;
    return ends_outside ? static_cast<uint32_t>(reach_ - address) : length;
  }

  /// For the kernel: a place that it answers with EFAULT.
  void* faulting_pointer() const { return inaccessible(0); }

  Expected<void> copy_in(void* to, uint32_t from, size_t length) const {
    if (from == 0 && length != 0) return failed(EFAULT);
    if (!reaches(from, length) || !memory::guarded_copy(to, base_ + from, length)) {
      return failed(EFAULT);
    }
    return {};
  }
  Expected<void> copy_out(uint32_t to, const void* from, size_t length) const {
    if (to == 0 && length != 0) return failed(EFAULT);
    if (!reaches(to, length) || !memory::guarded_copy(base_ + to, from, length)) {
      return failed(EFAULT);
    }
    return {};
  }
  template <typename T>
  Expected<T> load(uint32_t address) const {
    T value;
    TRY(copy_in(&value, address, sizeof value));
    return value;
  }
  template <typename T>
  Expected<void> store(uint32_t address, const T& value) const {
    return copy_out(address, &value, sizeof value);
  }
  /// A structure that later editions of Linux lengthen, of `size` bytes, into the first edition
  /// `to` of `known` bytes. EINVAL for less; E2BIG where the rest asks for something.
  Expected<void> copy_in_extensible(void* to, size_t known, uint32_t from, uint32_t size) const;
  /// The NUL-terminated string at `address`; ENAMETOOLONG if it has no end within `limit` bytes.
  Expected<std::string> load_string(uint32_t address, size_t limit = 4096) const;

  /// Engine signals that the guest believes to be blocked.
  uint64_t blocked_engine_signals = 0;
  /// Those of them that have been sent meanwhile.
  std::atomic<uint64_t> held_engine_signals = 0;
  /// Guest addresses for the end of the thread: see thread_end.h.
  uint32_t clear_child_tid = 0;
  uint32_t robust_list = 0;
  /// The thread has called exit(2); the call that noticed leaves the guest's frames.
  bool has_ended = false;
  int exit_status = 0;
  /// The guest's own alternate signal stack: never the kernel's.
  struct AlternateStack {
    static constexpr int32_t kDisabled = 2;                    // SS_DISABLE
    static constexpr int32_t kAutomaticDisarming = INT32_MIN;  // SS_AUTODISARM
    uint32_t sp = 0;
    int32_t flags = kDisabled;
    uint32_t size = 0;
    bool is_enabled() const { return (flags & kDisabled) == 0; }
    bool disarms() const { return (flags & kAutomaticDisarming) != 0; }
    uint32_t top() const { return sp + size; }
    bool contains(uint32_t address) const { return address - sp - 1 < size; }
  } alternate_stack;
  /// This thread's `__stack_pointer`; null if the guest has none.
  jit::GlobalCell* stack_pointer_cell = nullptr;

 private:
  bool reaches(uint64_t address, uint64_t length) const {
    return length <= reach_ && address <= reach_ - length;
  }
  void* inaccessible(uint64_t length) const;

  memory::LinearMemory& memory_;
  std::byte* base_;
  uint64_t reach_;  // bytes from the base on that are the guest's or nobody's
  Process& process_;
};

}  // namespace wali::sys
