#include "engine/thread.h"

#include <utility>

#include "engine/builtins.h"
#include "engine/instance.h"
#include "engine/unwind.h"

namespace wali::engine {
namespace {
thread_local constinit Thread* current_thread = nullptr;
}  // namespace

std::expected<std::unique_ptr<Thread>, int> Thread::create(const jit::Thunks& thunks,
                                                           size_t stack_size) {
  auto stack = GuestStack::create(stack_size);
  if (!stack) return std::unexpected(stack.error());
  return std::unique_ptr<Thread>(new Thread(thunks, std::move(*stack)));
}

Thread::Thread(const jit::Thunks& thunks, GuestStack stack)
    : thunks_(thunks), stack_(std::move(stack)) {
  stack_limit = stack_.limit();
  root_.stack_limit = stack_.limit();
  root_.thread = this;
  install_builtins(root_);
  add_instance(&root_);
}

Thread* Thread::current() {
  return current_thread;
}

Thread::Scope::Scope(Thread& thread) : outer_(std::exchange(current_thread, &thread)) {}
Thread::Scope::~Scope() {
  current_thread = outer_;
}

uint32_t Thread::add_instance(jit::InstanceData* data) {
  data->id = static_cast<uint32_t>(peers_.size());
  peers_.push_back(data);
  peers = peers_.data();
  return data->id;
}

void Thread::capture_backtrace(const void* pc, const void* sp, bool pc_is_return_address) {
  FrameWalker walker(*this, pc, sp, pc_is_return_address);
  frame_count_ = 0;
  for (; !walker.at_end() && frame_count_ < frames_.size(); walker.next()) {
    frames_[frame_count_++] = {walker.module(), walker.function()->function, walker.wasm_offset()};
  }
  frames_are_cut_ = !walker.at_end();
}

void Thread::capture_backtrace_of_host_call() {
  if (exit_sp == nullptr) {
    frame_count_ = 0;
    return;
  }
  auto* slot = static_cast<const void* const*>(exit_sp);
  capture_backtrace(*slot, slot + 1, true);
}

void Thread::raise(jit::TrapReason reason, std::string message) {
  capture_backtrace_of_host_call();
  trap = reason;
  message_ = std::move(message);
}

// Whichever memory of whichever instance it was.
std::optional<uint64_t> Thread::guest_address_of(const void* host) const {
  for (const jit::InstanceData* data : peers_) {
    if (data->instance == nullptr) continue;
    const auto& instance = *static_cast<const Instance*>(data->instance);
    for (uint32_t i = 0; i < instance.memory_count(); ++i) {
      const memory::LinearMemory& memory = instance.memory(i).linear();
      auto* at = static_cast<const std::byte*>(host);
      if (memory.contains_fault(at) && at >= memory.base()) return at - memory.base();
    }
  }
  return std::nullopt;
}

Trap Thread::take_trap() {
  Trap result{.reason = std::exchange(trap, jit::TrapReason::None)};
  result.message =
      message_.empty() ? std::string(message_of(result.reason)) : std::exchange(message_, {});
  for (uint32_t i = 0; i < frame_count_; ++i) {
    const RawFrame& frame = frames_[i];
    result.backtrace.push_back(
        {frame.module->function_name(frame.function), frame.function, frame.wasm_offset});
  }
  result.fault_address = std::exchange(guest_fault_, std::nullopt);
  if (fault_address != nullptr) result.fault_address = guest_address_of(fault_address);
  result.backtrace_is_cut = std::exchange(frames_are_cut_, false);
  frame_count_ = 0;
  trap_pc = trap_sp = fault_address = nullptr;
  return result;
}

}  // namespace wali::engine
