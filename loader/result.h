#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>

/// How failures caused by a module travel: as values, with the place in the module that is wrong.
/// Failures of the guest's code are traps (engine/trap.h); those of system calls are errno values.
namespace wali {

enum class ErrorKind : uint8_t {
  Malformed,    // the bytes are no module
  Invalid,      // a module, but against the validation rules
  Unsupported,  // valid by a proposal that this engine does not implement
  Unlinkable,   // an import is missing or has another type
  Io,           // the file could not be read
  Resource,     // address space, memory or an implementation limit ran out
};

struct Error {
  /// `offset` of an error that is not about one place in the module's bytes.
  static constexpr uint64_t kNoOffset = ~uint64_t{0};

  ErrorKind kind;
  uint64_t offset;  // in bytes from the beginning of the module
  std::string message;
};

/// One line for people: "malformed: offset 0x1f: expected section size, found end of module".
std::string to_string(const Error& error);

template <typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> failure(ErrorKind kind, uint64_t offset, std::string message) {
  return std::unexpected(Error{kind, offset, std::move(message)});
}

inline std::unexpected<Error> failure(ErrorKind kind, std::string message) {
  return failure(kind, Error::kNoOffset, std::move(message));
}

namespace detail {
template <typename T, typename E>
T take(std::expected<T, E>&& result) {
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}
}  // namespace detail

}  // namespace wali

/// The value of `expression`, a `std::expected`; returns its error from the enclosing function.
#define TRY(expression)                                       \
  ({                                                          \
    auto try_result_ = (expression);                          \
    if (!try_result_) [[unlikely]]                            \
      return std::unexpected(std::move(try_result_.error())); \
    ::wali::detail::take(std::move(try_result_));             \
  })
