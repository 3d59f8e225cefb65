#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

/// Access by the host to memory that the guest may unmap, protect or truncate at the same moment.
///
/// The loops are assembly at known addresses. A SIGSEGV or SIGBUS at one of them is no crash: the
/// signal handler sets the interrupted pc to what `fault_fixup` names, and the call returns false.
/// The process must have such a handler installed.
namespace wali::memory {

/// memmove (the ranges may overlap). False if a page was inaccessible: part of the bytes may have
/// been copied. 1, 2, 4 and 8 aligned bytes are read and written in one access each.
[[nodiscard]] bool guarded_copy(void* to, const void* from, size_t length);
/// memset, in the same way.
[[nodiscard]] bool guarded_fill(void* to, uint8_t value, size_t length);

/// Atomically replaces an aligned word by `desired` if it is `expected`. What it was, or no value
/// if the page was inaccessible.
[[nodiscard]] std::optional<uint32_t> guarded_compare_exchange(uint32_t* word,
                                                               uint32_t expected,
                                                               uint32_t desired);

/// Whether it was SIGBUS, as past the end of a mapped file, that the last guarded access of the
/// thread that failed has met.
bool last_fault_was_bus_error();

/// Where a thread continues that met `signal` at `pc`; null if `pc` lies in no guarded access.
/// Async-signal-safe.
const void* fault_fixup(const void* pc, int signal);

/// Whether `address` lies in the reservation of any live linear memory, guard regions included.
/// Async-signal-safe.
bool is_in_reservation(const void* address);

}  // namespace wali::memory
