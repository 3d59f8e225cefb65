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
.balign 16
.globl wali_interruptible_call
.hidden wali_interruptible_call
.type wali_interruptible_call, @function
wali_interruptible_call:
  .cfi_startproc
  mrs x8, tpidr_el0
  add x8, x8, #:tprel_hi12:wali_current_thread
  ldr x7, [x8, #:tprel_lo12_nc:wali_current_thread]
  cbz x7, 1f
  ldr w8, [x7, #40]
  cbnz w8, 2f
1:
  mov x8, x6
  svc 0
  ret
.globl wali_interruptible_call_end
.hidden wali_interruptible_call_end
wali_interruptible_call_end:
2:
  stp x29, x30, [sp, #-80]!
  .cfi_def_cfa_offset 80
  .cfi_offset x29, -80
  .cfi_offset x30, -72
  stp x0, x1, [sp, #16]
  stp x2, x3, [sp, #32]
  stp x4, x5, [sp, #48]
  str x6, [sp, #64]
  ldr x8, [x7, #48]
  mov x0, x7
  mov x1, xzr
  blr x8
  ldp x0, x1, [sp, #16]
  ldp x2, x3, [sp, #32]
  ldp x4, x5, [sp, #48]
  ldr x6, [sp, #64]
  ldp x29, x30, [sp], #80
  .cfi_def_cfa_offset 0
  .cfi_restore x29
  .cfi_restore x30
  b wali_interruptible_call
  .cfi_endproc
.size wali_interruptible_call, . - wali_interruptible_call
.popsection
)");

namespace wali::engine {

bool is_interruptible_call(const void* pc) {
  return pc >= reinterpret_cast<const void*>(wali_interruptible_call) &&
         pc < wali_interruptible_call_end;
}

bool is_end_of_call(const void* pc) {
  constexpr int kReturnSize = 4;
  return static_cast<const char*>(pc) + kReturnSize == wali_interruptible_call_end;
}

}  // namespace wali::engine
