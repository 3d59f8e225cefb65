#pragma once

#include <sys/stat.h>

#include <string>

#include "wali/caller.h"

/// /proc/self/exe and its other names: the engine for the kernel, the module for the guest.
namespace wali::sys {

/// Whether this is the engine's own file.
bool is_engine_file(uint64_t device, uint64_t inode);

/// The module's path if `path` is procfs's link to the program of this very process, else empty.
std::string module_behind(const Caller& caller, int dirfd, const char* path);

/// readlinkat(2), with the module's path where the engine's would be.
SyscallResult read_link(
    const Caller& caller, int dirfd, const char* path, uint32_t to, uint32_t size);

}  // namespace wali::sys
