#include <cstddef>

#include "engine/builtin_entry.h"

namespace wali::engine {

extern "C" {
[[gnu::visibility("hidden")]] extern const char wali_builtin_entries[];
[[gnu::visibility("hidden")]] extern const char wali_builtin_leave[];
[[gnu::visibility("hidden")]] extern const char wali_builtin_return[];
}

static_assert(offsetof(jit::ThreadData, exit_sp) == 8 &&
              offsetof(jit::ThreadData, interrupted) == 40 &&
              offsetof(jit::ThreadData, on_interruption) == 48 &&
              offsetof(jit::InstanceData, thread) == 16 &&
              static_cast<size_t>(jit::Builtin::kCount) <= 32);

asm(R"(
.pushsection .text
.intel_syntax noprefix
.balign 16
.hidden wali_builtin_entries
.globl wali_builtin_entries
wali_builtin_entries:
.set wali_builtin_index, 0
.rept 32
.balign 16
  mov eax, wali_builtin_index
  jmp wali_builtin_call
.set wali_builtin_index, wali_builtin_index + 1
.endr

.balign 16
.type wali_builtin_call, @function
wali_builtin_call:
  .cfi_startproc
  mov r11, [rdi + 16]
  mov [r11 + 8], rsp
  sub rsp, 8
  .cfi_adjust_cfa_offset 8
  lea r10, [rip + wali_builtin_functions]
  call [r10 + rax * 8]
.globl wali_builtin_leave
.hidden wali_builtin_leave
wali_builtin_leave:
  mov r11, [r14 + 16]
  cmp dword ptr [r11 + 40], 0
  jne 1f
  mov qword ptr [r11 + 8], 0
  add rsp, 8
  .cfi_adjust_cfa_offset -8
.globl wali_builtin_return
.hidden wali_builtin_return
wali_builtin_return:
  ret
1:
  .cfi_adjust_cfa_offset 8
  mov [rsp], rax
  lea rcx, [rsp + 8]
  mov [r11 + 8], rcx
  mov rdi, r11
  xor esi, esi
  call [r11 + 48]
  mov rax, [rsp]
  jmp wali_builtin_leave
  .cfi_endproc
.size wali_builtin_call, . - wali_builtin_call
.att_syntax
.popsection
)");

jit::BuiltinFunction builtin_entry(jit::Builtin builtin) {
  constexpr size_t kEntrySize = 16;
  return reinterpret_cast<jit::BuiltinFunction>(
      const_cast<char*>(wali_builtin_entries + kEntrySize * static_cast<size_t>(builtin)));
}

jit::Thunks::Position position_in_builtin_entry(const void* pc) {
  using Position = jit::Thunks::Position;
  if (pc < wali_builtin_leave || pc > wali_builtin_return) return {};
  return {pc == wali_builtin_return ? Position::Returning : Position::Leaving, wali_builtin_leave};
}

}  // namespace wali::engine
