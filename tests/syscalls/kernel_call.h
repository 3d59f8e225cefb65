/* RAW(name, arguments...): a system call without the C library, answered with -errno. Arguments are
 * pointers or integers of any width; those left out are 0. As Wasm it is a call of the import
 * SYS_name with the types of the ABI, natively the kernel's own. */
#pragma once

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Names of system calls that a C library's headers may turn into those of its functions. */
#undef pread64
#undef pwrite64
#undef getdents64
#undef prlimit64

#include "../support/six_longs.h"

#if defined(__wasm__)

#define DECLARE(name, ...)        \
  long kernel_##name(__VA_ARGS__) \
      __attribute__((__import_module__("wali"), __import_name__("SYS_" #name)));
#define WORDS long a, long b, long c, long d, long e, long f
#define DEFINE(name, ...)                                                       \
  __attribute__((always_inline, unused)) static inline long raw_##name(WORDS) { \
    return kernel_##name(__VA_ARGS__);                                          \
  }
#define IMPORT0(name, number) DECLARE(name, void) DEFINE(name)
#define IMPORT1(name, number, A) DECLARE(name, A) DEFINE(name, (A)a)
#define IMPORT2(name, number, A, B) DECLARE(name, A, B) DEFINE(name, (A)a, (B)b)
#define IMPORT3(name, number, A, B, C) DECLARE(name, A, B, C) DEFINE(name, (A)a, (B)b, (C)c)
#define IMPORT4(name, number, A, B, C, D) \
  DECLARE(name, A, B, C, D) DEFINE(name, (A)a, (B)b, (C)c, (D)d)
#define IMPORT5(name, number, A, B, C, D, E) \
  DECLARE(name, A, B, C, D, E) DEFINE(name, (A)a, (B)b, (C)c, (D)d, (E)e)
#define IMPORT6(name, number, A, B, C, D, E, F) \
  DECLARE(name, A, B, C, D, E, F) DEFINE(name, (A)a, (B)b, (C)c, (D)d, (E)e, (F)f)
#include "syscall_imports.def"
#include "syscall_imports_end.h"
#undef DEFINE
#undef WORDS
#undef DECLARE

#define RAW(name, ...) raw_##name(SIX_LONGS(__VA_ARGS__))

#else

#if defined(__x86_64__)
static inline long kernel_call(long number, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "+a"(number)
                   : "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return number;
}
/* The ABI's numbers are those of x86-64. */
#define IMPORT0(name, number) enum { kernel_number_##name = number };
#define IMPORT1(name, number, ...) enum { kernel_number_##name = number };
#define IMPORT2 IMPORT1
#define IMPORT3 IMPORT1
#define IMPORT4 IMPORT1
#define IMPORT5 IMPORT1
#define IMPORT6 IMPORT1
#include "syscall_imports.def"
#include "syscall_imports_end.h"
#define RAW(name, ...) kernel_call(kernel_number_##name, SIX_LONGS(__VA_ARGS__))
#elif defined(__aarch64__)
static inline long kernel_call(long number, long a, long b, long c, long d, long e, long f) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
}
/* Calls that this ISA does not have get a number that no call has. */
#define None -1
#define SYSCALL(name, x64, aarch64, ...) enum { kernel_number_##name = aarch64, old_##name = x64 };
#define KERNEL SYSCALL
#include "../../wali/syscalls.def"
#undef KERNEL
#undef SYSCALL
#undef None

/* Calls of x86-64 that have become a special case of another. The rest is ENOSYS. */
static inline long old_call(long number, long a, long b, long c, long d) {
#define REPLACED(name, by, ...) \
  case old_##name:              \
    return kernel_call(kernel_number_##by, SIX_LONGS(__VA_ARGS__))
  switch (number) {
    REPLACED(open, openat, AT_FDCWD, a, b, c);
    REPLACED(creat, openat, AT_FDCWD, a, O_CREAT | O_WRONLY | O_TRUNC, b);
    REPLACED(stat, newfstatat, AT_FDCWD, a, b, 0);
    REPLACED(lstat, newfstatat, AT_FDCWD, a, b, AT_SYMLINK_NOFOLLOW);
    REPLACED(access, faccessat, AT_FDCWD, a, b);
    REPLACED(pipe, pipe2, a, 0);
    REPLACED(rename, renameat2, AT_FDCWD, a, AT_FDCWD, b, 0);
    REPLACED(mkdir, mkdirat, AT_FDCWD, a, b);
    REPLACED(rmdir, unlinkat, AT_FDCWD, a, AT_REMOVEDIR);
    REPLACED(link, linkat, AT_FDCWD, a, AT_FDCWD, b, 0);
    REPLACED(unlink, unlinkat, AT_FDCWD, a, 0);
    REPLACED(symlink, symlinkat, a, AT_FDCWD, b);
    REPLACED(readlink, readlinkat, AT_FDCWD, a, b, c);
    REPLACED(chmod, fchmodat, AT_FDCWD, a, b);
    REPLACED(chown, fchownat, AT_FDCWD, a, b, c, 0);
    REPLACED(lchown, fchownat, AT_FDCWD, a, b, c, AT_SYMLINK_NOFOLLOW);
    REPLACED(mknod, mknodat, AT_FDCWD, a, b, c);
    REPLACED(getpgrp, getpgid, 0);
    REPLACED(epoll_create, epoll_create1, 0);
    REPLACED(epoll_wait, epoll_pwait, a, b, c, d, 0, 8);
    REPLACED(inotify_init, inotify_init1, 0);
    REPLACED(signalfd, signalfd4, a, b, c, 0);
    REPLACED(eventfd, eventfd2, a, 0);
    REPLACED(pause, ppoll, 0, 0, 0, 0);
    REPLACED(fork, clone, SIGCHLD, 0);
    default:
      return -ENOSYS;
  }
#undef REPLACED
}

static inline long any_call(long old, long number, long a, long b, long c, long d, long e, long f) {
  return number == -1 ? old_call(old, a, b, c, d) : kernel_call(number, a, b, c, d, e, f);
}
#define RAW(name, ...) any_call(old_##name, kernel_number_##name, SIX_LONGS(__VA_ARGS__))
#endif

#endif
