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
.balign 16
.globl wali_jit_raise
.hidden wali_jit_raise
.type wali_jit_raise, %function
wali_jit_raise:
  mov x9, sp
  sub sp, sp, #96
  stp x30, x9, [sp]
  stp x0, x27, [sp, #16]
  stp x19, x20, [sp, #32]
  stp x21, x22, [sp, #48]
  stp x23, x24, [sp, #64]
  stp x25, x26, [sp, #80]
  mov x2, sp
  ldr x16, [x0, #32]
  blr x16
  udf #0
.size wali_jit_raise, . - wali_jit_raise
.popsection
)");

const void* raise_stub() {
  return wali_jit_raise;
}

}  // namespace wali::jit
