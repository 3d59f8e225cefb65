#pragma once

#include "loader/result.h"

/// How `wali` ends when it cannot run a program: what env(1) and the shells do. Every other status
/// is the guest's own.
namespace wali::cli {

constexpr int kOwnFailure =
    125;  // bad options, an unreadable, malformed or invalid module, no memory
constexpr int kCannotExecute =
    126;  // no Wasm, needs imports or proposals that there are not, has no entry
constexpr int kNotFound = 127;  // there is no such file

constexpr int exit_code_of(ErrorKind kind) {
  return kind == ErrorKind::Unlinkable || kind == ErrorKind::Unsupported ? kCannotExecute
                                                                         : kOwnFailure;
}

}  // namespace wali::cli
