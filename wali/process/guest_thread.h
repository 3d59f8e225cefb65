#pragma once

#include <cstdint>
#include <optional>

#include "engine/instance.h"
#include "wali/caller.h"
#include "wali/process/jump_records.h"
#include "wali/process/signals.h"

namespace wali::process {

/// One thread of the guest: what handlers see as the Caller, and the engine's side of its jmp_bufs.
class GuestThread : public sys::Caller {
 public:
  GuestThread(engine::MemoryInstance& memory,
              sys::Process& process,
              std::optional<uint32_t> stack_pointer_global)
      : Caller(memory.linear(), memory.base(), process),
        stack_pointer_global_(stack_pointer_global) {}

  static GuestThread& of(jit::InstanceData* instance) {
    return static_cast<GuestThread&>(Caller::of(instance));
  }

  /// Whether the kernel has it for the leader of its thread group.
  bool is_leader = false;

  NotedSignals noted_signals;
  /// The kernel's for this thread, while a fault is being taken from there to the guest's stack.
  stack_t host_alternate_stack{};

  JumpRecords& jumps() { return jumps_; }
  /// The guest's `__stack_pointer` in this instance data; null if the module has none.
  jit::GlobalCell* stack_pointer(jit::InstanceData* instance) const {
    if (!stack_pointer_global_) return nullptr;
    return &engine::Instance::of(instance).global(*stack_pointer_global_, instance);
  }

 private:
  JumpRecords jumps_;
  std::optional<uint32_t> stack_pointer_global_;
};

/// Which global is the guest's stack pointer: by the name section, else by an export, else the
/// first mutable i32 global that the module defines.
std::optional<uint32_t> find_stack_pointer(const loader::Module& module);

}  // namespace wali::process
