#include "wali/process/setjmp.h"

#include <array>
#include <csignal>
#include <cstring>

#include "engine/atomic_wait.h"
#include "engine/memory/guarded_access.h"
#include "engine/memory_instance.h"
#include "wali/host_call.h"
#include "wali/process/guest_thread.h"
#include "wali/process/jump_records.h"

// A jmp_buf holds a mark and a token, and the program may copy it as C allows. The token names a
// record that only the engine can write, so that nothing in linear memory is ever taken for a
// machine address. What a jump restores are the registers at the call of setjmp, the frame of its
// caller as it was then (operands of an unfinished expression lie there; variables changed since
// are indeterminate in C unless volatile, which puts them in linear memory), the guest's stack
// pointer and, after sigsetjmp, the signal mask.

namespace wali::process {
namespace {

using jit::HostResult;
using jit::InstanceData;

struct JumpBuffer {
  std::array<char, 8> mark;
  uint64_t token;
};
constexpr std::array<char, 8> kMark = {'w', 'a', 'l', 'i', 'j', 'm', 'p', '\0'};

std::byte* buffer_address(InstanceData* instance, uint64_t at) {
  return instance->memory_base == nullptr ? nullptr
                                          : instance->memory_base + static_cast<uint32_t>(at);
}

HostResult refuse(InstanceData* instance, const char* why) {
  engine::Thread::of(instance).raise(jit::TrapReason::HostTrap, why);
  return HostResult::Trap;
}

// As the guest knows it: what it believes of the engine's signals never reaches the kernel.
uint64_t signal_mask(const GuestThread& guest) {
  uint64_t mask = 0;
  sys::short_host_call(SYS_rt_sigprocmask, SIG_SETMASK, nullptr, &mask, sizeof mask);
  return mask | guest.blocked_engine_signals;
}

void set_signal_mask(engine::Thread& thread, GuestThread& guest, uint64_t mask) {
  block_signals(thread);
  guest.blocked_engine_signals = mask & sys::kEngineSignals;
  set_kernel_mask(mask);
}

HostResult save(InstanceData* instance,
                uint64_t* values,
                const jit::NativeContext& context,
                std::optional<uint64_t> mask) {
  engine::Thread& thread = engine::Thread::of(instance);
  GuestThread& guest = GuestThread::of(instance);
  jit::GlobalCell* stack_pointer = guest.stack_pointer(instance);
  JumpBuffer buffer{kMark,
                    guest.jumps().save(thread,
                                       context,
                                       static_cast<uint32_t>(values[0]),
                                       stack_pointer != nullptr ? stack_pointer->words[0] : 0,
                                       mask)};
  std::byte* at = buffer_address(instance, values[0]);
  if (at == nullptr || !memory::guarded_copy(at, &buffer, sizeof buffer)) {
    engine::Thread::of(instance).raise(jit::TrapReason::MemoryOutOfBounds);
    return HostResult::Trap;
  }
  values[0] = 0;
  return HostResult::Ok;
}

HostResult setjmp(void*, InstanceData* instance, uint64_t* values) {
  return save(
      instance, values, *reinterpret_cast<const jit::NativeContext*>(values[1]), std::nullopt);
}

HostResult sigsetjmp(void*, InstanceData* instance, uint64_t* values) {
  std::optional<uint64_t> mask;
  if (values[1] != 0) mask = signal_mask(GuestThread::of(instance));
  return save(instance, values, *reinterpret_cast<const jit::NativeContext*>(values[2]), mask);
}

HostResult longjmp(void*, InstanceData* instance, uint64_t* values) {
  JumpBuffer buffer;
  const std::byte* at = buffer_address(instance, values[0]);
  if (at == nullptr || !memory::guarded_copy(&buffer, at, sizeof buffer)) {
    engine::Thread::of(instance).raise(jit::TrapReason::MemoryOutOfBounds);
    return HostResult::Trap;
  }
  if (buffer.mark != kMark)
    return refuse(instance, "longjmp: the jmp_buf was not filled by setjmp");
  engine::Thread& thread = engine::Thread::of(instance);
  GuestThread& guest = GuestThread::of(instance);
  const JumpRecord* record = guest.jumps().find_live(thread, buffer.token);
  if (record == nullptr) {
    return refuse(instance, "longjmp: the function that called setjmp has returned");
  }
  memcpy(reinterpret_cast<void*>(record->context.sp),
         guest.jumps().frame_bytes(*record),
         record->frame_size);
  if (jit::GlobalCell* cell = guest.stack_pointer(record->context.instance)) {
    cell->words[0] = record->stack_pointer;
  }
  if (record->signal_mask) set_signal_mask(thread, guest, *record->signal_mask);
  engine::abandon_waits(reinterpret_cast<const void*>(record->context.sp));
  thread.leave_handler_room(reinterpret_cast<const void*>(record->context.sp));
  thread.set_activation(record->activation);
  thread.entry_sp = record->entry_sp;
  thread.exit_sp = nullptr;
  auto value = static_cast<uint32_t>(values[1]);
  jit::resume_context(record->context, value == 0 ? 1 : value);
}

struct JumpFunction {
  std::string_view name;
  size_t params;
  size_t results;
  engine::HostFunction function;
};

// clang-format off
constexpr JumpFunction kJumpFunctions[] = {
    {"setjmp",     1, 1, {setjmp,    nullptr, jit::StubKind::CapturesContext}},
    {"_setjmp",    1, 1, {setjmp,    nullptr, jit::StubKind::CapturesContext}},
    {"sigsetjmp",  2, 1, {sigsetjmp, nullptr, jit::StubKind::CapturesContext}},
    {"longjmp",    2, 0, {longjmp,   nullptr, jit::StubKind::Plain}},
    {"_longjmp",   2, 0, {longjmp,   nullptr, jit::StubKind::Plain}},
    {"siglongjmp", 2, 0, {longjmp,   nullptr, jit::StubKind::Plain}},
};
// clang-format on

bool has_type(const JumpFunction& row, const loader::FunctionType& type) {
  auto all_i32 = [](const std::vector<loader::ValueType>& types, size_t count) {
    return types == std::vector(count, loader::ValueType::I32);
  };
  return all_i32(type.params, row.params) && all_i32(type.results, row.results);
}

}  // namespace

std::optional<engine::HostFunction> bind_jump(std::string_view name,
                                              const loader::FunctionType& type) {
  for (const JumpFunction& row : kJumpFunctions) {
    if (row.name == name && has_type(row, type)) return row.function;
  }
  return std::nullopt;
}

}  // namespace wali::process
