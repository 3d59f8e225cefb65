#pragma once

#include "wali/ipc_argument.h"
#include "wali/landlock_argument.h"
#include "wali/socket_argument.h"

/// The prototypes of all handlers, from the table. Rows without a handler have one that nobody
/// defines or calls.
namespace wali::sys {

#define SYSCALL(name, x64, aarch64, support, ...) \
  SyscallResult sys_##name(Caller& caller __VA_OPT__(, ) __VA_ARGS__);
#define KERNEL(...)
#define ALIAS(...)
#include "wali/aliases.def"
#include "wali/syscalls.def"
#undef ALIAS
#undef KERNEL
#undef SYSCALL

#define AUXILIARY(import, name, result, ...) \
  int64_t aux_##name(Caller& caller __VA_OPT__(, ) __VA_ARGS__);
#define ENGINE(...)
#define NUMBER(...)
#define ZERO(...)
#include "wali/auxiliary.def"
#undef ZERO
#undef NUMBER
#undef ENGINE
#undef AUXILIARY

}  // namespace wali::sys
