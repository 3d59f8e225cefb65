#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "jit/x64/registers.h"
#include "loader/types.h"

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

constexpr Register kIntegerArguments[] = {rax, rdx, rcx, rsi, rdi, r8, r9};
constexpr Register kFloatArguments[] = {xmm0, xmm1, xmm2, xmm3, xmm4, xmm5, xmm6, xmm7};
constexpr Register kIntegerResults[] = {rax, rdx, rcx, rsi};
constexpr Register kFloatResults[] = {xmm0, xmm1, xmm2, xmm3};
constexpr Register kPreserved[] = {rbx, rbp, r12, r13};  // with r14 and r15, which are pinned

/// Where one argument or result travels: a register, or the words from `stack_word` on if `reg` is
/// none.
struct Location {
  Register reg = Register::none;
  uint32_t stack_word = 0;
};

/// Locations of a signature. Reused from call to call: `assign` keeps the vectors' memory.
struct CallLayout {
  std::vector<Location> params;
  std::vector<Location> results;
  uint32_t argument_words = 0;  // on the stack, rounded up to keep sp aligned: what the callee pops
  uint32_t result_words = 0;    // on the stack

  void assign(const loader::FunctionType& type);
};

}  // namespace wali::jit::x64
