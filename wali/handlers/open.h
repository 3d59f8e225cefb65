#pragma once

#include "wali/handlers.h"

namespace wali::sys {

/// The way of every open: as openat(2) with `guest_flags` as guests write them, then judges what
/// was opened.
SyscallResult open_at(
    Caller& caller, int dirfd, const char* path, uint32_t guest_flags, uint32_t mode);

/// Closes `fd`, freshly opened, and answers EACCES if a guest must not have it; else answers `fd`.
SyscallResult judge_opened(Caller& caller, int fd, bool for_writing);

/// The same judgement of a descriptor that another process has sent.
bool may_be_received(int fd);

}  // namespace wali::sys
