#include "engine/host_frames.h"

#include <unwind.h>

#include "engine/machine_context.h"

namespace wali::engine {
namespace {

struct Walk {
  const Thread& thread;
  jit::NativeContext context{};
  bool is_complete = false;
};

// Neither a stub nor guest code, to which a builtin's entry returns, has unwind tables: the walk
// ends there, and there are no other registers than at the call.
_Unwind_Reason_Code visit(_Unwind_Context* frame, void* data) {
  auto& walk = *static_cast<Walk*>(data);
  auto* pc = reinterpret_cast<const void*>(_Unwind_GetIP(frame));
  auto* return_address = static_cast<const void* const*>(walk.thread.exit_sp);
  if (pc != *return_address && !walk.thread.thunks().contains(pc)) return _URC_NO_REASON;
  RegisterNumbers numbers = register_numbers();
  walk.context = {
      .pc = reinterpret_cast<uint64_t>(*return_address),
      .sp = reinterpret_cast<uint64_t>(return_address + 1),
      .instance = reinterpret_cast<jit::InstanceData*>(_Unwind_GetGR(frame, numbers.instance)),
      .memory_base = reinterpret_cast<std::byte*>(_Unwind_GetGR(frame, numbers.memory_base))};
  for (size_t i = 0; i < numbers.preserved.size(); ++i) {
    walk.context.preserved[i] = _Unwind_GetGR(frame, numbers.preserved[i]);
  }
  walk.is_complete = true;
  return _URC_END_OF_STACK;
}

}  // namespace

std::optional<jit::NativeContext> context_of_host_call(const Thread& thread) {
  Walk walk{thread};
  _Unwind_Backtrace(visit, &walk);
  if (!walk.is_complete) return std::nullopt;
  return walk.context;
}

}  // namespace wali::engine
