#include <cstdint>

#include "wali/handlers.h"

namespace wali::sys {

namespace {

constexpr int kSetxattrat = 463, kGetxattrat = 464;

// xattr_args. Its first member is the value's address, 64 bits wide for guests, too.
struct AttributeValue {
  uint64_t address;
  uint32_t size;
  uint32_t flags;
};

SyscallResult call_with_value(const Caller& caller,
                              long number,
                              int dirfd,
                              const char* path,
                              int flags,
                              const char* name,
                              uint32_t value_address,
                              uint32_t value_size) {
  AttributeValue value;
  TRY(caller.copy_in_extensible(&value, sizeof value, value_address, value_size));
  value.address = reinterpret_cast<uintptr_t>(
      caller.host_pointer(static_cast<uint32_t>(value.address), value.size));
  return host_result(host_call(number, dirfd, path, flags, name, &value, sizeof value));
}

}  // namespace

SyscallResult sys_setxattrat(Caller& caller,
                             DirFd dirfd,
                             Path path,
                             AtFlags flags,
                             Text name,
                             Address value,
                             Size value_size) {
  return call_with_value(
      caller, kSetxattrat, dirfd, path.host, flags, name.host, value, value_size);
}

SyscallResult sys_getxattrat(Caller& caller,
                             DirFd dirfd,
                             Path path,
                             AtFlags flags,
                             Text name,
                             Address value,
                             Size value_size) {
  return call_with_value(
      caller, kGetxattrat, dirfd, path.host, flags, name.host, value, value_size);
}

}  // namespace wali::sys
