#include <cstddef>

#include "engine/interruptible_call.h"
#include "wali/process/signal_entry.h"

static_assert(offsetof(wali::jit::ThreadData, interrupted) == 40);

// The kernel's frame begins with a return address, which a return would have popped.
asm(R"(
.pushsection .text
.intel_syntax noprefix
.balign 16
.globl wali_signal_entry
.hidden wali_signal_entry
.type wali_signal_entry, @function
wali_signal_entry:
  sub rsp, 8
  mov [rsp], rdx
  call wali_handle_signal
  test al, al
  jz 2f
.globl wali_signal_leave
.hidden wali_signal_leave
wali_signal_leave:
  mov r11, qword ptr fs:wali_current_thread@tpoff
  cmp dword ptr [r11 + 40], 0
  jne 1f
  add rsp, 16
.globl wali_signal_leave_popped
.hidden wali_signal_leave_popped
wali_signal_leave_popped:
  mov eax, 15
  syscall
.globl wali_signal_leave_end
.hidden wali_signal_leave_end
wali_signal_leave_end:
1:
  mov rdi, [rsp]
  call wali_handle_noted
  test al, al
  jnz wali_signal_leave
2:
  add rsp, 16
  mov eax, 15
  syscall
.size wali_signal_entry, . - wali_signal_entry

.balign 16
.globl wali_signal_restorer
.hidden wali_signal_restorer
.type wali_signal_restorer, @function
wali_signal_restorer:
  mov eax, 15
  syscall
.size wali_signal_restorer, . - wali_signal_restorer
.att_syntax
.popsection
)");
