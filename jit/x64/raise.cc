#include "jit/raise.h"

#include <cstddef>

namespace wali::jit {

extern "C" [[gnu::visibility("hidden")]] const char wali_jit_raise[];

static_assert(offsetof(InstanceData, unwind) == 32);
static_assert(offsetof(NativeContext, pc) == 0 && offsetof(NativeContext, sp) == 8 &&
              offsetof(NativeContext, preserved) == 16 && offsetof(NativeContext, instance) == 64 &&
              sizeof(NativeContext) == 72);

asm(R"(
.pushsection .text
.intel_syntax noprefix
.balign 16
.globl wali_jit_raise
.hidden wali_jit_raise
.type wali_jit_raise, @function
wali_jit_raise:
  sub rsp, 88
  mov rax, [rsp + 88]
  mov [rsp], rax
  lea rax, [rsp + 96]
  mov [rsp + 8], rax
  mov [rsp + 16], rbx
  mov [rsp + 24], rbp
  mov [rsp + 32], r12
  mov [rsp + 40], r13
  mov [rsp + 48], r14
  mov [rsp + 56], r15
  mov [rsp + 64], rdi
  mov rdx, rsp
  call [rdi + 32]
  ud2
.size wali_jit_raise, . - wali_jit_raise
.att_syntax
.popsection
)");

namespace {

/// The order in which an instance switch saves them: of NativeContext::preserved.
constexpr size_t kInstance = 4;
constexpr size_t kMemoryBase = 5;

void return_from(NativeContext& context, const uint64_t* return_address, uint32_t argument_words) {
  context.pc = *return_address;
  context.sp = reinterpret_cast<uint64_t>(return_address + 1 + argument_words);
}

const uint64_t* return_address_of(const NativeContext& context, uint32_t frame_size) {
  return reinterpret_cast<const uint64_t*>(context.sp + frame_size);
}

}  // namespace

const void* raise_stub() {
  return wali_jit_raise;
}

void cut_frame(NativeContext& context, const FunctionCode& function) {
  const uint64_t* return_address = return_address_of(context, function.frame_size);
  for (uint32_t i = 0; i < function.saved_registers; ++i) {
    context.preserved[i] = *(return_address - 1 - i);
  }
  return_from(context, return_address, function.argument_words);
}

void cut_frame(NativeContext& context, const Thunks::Frame& instance_switch) {
  const uint64_t* return_address = return_address_of(context, instance_switch.frame_size);
  context.preserved[kInstance] = *(return_address - 1);
  context.preserved[kMemoryBase] = *(return_address - 2);
  context.instance = reinterpret_cast<InstanceData*>(context.preserved[kInstance]);
  return_from(context, return_address, instance_switch.argument_words);
}

}  // namespace wali::jit
