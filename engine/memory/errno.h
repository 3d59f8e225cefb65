#pragma once

#include <cerrno>

/// What a failed system call answers: an errno value, in a type that no other integer converts to.
namespace wali {

enum class Errno : int {};

constexpr int number(Errno error) {
  return static_cast<int>(error);
}
/// Of the host call that has just failed.
inline Errno last_errno() {
  return Errno{errno};
}

}  // namespace wali
