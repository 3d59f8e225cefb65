#include <cstddef>

#include "engine/interruptible_call.h"
#include "wali/process/signal_entry.h"

static_assert(offsetof(wali::jit::ThreadData, interrupted) == 40);
static_assert(sizeof(siginfo_t) == 128);

// The kernel's frame, to which the stack pointer points all along, is a siginfo_t and a ucontext_t.
// Nothing of ours lies below: there is no red zone, so the frame of a signal that comes at the
// return would overwrite what has been popped and is needed again.
asm(R"(
.pushsection .text
.balign 16
.globl wali_signal_entry
.hidden wali_signal_entry
.type wali_signal_entry, @function
wali_signal_entry:
  bl wali_handle_signal
  tbz w0, #0, 2f
.globl wali_signal_leave
.hidden wali_signal_leave
wali_signal_leave:
  mrs x9, tpidr_el0
  add x9, x9, #:tprel_hi12:wali_current_thread
  ldr x9, [x9, #:tprel_lo12_nc:wali_current_thread]
  ldr w9, [x9, #40]
  cbnz w9, 1f
  mov x8, #139
  svc 0
.globl wali_signal_leave_popped
.hidden wali_signal_leave_popped
wali_signal_leave_popped:
.globl wali_signal_leave_end
.hidden wali_signal_leave_end
wali_signal_leave_end:
1:
  add x0, sp, #128
  bl wali_handle_noted
  tbnz w0, #0, wali_signal_leave
2:
  mov x8, #139
  svc 0
.size wali_signal_entry, . - wali_signal_entry

.balign 16
.globl wali_signal_restorer
.hidden wali_signal_restorer
.type wali_signal_restorer, @function
wali_signal_restorer:
  mov x8, #139
  svc 0
.size wali_signal_restorer, . - wali_signal_restorer
.popsection
)");
