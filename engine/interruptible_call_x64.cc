#include <cstddef>

#include "engine/interruptible_call.h"

extern "C" {
constinit thread_local wali::jit::ThreadData* wali_current_thread = nullptr;
[[gnu::visibility("hidden")]] extern const char wali_interruptible_call_end[];
}

static_assert(offsetof(wali::jit::ThreadData, interrupted) == 40 &&
              offsetof(wali::jit::ThreadData, on_interruption) == 48);

asm(R"(
.pushsection .text
.intel_syntax noprefix
.balign 16
.globl wali_interruptible_call
.hidden wali_interruptible_call
.type wali_interruptible_call, @function
wali_interruptible_call:
  .cfi_startproc
  mov r10, rcx
1:
  mov rax, qword ptr fs:wali_current_thread@tpoff
  test rax, rax
  jz 2f
  cmp dword ptr [rax + 40], 0
  jne 3f
2:
  mov rax, [rsp + 8]
  syscall
  ret
.globl wali_interruptible_call_end
.hidden wali_interruptible_call_end
wali_interruptible_call_end:
3:
  push rdi
  .cfi_adjust_cfa_offset 8
  push rsi
  .cfi_adjust_cfa_offset 8
  push rdx
  .cfi_adjust_cfa_offset 8
  push r10
  .cfi_adjust_cfa_offset 8
  push r8
  .cfi_adjust_cfa_offset 8
  push r9
  .cfi_adjust_cfa_offset 8
  sub rsp, 8
  .cfi_adjust_cfa_offset 8
  mov rdi, rax
  xor esi, esi
  call [rax + 48]
  add rsp, 8
  .cfi_adjust_cfa_offset -8
  pop r9
  .cfi_adjust_cfa_offset -8
  pop r8
  .cfi_adjust_cfa_offset -8
  pop r10
  .cfi_adjust_cfa_offset -8
  pop rdx
  .cfi_adjust_cfa_offset -8
  pop rsi
  .cfi_adjust_cfa_offset -8
  pop rdi
  .cfi_adjust_cfa_offset -8
  jmp 1b
  .cfi_endproc
.size wali_interruptible_call, . - wali_interruptible_call
.att_syntax
.popsection
)");

namespace wali::engine {

bool is_interruptible_call(const void* pc) {
  return pc >= reinterpret_cast<const void*>(wali_interruptible_call) &&
         pc < wali_interruptible_call_end;
}

bool is_end_of_call(const void* pc) {
  constexpr int kReturnSize = 1;
  return static_cast<const char*>(pc) + kReturnSize == wali_interruptible_call_end;
}

}  // namespace wali::engine
