#pragma once

#include <sys/syscall.h>

#include <concepts>
#include <cstdint>

#include "engine/interruptible_call.h"

/// The one place where handlers enter the kernel: the bare system call, answered with -errno. The C
/// library's wrappers are avoided, since they read some arguments themselves, emulate others and
/// are cancellation points.
///
/// `host_call` lets handlers of the guest's signals run inside of the call, as they do natively. So
/// whoever makes it holds no lock, and nothing that a jump out of the handler must not lose.
/// `short_host_call` does not; it is for calls that never block.
namespace wali::sys {

template <typename T>
inline long kernel_word(T value) {
  if constexpr (std::is_pointer_v<T>)
    return reinterpret_cast<long>(value);
  else if constexpr (std::same_as<T, std::nullptr_t>)
    return 0;
  else
    return static_cast<long>(value);
}

#if defined(__x86_64__)
inline int64_t short_host_call_words(
    long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
  long result = number;
  register long r10 asm("r10") = d;
  register long r8 asm("r8") = e;
  register long r9 asm("r9") = f;
  asm volatile("syscall"
               : "+a"(result)
               : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
               : "rcx", "r11", "memory");
  return result;
}
#elif defined(__aarch64__)
inline int64_t short_host_call_words(
    long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
  register long x8 asm("x8") = number;
  register long x0 asm("x0") = a;
  register long x1 asm("x1") = b;
  register long x2 asm("x2") = c;
  register long x3 asm("x3") = d;
  register long x4 asm("x4") = e;
  register long x5 asm("x5") = f;
  asm volatile("svc 0"
               : "+r"(x0)
               : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
               : "memory");
  return x0;
}
#endif

inline int64_t host_call_words(
    long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
  return engine::interruptible_call(number, a, b, c, d, e, f);
}

template <typename... Arguments>
inline int64_t short_host_call(long number, Arguments... arguments) {
  return short_host_call_words(number, kernel_word(arguments)...);
}

template <typename... Arguments>
inline int64_t host_call(long number, Arguments... arguments) {
  return host_call_words(number, kernel_word(arguments)...);
}

}  // namespace wali::sys
