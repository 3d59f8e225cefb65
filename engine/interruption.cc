#include "engine/interruption.h"

#include <sys/syscall.h>

#include <algorithm>
#include <iterator>

#include "engine/builtin_entry.h"
#include "engine/code_registry.h"
#include "engine/interruptible_call.h"
#include "engine/machine_context.h"
#include "engine/partial_frame.h"

namespace wali::engine {
namespace {

using Position = jit::Thunks::Position;

Position position_of(const Thread& thread, const void* pc) {
  Position position = position_in_builtin_entry(pc);
  return position.kind != Position::Outside ? position : thread.thunks().position_of(pc);
}

/// New descriptors are the host's to look at before any guest code runs: it may take one away.
bool must_be_seen_first(FinishedCall call) {
  constexpr long kCalls[] = {SYS_openat, SYS_openat2, SYS_recvmsg, SYS_recvmmsg};
  return call.result >= 0 && std::ranges::find(kCalls, call.number) != std::end(kCalls);
}

/// Whether `slot`, where a function with so many argument words would have its return address,
/// begins a chain of return addresses that ends in an entry from C++. A single word that looks like
/// one proves nothing: frames keep registers of their callers and what earlier calls have left.
bool leads_outwards(const Thread& thread, const void* const* slot, uint32_t argument_words) {
  while (thread.stack().contains(slot) && *slot != nullptr) {
    auto* at = static_cast<const std::byte*>(*slot);
    auto* sp = reinterpret_cast<const std::byte*>(slot + 1 + argument_words);
    uint32_t frame_size;
    if (RegisteredCode found = find_code(at - 1); found.code != nullptr) {
      const jit::SideTables& tables = found.code->side_tables();
      auto offset = static_cast<uint32_t>(at - found.code->code().begin());
      if (!tables.call_returning_to(offset)) return false;
      const jit::FunctionCode& caller = *tables.function_at(offset - 1);
      frame_size = caller.frame_size;
      argument_words = caller.argument_words;
    } else {
      if (!thread.thunks().is_return_address(at)) return false;
      const jit::Thunks::Frame& caller = *thread.thunks().frame_at(at);
      if (caller.kind == jit::Thunks::Frame::Entry) return true;
      frame_size = caller.frame_size;
      argument_words = caller.argument_words;
    }
    slot = reinterpret_cast<const void* const*>(sp + frame_size);
  }
  return false;
}

/// Before a call with arguments on the stack the stack pointer stands below them: for as long as
/// they are being stored, the return address is further away than the frame's size.
void skip_reserved_words(const Thread& thread,
                         jit::NativeContext& context,
                         const jit::FunctionCode& function) {
  constexpr uint32_t kMostWords = 1024;
  for (uint32_t words = 0; words < kMostWords; ++words) {
    uint64_t sp = context.sp + uint64_t{8} * words;
    auto* slot = reinterpret_cast<const void* const*>(sp + function.frame_size);
    if (!thread.stack().contains(slot)) return;
    if (!leads_outwards(thread, slot, function.argument_words)) continue;
    context.sp = sp;
    return;
  }
}

}  // namespace

Place settle(const Thread& thread, void* ucontext) {
  const void* pc = interrupted_state(ucontext).pc;
  if (is_end_of_call(pc) && must_be_seen_first(finished_call(ucontext))) return Place::Host;
  if (is_interruptible_call(pc)) {
    return thread.exit_sp != nullptr ? Place::HostCall : Place::Host;
  }
  if (find_code(pc).code != nullptr) return Place::Guest;
  if (jit::Resumption reached = jit::resumption_at(pc); reached != jit::Resumption::None) {
    do_resume(ucontext, reached);
    return settle(thread, ucontext);
  }
  Position position = position_of(thread, pc);
  switch (position.kind) {
    case Position::Entering:
      return Place::Guest;
    case Position::Leaving:
      set_interrupted_pc(ucontext, position.begin);
      return Place::Host;
    case Position::Returning:
      do_return(ucontext);
      return settle(thread, ucontext);
    case Position::Outside:
      break;
  }
  return Place::Host;
}

InterruptedCode interrupted_code(const Thread& thread, const Interruption& interruption) {
  if (interruption.resumed != nullptr) return {*interruption.resumed, true};
  uint64_t link;
  jit::NativeContext context = interrupted_context(interruption.ucontext, link);
  auto* pc = reinterpret_cast<const std::byte*>(context.pc);
  RegisteredCode found = find_code(pc);
  if (found.code == nullptr) return {context, false};
  const std::byte* code = found.code->code().begin();
  const jit::FunctionCode& function =
      *found.code->side_tables().function_at(static_cast<uint32_t>(pc - code));
  if (leave_partial_frame(context, link, code, function)) return {context, true};
  skip_reserved_words(thread, context, function);
  return {context, false};
}

}  // namespace wali::engine
