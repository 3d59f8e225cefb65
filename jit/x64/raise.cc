#include "jit/raise.h"

#include <cstddef>

namespace wali::jit {

extern "C" [[gnu::visibility("hidden")]] const char wali_jit_raise[];

static_assert(offsetof(InstanceData, unwind) == 32);
static_assert(offsetof(NativeContext, pc) == 0 && offsetof(NativeContext, sp) == 8 &&
              offsetof(NativeContext, instance) == 16 &&
              offsetof(NativeContext, memory_base) == 24 &&
              offsetof(NativeContext, preserved) == 32 && sizeof(NativeContext) == 96);

asm(R"(
.pushsection .text
.intel_syntax noprefix
.balign 16
.globl wali_jit_raise
.hidden wali_jit_raise
.type wali_jit_raise, @function
wali_jit_raise:
  sub rsp, 104
  mov rax, [rsp + 104]
  mov [rsp], rax
  lea rax, [rsp + 112]
  mov [rsp + 8], rax
  mov [rsp + 16], rdi
  mov [rsp + 24], r15
  mov [rsp + 32], rbx
  mov [rsp + 40], rbp
  mov [rsp + 48], r12
  mov [rsp + 56], r13
  mov rdx, rsp
  call [rdi + 32]
  ud2
.size wali_jit_raise, . - wali_jit_raise
.att_syntax
.popsection
)");

const void* raise_stub() {
  return wali_jit_raise;
}

}  // namespace wali::jit
