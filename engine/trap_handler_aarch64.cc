#include <ucontext.h>

#include <algorithm>
#include <iterator>

#include "engine/machine_context.h"

extern "C" {
[[gnu::visibility("hidden")]] extern const char wali_faulting_instruction[];
}

asm(R"(
.pushsection .text
.balign 4
.globl wali_faulting_instruction
.hidden wali_faulting_instruction
wali_faulting_instruction:
  udf #0
.popsection
)");

namespace wali::engine {
namespace {
constexpr size_t kFirstPreserved = 19;
}  // namespace

MachineState interrupted_state(const void* ucontext) {
  auto& machine = static_cast<const ucontext_t*>(ucontext)->uc_mcontext;
  return {reinterpret_cast<const void*>(machine.pc),
          reinterpret_cast<const void*>(machine.sp),
          machine.regs[16]};
}

FinishedCall finished_call(const void* ucontext) {
  auto& machine = static_cast<const ucontext_t*>(ucontext)->uc_mcontext;
  return {static_cast<long>(machine.regs[8]), static_cast<int64_t>(machine.regs[0])};
}

void set_interrupted_pc(void* ucontext, const void* pc) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.pc = reinterpret_cast<uint64_t>(pc);
}

void set_interrupted_sp(void* ucontext, const void* sp) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.sp = reinterpret_cast<uint64_t>(sp);
}

jit::NativeContext interrupted_context(const void* ucontext, uint64_t& link) {
  auto& machine = static_cast<const ucontext_t*>(ucontext)->uc_mcontext;
  jit::NativeContext context{};
  context.pc = machine.pc;
  context.sp = machine.sp;
  context.instance = reinterpret_cast<jit::InstanceData*>(machine.regs[28]);
  context.memory_base = reinterpret_cast<std::byte*>(machine.regs[27]);
  std::copy_n(&machine.regs[kFirstPreserved], std::size(context.preserved), context.preserved);
  link = machine.regs[30];
  return context;
}

RegisterNumbers register_numbers() {
  static constexpr int kNumbers[] = {19, 20, 21, 22, 23, 24, 25, 26};
  return {.instance = 28, .memory_base = 27, .preserved = kNumbers};
}

void leave_new_frame(void* ucontext, const void* slot) {
  set_interrupted_sp(ucontext, static_cast<const std::byte*>(slot) + sizeof(uint64_t));
}

const void* faulting_instruction() {
  return wali_faulting_instruction;
}

void do_return(void* ucontext) {
  auto& machine = static_cast<ucontext_t*>(ucontext)->uc_mcontext;
  machine.pc = machine.regs[30];
}

void do_resume(void* ucontext, jit::Resumption reached) {
  auto& machine = static_cast<ucontext_t*>(ucontext)->uc_mcontext;
  if (reached == jit::Resumption::Jumping) {
    machine.pc = machine.regs[16];
    return;
  }
  const auto& context = *reinterpret_cast<const jit::NativeContext*>(machine.regs[0]);
  std::copy(
      std::begin(context.preserved), std::end(context.preserved), &machine.regs[kFirstPreserved]);
  machine.regs[27] = reinterpret_cast<uint64_t>(context.memory_base);
  machine.regs[28] = reinterpret_cast<uint64_t>(context.instance);
  machine.regs[0] = machine.regs[9] = machine.regs[1];
  machine.sp = context.sp;
  machine.pc = context.pc;
}

stack_t& interrupted_alternate_stack(void* ucontext) {
  return static_cast<ucontext_t*>(ucontext)->uc_stack;
}

uint64_t& interrupted_mask(void* ucontext) {
  return *reinterpret_cast<uint64_t*>(&static_cast<ucontext_t*>(ucontext)->uc_sigmask);
}

}  // namespace wali::engine
