#include "engine/raise.h"

#include <cassert>

#include "engine/atomic_wait.h"
#include "engine/code_registry.h"
#include "engine/host_frames.h"
#include "engine/instance.h"
#include "engine/interruption.h"
#include "engine/thread.h"
#include "jit/raise.h"

namespace wali::engine {
namespace {

using jit::NativeContext;

const std::byte* pc_of(const NativeContext& context) {
  return reinterpret_cast<const std::byte*>(context.pc);
}

/// The code of the function that `context` is in; null members outside of Wasm functions. A call
/// may be the last instruction of its function, so that its return address is the next one's.
struct Frame {
  const jit::CompiledModule* code = nullptr;
  const jit::FunctionCode* function = nullptr;
};

Frame frame_of(const NativeContext& context) {
  const std::byte* inside = pc_of(context) - 1;
  RegisteredCode found = find_code(inside);
  if (found.code == nullptr) return {};
  auto offset = static_cast<uint32_t>(inside - found.code->code().begin());
  return {found.code, found.code->side_tables().function_at(offset)};
}

const std::byte* handler_of(const Frame& frame,
                            const NativeContext& context,
                            const jit::Exception& exception) {
  if (frame.function->protected_call_count == 0) return nullptr;
  const std::byte* begin = frame.code->code().begin();
  const Instance& instance = Instance::of(context.instance);
  auto handler = frame.code->side_tables().find_handler(
      *frame.function, static_cast<uint32_t>(pc_of(context) - begin), [&](uint32_t tag) {
        return &instance.tag(tag) == exception.tag;
      });
  return handler ? begin + *handler : nullptr;
}

/// To the end of the activation that began at `thread.entry_sp`.
[[noreturn]] void leave_activation(Thread& thread) {
  NativeContext exit{};
  exit.pc = reinterpret_cast<uint64_t>(jit::trap_exit());
  exit.sp = reinterpret_cast<uint64_t>(thread.entry_sp);
  exit.instance = thread.root();
  thread.leave_handler_room(thread.entry_sp);
  jit::resume_context(exit, 0);
}

/// Where the search for a handler has come: the code, and the activation it is in.
struct Search {
  NativeContext at;
  Activation* activation;
  void* entry_sp;
};

/// A signal's handler may be left by an exception for the code that the signal has interrupted.
/// False if the activation is not such a handler's.
bool leave_handler(const Thread& thread, Search& search) {
  if (search.activation == nullptr || search.activation->interruption == nullptr) return false;
  search.at = interrupted_code(thread, *search.activation->interruption).context;
  search.entry_sp = jit::outer_entry_sp(search.entry_sp);
  search.activation = search.activation->outer;
  return true;
}

[[noreturn]] void throw_from(Thread& thread, jit::Exception* exception, Search search) {
  const NativeContext origin = search.at;
  for (;;) {
    NativeContext& at = search.at;
    if (Frame frame = frame_of(at); frame.function != nullptr) {
      if (const std::byte* handler = handler_of(frame, at, *exception)) {
        at.pc = reinterpret_cast<uint64_t>(handler);
        thread.set_activation(search.activation);
        thread.entry_sp = search.entry_sp;
        thread.leave_handler_room(reinterpret_cast<const void*>(at.sp));
        jit::resume_context(at, reinterpret_cast<uint64_t>(exception));
      }
      jit::cut_frame(at, *frame.function);
      continue;
    }
    const jit::Thunks::Frame* thunk = thread.thunks().frame_at(pc_of(at));
    if (thunk != nullptr && thunk->kind == jit::Thunks::Frame::InstanceSwitch) {
      jit::cut_frame(at, *thunk);
      continue;
    }
    bool is_entry = thunk != nullptr && thunk->kind == jit::Thunks::Frame::Entry;
    if (!is_entry || !leave_handler(thread, search)) break;
  }
  thread.note_uncaught(exception, origin);
  thread.set_activation(search.activation);
  thread.entry_sp = search.entry_sp;
  leave_activation(thread);
}

}  // namespace

void unwind(jit::InstanceData* instance, jit::Exception* exception, NativeContext* context) {
  Thread& thread = Thread::of(instance);
  if (exception == nullptr) exception = thread.take_pending_exception();
  throw_from(thread, exception, {*context, thread.activation(), thread.entry_sp});
}

void throw_at_host_call(Thread& thread, jit::Exception* exception) {
  if (thread.exit_sp == nullptr) {
    Search search{{}, thread.activation(), thread.entry_sp};
    if (leave_handler(thread, search)) throw_from(thread, exception, search);
    thread.note_uncaught(exception, {});
    leave_activation(thread);
  }
  std::optional<NativeContext> context = context_of_host_call(thread);
  assert(context);
  abandon_waits(reinterpret_cast<const void*>(context->sp));
  throw_from(thread, exception, {*context, thread.activation(), thread.entry_sp});
}

}  // namespace wali::engine
