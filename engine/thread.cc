#include "engine/thread.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>
#include <utility>

#include "engine/builtins.h"
#include "engine/instance.h"
#include "engine/interruptible_call.h"
#include "engine/unwind.h"

namespace wali::engine {
void DeleteInstanceBlock::operator()(jit::InstanceData* data) const {
  ::operator delete(data, std::align_val_t{alignof(jit::InstanceData)});
}

InstanceBlock new_instance_block(uint32_t size) {
  void* block = ::operator new(size, std::align_val_t{alignof(jit::InstanceData)});
  memset(block, 0, size);
  return InstanceBlock(new (block) jit::InstanceData);
}

std::expected<std::unique_ptr<Thread>, int> Thread::create(const jit::Thunks& thunks,
                                                           size_t stack_size) {
  auto stack = GuestStack::create(stack_size);
  if (!stack) return std::unexpected(stack.error());
  return std::unique_ptr<Thread>(new Thread(thunks, std::move(*stack)));
}

Thread::Thread(const jit::Thunks& thunks, GuestStack stack)
    : thunks_(thunks), stack_(std::move(stack)) {
  stack_limit = stack_.limit();
  install_builtins(root_);
  add_instance(&root_);
}

Thread* Thread::current() {
  return static_cast<Thread*>(wali_current_thread);
}

Thread::Scope::Scope(Thread& thread) : outer_(std::exchange(wali_current_thread, &thread)) {}
Thread::Scope::~Scope() {
  wali_current_thread = outer_;
}

void Thread::set_peer(uint32_t id, jit::InstanceData* data) {
  if (id >= peer_capacity_) {
    uint32_t capacity = std::max(id + 1, 2 * peer_capacity_);
    auto larger = std::make_unique<jit::InstanceData*[]>(capacity);
    std::copy_n(peers, instance_count_, larger.get());
    std::atomic_ref(peers).store(larger.get(), std::memory_order_release);
    peer_arrays_.push_back(std::move(larger));
    peer_capacity_ = capacity;
  }
  std::atomic_ref(peers[id]).store(data, std::memory_order_release);
  instance_count_ = std::max(instance_count_, id + 1);
}

void Thread::set_stack_limit(void* limit) {
  stack_limit = limit;
  for (jit::InstanceData* data : instances()) data->stack_limit = limit;
}

void Thread::add_instance(jit::InstanceData* data) {
  data->id = instance_count_;
  data->thread = this;
  data->stack_limit = stack_limit;
  set_peer(data->id, data);
}

void Thread::copy_instances(const Thread& parent) {
  for (uint32_t id = root_.id + 1; id < parent.instance_count_; ++id) {
    copy_instance(*parent.instance(id));
  }
}

void Thread::copy_instance(const jit::InstanceData& original) {
  const auto& instance = *static_cast<const Instance*>(original.instance);
  if (copies_.size() <= original.id) copies_.resize(original.id + 1);
  InstanceBlock& copy = copies_[original.id];
  if (!copy) copy = new_instance_block(instance.layout().size());
  memcpy(static_cast<void*>(copy.get()), &original, instance.layout().size());
  copy->thread = this;
  copy->stack_limit = stack_limit;
  set_peer(original.id, copy.get());
  instance.rebind_imported_globals(*copy);
  instance.part_exceptions(*copy);
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

void Thread::note_uncaught(jit::Exception* exception, const jit::NativeContext& context) {
  capture_backtrace(
      reinterpret_cast<const void*>(context.pc), reinterpret_cast<const void*>(context.sp), true);
  trap = jit::TrapReason::UncaughtException;
  uncaught_ = exception;
}

jit::Exception* Thread::take_uncaught() {
  if (uncaught_ == nullptr) return nullptr;
  trap = jit::TrapReason::None;
  frame_count_ = 0;
  frames_are_cut_ = false;
  return std::exchange(uncaught_, nullptr);
}

jit::HostResult Thread::pass_on(const Trap& trap) {
  if (trap.exception != nullptr) {
    throw_exception(trap.exception);
    return jit::HostResult::Exception;
  }
  raise(trap.reason, trap.message);
  return jit::HostResult::Trap;
}

// Whichever memory of whichever instance it was.
std::optional<uint64_t> Thread::guest_address_of(const void* host) const {
  for (uint32_t id = root_.id + 1; id < instance_count_; ++id) {
    const jit::InstanceData* data = peers[id];
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
  result.exception = std::exchange(uncaught_, nullptr);
  if (fault_address != nullptr) result.fault_address = guest_address_of(fault_address);
  result.backtrace_is_cut = std::exchange(frames_are_cut_, false);
  frame_count_ = 0;
  trap_pc = trap_sp = fault_address = nullptr;
  return result;
}

}  // namespace wali::engine
