#include <expected>
#include <type_traits>

#include "engine/memory/linear_memory.h"
#include "wali/handlers.h"

// The calls that change the address space act on linear memory alone, through its allocator.

namespace wali::sys {
namespace {

using memory::GuestAddress;

memory::GuestMappings& mappings(Caller& caller) {
  return caller.memory().mappings();
}

template <typename T>
SyscallResult answer(const std::expected<T, wali::Errno>& result) {
  if (!result) return failed(number(result.error()));
  if constexpr (std::is_same_v<T, GuestAddress>) {
    return static_cast<int64_t>(result->value);
  } else {
    return 0;
  }
}

int as_flags(uint32_t bits) {
  return static_cast<int>(bits);
}

}  // namespace

SyscallResult sys_mmap(Caller& caller,
                       Address hint,
                       Size length,
                       Protection protection,
                       MapFlags flags,
                       Fd fd,
                       MapOffset offset) {
  return answer(mappings(caller).map(
      GuestAddress{hint}, length, as_flags(protection), as_flags(flags), fd, offset));
}

SyscallResult sys_munmap(Caller& caller, Address at, Size length) {
  return answer(mappings(caller).unmap(GuestAddress{at}, length));
}

SyscallResult sys_mremap(Caller& caller,
                         Address at,
                         Size old_length,
                         Size new_length,
                         RemapFlags flags,
                         MremapAddress new_address) {
  return answer(mappings(caller).remap(
      GuestAddress{at}, old_length, new_length, as_flags(flags), GuestAddress{new_address}));
}

SyscallResult sys_mprotect(Caller& caller, Address at, Size length, Protection protection) {
  return answer(mappings(caller).protect(GuestAddress{at}, length, as_flags(protection)));
}

SyscallResult sys_madvise(Caller& caller, Address at, Size length, Advice advice) {
  return answer(mappings(caller).advise(GuestAddress{at}, length, advice));
}

SyscallResult sys_msync(Caller& caller, Address at, Size length, SyncFlags flags) {
  return answer(mappings(caller).sync(GuestAddress{at}, length, as_flags(flags)));
}

SyscallResult sys_mincore(Caller& caller, Address at, Size length, OutPages vector) {
  auto pages = mappings(caller).resident(GuestAddress{at}, length);
  if (!pages) return failed(number(pages.error()));
  TRY(caller.copy_out(vector, pages->data(), pages->size()));
  return 0;
}

SyscallResult sys_brk(Caller& caller, Address wanted) {
  return static_cast<int64_t>(mappings(caller).move_break(GuestAddress{wanted}).value);
}

SyscallResult sys_mlock(Caller& caller, Address at, Size length) {
  return answer(mappings(caller).lock_pages(GuestAddress{at}, length, 0));
}

SyscallResult sys_mlock2(Caller& caller, Address at, Size length, Mlock2Flags flags) {
  return answer(mappings(caller).lock_pages(GuestAddress{at}, length, flags));
}

SyscallResult sys_munlock(Caller& caller, Address at, Size length) {
  return answer(mappings(caller).unlock_pages(GuestAddress{at}, length));
}

SyscallResult sys_mlockall(Caller& caller, LockAllFlags flags) {
  return answer(mappings(caller).lock_all(as_flags(flags)));
}

SyscallResult sys_munlockall(Caller& caller) {
  return answer(mappings(caller).unlock_all());
}

}  // namespace wali::sys
