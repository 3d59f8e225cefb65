#pragma once

#include <cerrno>
#include <cstdint>
#include <expected>
#include <string_view>

#include "engine/memory/errno.h"
#include "loader/result.h"

/// How a system call fails: a Linux errno number, the same on every host (wali::Errno).
namespace wali::sys {

/// What a handler answers. The adapter turns the error into the negative number that the guest
/// sees.
using SyscallResult = std::expected<int64_t, Errno>;

template <typename T>
using Expected = std::expected<T, Errno>;

constexpr std::unexpected<Errno> failed(int number) {
  return std::unexpected(Errno{number});
}

/// Linux returns -4095..-1 for a failed call.
constexpr SyscallResult host_result(int64_t raw) {
  if (raw < 0 && raw >= -4095) [[unlikely]]
    return failed(static_cast<int>(-raw));
  return raw;
}
constexpr int64_t encode(const SyscallResult& result) {
  return result ? *result : -static_cast<int64_t>(result.error());
}

/// "ENOENT"; empty for a number without a name.
std::string_view errno_name(int number);
/// "No such file or directory".
std::string_view errno_message(int number);

}  // namespace wali::sys
