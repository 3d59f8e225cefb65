#pragma once

#include "jit/aarch64/registers.h"
#include "jit/call_layout.h"

/// The calling convention of Wasm code on AArch64 (ours; C++ is entered and left through thunks).
///
/// Integers and references: the first eight in x0-x7; floats and vectors: the first eight in v0-v7.
/// Results: the first four integers in x0-x3, the first four floats and vectors in v0-v3. What is
/// left over lies on the stack in 8-byte words, two for a vector, in order: argument word k at
/// [sp + 8 * k] at the call instruction (sp 16-byte aligned, always), and result word k at
/// [sp + 8 * k] after the call, since the callee pops the arguments. So results lie above the
/// arguments, and a function may put more argument words, or fewer, in the place of its own for a
/// tail call. The callee preserves x19-x28; all else is lost.
///
/// The return address comes in x30 and every prologue stores it right below the arguments, so that
/// a stack looks as it does where the call instruction pushes it.
namespace wali::jit::aarch64 {

struct Convention {
  using Register = aarch64::Register;
  static constexpr Register kIntegerArguments[] = {x0, x1, x2, x3, x4, x5, x6, x7};
  static constexpr Register kFloatArguments[] = {v0, v1, v2, v3, v4, v5, v6, v7};
  static constexpr Register kIntegerResults[] = {x0, x1, x2, x3};
  static constexpr Register kFloatResults[] = {v0, v1, v2, v3};
};

// With x27 and x28, which are pinned.
constexpr Register kPreserved[] = {x19, x20, x21, x22, x23, x24, x25, x26};

using Location = jit::Location<Register>;
using CallLayout = jit::CallLayout<Convention>;

}  // namespace wali::jit::aarch64
