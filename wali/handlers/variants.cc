#include "wali/handlers.h"

namespace wali::sys {

SyscallResult sys_mmap2(Caller& caller,
                        Address address,
                        Size length,
                        Protection protection,
                        MapFlags flags,
                        Fd fd,
                        UInt pages) {
  constexpr int64_t kUnit = 4096;
  return sys_mmap(caller, address, length, protection, flags, fd, {pages.value * kUnit});
}

}  // namespace wali::sys
