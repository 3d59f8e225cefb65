#pragma once

#include <array>
#include <string>
#include <string_view>

#include "wali/caller.h"

/// Files of procfs that describe processes. Those that would describe the engine, whose process a
/// guest is, describe the guest instead: its arguments, environment and mappings.
namespace wali::sys {

/// "/proc/self/fd/3".
std::array<char, 32> descriptor_link(int fd);
/// The name that the kernel has for what is open; empty where it cannot be asked.
std::string path_of_descriptor(int fd);

/// Whether `name`, a file of procfs, is one that has to be replaced.
bool shows_engine(std::string_view name);
/// Whether `name`, a folder of procfs, lists addresses.
bool lists_addresses(std::string_view name);

/// A descriptor of what the guest may see in the place of a file that shows_engine holds for.
SyscallResult open_process_file(const Caller& caller, std::string_view name, bool close_on_exec);

}  // namespace wali::sys
