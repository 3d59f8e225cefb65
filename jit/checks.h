#pragma once

namespace wali::jit {

/// The checked build (meson -Dchecked=true): emitted code asserts what the compiler believes of
/// registers and slots, and the compiler asserts that its picture of them is consistent. A
/// violation ends the process by SIGTRAP or SIGABRT.
#ifdef WALI_CHECKED
constexpr bool kChecked = true;
#else
constexpr bool kChecked = false;
#endif

}  // namespace wali::jit
