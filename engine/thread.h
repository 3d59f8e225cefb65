#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/exception.h"
#include "engine/guest_stack.h"
#include "engine/trap.h"
#include "jit/instance_layout.h"
#include "jit/thunks.h"
#include "loader/module.h"

/// What one host thread needs to run guest code of one store: the stack, the block that emitted
/// code knows as ThreadData, its own InstanceData of each instance, and room to note a trap from
/// inside a signal handler.
namespace wali::engine {

/// One frame as a signal handler can note it; names come later.
struct RawFrame {
  const loader::Module* module;
  uint32_t function;
  uint32_t wasm_offset;
};

/// A place in guest code that a signal has interrupted: the signal's context, or where
/// jit::resume_context is about to continue. Looked into only when somebody walks across it.
struct Interruption {
  const void* ucontext = nullptr;
  const jit::NativeContext* resumed = nullptr;
};

/// One run of guest code, from `invoke` to its end: they nest when a host function calls back.
struct Activation {
  Activation* outer;
  void* exit_sp;  // ThreadData::exit_sp as it was when this activation began
  /// Where guest code was interrupted, if that is how the activation began and `exit_sp` is null.
  const Interruption* interruption = nullptr;
};

struct DeleteInstanceBlock {
  void operator()(jit::InstanceData* data) const;
};
/// An InstanceData with its tail.
using InstanceBlock = std::unique_ptr<jit::InstanceData, DeleteInstanceBlock>;
/// Zeroed but for the header.
InstanceBlock new_instance_block(uint32_t size);

class Thread : public jit::ThreadData {
 public:
  static constexpr size_t kMaxBacktrace = 64;

  /// `thunks` are those of the store, and outlive the thread. Fails with errno for want of memory.
  static std::expected<std::unique_ptr<Thread>, int> create(
      const jit::Thunks& thunks, size_t stack_size = GuestStack::kDefaultSize);
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  /// The thread whose guest code the calling host thread runs; null outside of any.
  static Thread* current();
  static Thread& of(jit::InstanceData* instance) { return static_cast<Thread&>(*instance->thread); }

  const GuestStack& stack() const { return stack_; }
  /// Guest code traps below this address.
  void set_stack_limit(void* limit);
  /// Guest code goes on at `sp`: if a handler for the exhausted stack had been given room of the
  /// host's, it is the host's again.
  void leave_handler_room(const void* sp) {
    if (stack_limit < stack_.limit() && sp >= stack_.limit()) set_stack_limit(stack_.limit());
  }
  const jit::Thunks& thunks() const { return thunks_; }

  /// Enters the first data of a new instance, whose thread this is. Its id becomes the next one.
  void add_instance(jit::InstanceData* data);
  /// Makes this thread's own data of every instance that `parent` has data of, with the values that
  /// the globals have there. This thread must not be running, and `parent` must be the caller's.
  void copy_instances(const Thread& parent);
  /// Makes this thread's own data of one instance from another thread's, while both may run.
  void copy_instance(const jit::InstanceData& original);
  jit::InstanceData* instance(uint32_t id) const { return peers[id]; }
  std::span<jit::InstanceData* const> instances() const { return {peers, instance_count_}; }
  /// An instance without a module, pinned when a host function is called without any.
  jit::InstanceData* root() { return &root_; }

  Activation* activation() const { return activation_; }
  void set_activation(Activation* activation) { activation_ = activation; }

  /// Notes the Wasm frames from `pc` outwards, `sp` being the stack pointer there.
  /// Async-signal-safe.
  void capture_backtrace(const void* pc, const void* sp, bool pc_is_return_address);
  /// Notes the frames outside of the host function that runs now.
  void capture_backtrace_of_host_call();

  /// For a host function or builtin that must stop the guest: notes reason and frames. `message`
  /// replaces the reason's own words unless it is empty.
  void raise(jit::TrapReason reason, std::string message = {});

  /// The guest address whose check failed. Async-signal-safe.
  void note_guest_fault(uint64_t address) { guest_fault_ = address; }
  ExceptionHeap& exceptions() { return exceptions_; }
  /// For a host function that throws: it then returns HostResult::Exception.
  void throw_exception(jit::Exception* exception) { pending_exception_ = exception; }
  jit::Exception* pending_exception() const { return pending_exception_; }
  jit::Exception* take_pending_exception() { return std::exchange(pending_exception_, nullptr); }
  /// Notes an exception that was thrown at `context` and leaves the activation.
  void note_uncaught(jit::Exception* exception, const jit::NativeContext& context);
  /// The exception that has just ended an activation, instead of take_trap; null if it was none.
  jit::Exception* take_uncaught();
  jit::Exception* uncaught() const { return uncaught_; }
  /// What a host function returns whose own call into the guest came to an end like this.
  jit::HostResult pass_on(const Trap& trap);

  /// Where a function begins that has found the stack exhausted, while its handler is being
  /// prepared.
  const void* exhausted_function = nullptr;

  /// Where `host` lies in a memory of one of the instances. Async-signal-safe.
  std::optional<uint64_t> guest_address_of(const void* host) const;

  /// The trap that has just ended an activation; forgets it.
  Trap take_trap();

  /// Makes this the current thread while in scope.
  class Scope {
   public:
    explicit Scope(Thread& thread);
    ~Scope();

   private:
    jit::ThreadData* outer_;
  };

 private:
  Thread(const jit::Thunks& thunks, GuestStack stack);
  void set_peer(uint32_t id, jit::InstanceData* data);

  const jit::Thunks& thunks_;
  GuestStack stack_;
  uint32_t instance_count_ = 0;
  uint32_t peer_capacity_ = 0;
  /// The newest is ThreadData::peers. Emitted code may still be reading an older one.
  std::vector<std::unique_ptr<jit::InstanceData*[]>> peer_arrays_;
  std::vector<InstanceBlock> copies_;  // by instance id; empty for what belongs to the Instance
  jit::InstanceData root_;
  Activation* activation_ = nullptr;
  std::array<RawFrame, kMaxBacktrace> frames_;
  uint32_t frame_count_ = 0;
  ExceptionHeap exceptions_;
  jit::Exception* pending_exception_ = nullptr;
  jit::Exception* uncaught_ = nullptr;  // the one that has ended an activation
  bool frames_are_cut_ = false;
  std::optional<uint64_t> guest_fault_;
  std::string message_;
};

}  // namespace wali::engine
