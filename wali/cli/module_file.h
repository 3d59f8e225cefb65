#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "loader/module.h"
#include "loader/result.h"

namespace wali::cli {

/// Why a module file cannot be used: the words for the user, and the status to exit with.
struct FileFailure {
  std::string message;
  int exit_code;
};

/// Reads and decodes a module.
std::expected<std::shared_ptr<const loader::Module>, FileFailure> open_module(
    const std::string& path);

/// The bytes of a binary module, or of one in the text format as the binary that it means.
std::expected<std::vector<std::byte>, FileFailure> read_binary(const std::string& path);

/// An error about the module at `path`, in one line, with the byte offset where there is one.
std::string describe(const std::string& path, const Error& error);

}  // namespace wali::cli
