#include "loader/result.h"

#include <fmt/format.h>

#include <string_view>

namespace wali {
namespace {

std::string_view name_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Malformed:
      return "malformed";
    case ErrorKind::Invalid:
      return "invalid";
    case ErrorKind::Unsupported:
      return "unsupported";
    case ErrorKind::Unlinkable:
      return "unlinkable";
    case ErrorKind::Io:
      return "cannot read";
    case ErrorKind::Resource:
      return "limit exceeded";
  }
  return "error";
}

}  // namespace

std::string to_string(const Error& error) {
  if (error.offset == Error::kNoOffset) {
    return fmt::format("{}: {}", name_of(error.kind), error.message);
  }
  return fmt::format("{}: offset 0x{:x}: {}", name_of(error.kind), error.offset, error.message);
}

}  // namespace wali
