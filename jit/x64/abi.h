#pragma once

#include "jit/call_layout.h"
#include "jit/x64/registers.h"

/// The calling convention of Wasm code on x86-64 (ours; C++ is entered and left through thunks).
///
/// Integers and references: the first seven in rax rdx rcx rsi rdi r8 r9; floats and vectors: the
/// first eight in xmm0-7. Results: the first four integers in rax rdx rcx rsi, the first four
/// floats and vectors in xmm0-3. What is left over lies on the stack in 8-byte words, two for a
/// vector, in order: argument word k at [sp + 8 * k] at the call instruction (sp 16-byte aligned
/// there), and result word k at [sp + 8 * k] after the call, since the callee pops the arguments.
/// So results lie above the arguments, and a function may put more argument words, or fewer, in the
/// place of its own for a tail call. The callee preserves rbx rbp r12 r13 r14 r15; all else is
/// lost.
namespace wali::jit::x64 {

struct Convention {
  using Register = x64::Register;
  static constexpr Register kIntegerArguments[] = {rax, rdx, rcx, rsi, rdi, r8, r9};
  static constexpr Register kFloatArguments[] = {xmm0, xmm1, xmm2, xmm3, xmm4, xmm5, xmm6, xmm7};
  static constexpr Register kIntegerResults[] = {rax, rdx, rcx, rsi};
  static constexpr Register kFloatResults[] = {xmm0, xmm1, xmm2, xmm3};
};

constexpr Register kPreserved[] = {rbx, rbp, r12, r13};  // with r14 and r15, which are pinned

using Location = jit::Location<Register>;
using CallLayout = jit::CallLayout<Convention>;

}  // namespace wali::jit::x64
