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

// What a walk from `exit_sp` reads is as on x86-64: the return address, and above it the caller's
// frame.
asm(R"(
.pushsection .text
.balign 16
.hidden wali_builtin_entries
.globl wali_builtin_entries
wali_builtin_entries:
.set wali_builtin_index, 0
.rept 32
.balign 16
  mov w8, wali_builtin_index
  b wali_builtin_call
.set wali_builtin_index, wali_builtin_index + 1
.endr

.balign 16
.type wali_builtin_call, @function
wali_builtin_call:
  .cfi_startproc
  sub sp, sp, #16
  .cfi_def_cfa_offset 16
  str x30, [sp, #8]
  .cfi_offset x30, -8
  ldr x9, [x0, #16]
  add x10, sp, #8
  str x10, [x9, #8]
  adrp x10, wali_builtin_functions
  add x10, x10, #:lo12:wali_builtin_functions
  ldr x10, [x10, w8, uxtw #3]
  blr x10
.globl wali_builtin_leave
.hidden wali_builtin_leave
wali_builtin_leave:
  ldr x9, [x28, #16]
  ldr w10, [x9, #40]
  cbnz w10, 1f
  str xzr, [x9, #8]
  ldr x30, [sp, #8]
  add sp, sp, #16
  .cfi_def_cfa_offset 0
.globl wali_builtin_return
.hidden wali_builtin_return
wali_builtin_return:
  ret
1:
  .cfi_def_cfa_offset 16
  str x0, [sp]
  add x10, sp, #8
  str x10, [x9, #8]
  ldr x10, [x9, #48]
  mov x0, x9
  mov x1, xzr
  blr x10
  ldr x0, [sp]
  b wali_builtin_leave
  .cfi_endproc
.size wali_builtin_call, . - wali_builtin_call
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
