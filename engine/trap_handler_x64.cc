#include <ucontext.h>

#include "engine/machine_context.h"

extern "C" {
[[gnu::visibility("hidden")]] extern const char wali_faulting_instruction[];
}

asm(R"(
.pushsection .text
.globl wali_faulting_instruction
.hidden wali_faulting_instruction
wali_faulting_instruction:
  ud2
.popsection
)");

namespace wali::engine {
namespace {
constexpr int kPreserved[] = {REG_RBX, REG_RBP, REG_R12, REG_R13};
}  // namespace

MachineState interrupted_state(const void* ucontext) {
  auto& registers = static_cast<const ucontext_t*>(ucontext)->uc_mcontext.gregs;
  return {reinterpret_cast<const void*>(registers[REG_RIP]),
          reinterpret_cast<const void*>(registers[REG_RSP]),
          static_cast<uint64_t>(registers[REG_R11])};
}

FinishedCall finished_call(const void* ucontext) {
  auto& registers = static_cast<const ucontext_t*>(ucontext)->uc_mcontext.gregs;
  return {reinterpret_cast<const long*>(registers[REG_RSP])[1], registers[REG_RAX]};
}

void set_interrupted_pc(void* ucontext, const void* pc) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.gregs[REG_RIP] = reinterpret_cast<greg_t>(pc);
}

void set_interrupted_sp(void* ucontext, const void* sp) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.gregs[REG_RSP] = reinterpret_cast<greg_t>(sp);
}

jit::NativeContext interrupted_context(const void* ucontext, uint64_t& link) {
  auto& registers = static_cast<const ucontext_t*>(ucontext)->uc_mcontext.gregs;
  jit::NativeContext context{};
  context.pc = static_cast<uint64_t>(registers[REG_RIP]);
  context.sp = static_cast<uint64_t>(registers[REG_RSP]);
  context.instance = reinterpret_cast<jit::InstanceData*>(registers[REG_R14]);
  context.memory_base = reinterpret_cast<std::byte*>(registers[REG_R15]);
  for (size_t i = 0; i < std::size(kPreserved); ++i) {
    context.preserved[i] = static_cast<uint64_t>(registers[kPreserved[i]]);
  }
  link = 0;
  return context;
}

RegisterNumbers register_numbers() {
  static constexpr int kNumbers[] = {3, 6, 12, 13};
  return {.instance = 14, .memory_base = 15, .preserved = kNumbers};
}

void leave_new_frame(void* ucontext, const void* slot) {
  set_interrupted_sp(ucontext, slot);
}

const void* faulting_instruction() {
  return wali_faulting_instruction;
}

void do_return(void* ucontext) {
  auto& registers = static_cast<ucontext_t*>(ucontext)->uc_mcontext.gregs;
  registers[REG_RIP] = *reinterpret_cast<const greg_t*>(registers[REG_RSP]);
  registers[REG_RSP] += static_cast<greg_t>(sizeof(greg_t));
}

void do_resume(void* ucontext, jit::Resumption reached) {
  auto& registers = static_cast<ucontext_t*>(ucontext)->uc_mcontext.gregs;
  if (reached == jit::Resumption::Jumping) {
    registers[REG_RIP] = registers[REG_RCX];
    return;
  }
  const auto& context = *reinterpret_cast<const jit::NativeContext*>(registers[REG_RDI]);
  for (size_t i = 0; i < std::size(kPreserved); ++i) {
    registers[kPreserved[i]] = static_cast<greg_t>(context.preserved[i]);
  }
  registers[REG_R14] = reinterpret_cast<greg_t>(context.instance);
  registers[REG_R15] = reinterpret_cast<greg_t>(context.memory_base);
  registers[REG_RAX] = registers[REG_R10] = registers[REG_RSI];
  registers[REG_RSP] = static_cast<greg_t>(context.sp);
  registers[REG_RIP] = static_cast<greg_t>(context.pc);
}

stack_t& interrupted_alternate_stack(void* ucontext) {
  return static_cast<ucontext_t*>(ucontext)->uc_stack;
}

uint64_t& interrupted_mask(void* ucontext) {
  return *reinterpret_cast<uint64_t*>(&static_cast<ucontext_t*>(ucontext)->uc_sigmask);
}

}  // namespace wali::engine
