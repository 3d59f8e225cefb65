#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "loader/module.h"
#include "loader/result.h"

namespace wali::loader {

/// Decodes a binary module and validates everything but the functions' instructions, which
/// `FunctionValidator` checks one function at a time.
Result<std::shared_ptr<const Module>> decode(std::vector<std::byte> bytes);

/// Reads and decodes a file. The message of an Io error names the file.
Result<std::shared_ptr<const Module>> load_file(const std::string& path);

}  // namespace wali::loader
