#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "loader/module.h"
#include "loader/proposals.h"
#include "loader/result.h"
#include "loader/text/place.h"

namespace wali::loader {

/// Decodes a binary module and validates everything but the functions' instructions, which
/// `FunctionValidator` checks one function at a time.
Result<std::shared_ptr<const Module>> decode(std::vector<std::byte> bytes,
                                             const Proposals& proposals = {});

/// The binary module in a file, assembled if the file is in the text format. The message of an Io
/// error names the file.
Result<std::vector<std::byte>> read_binary(const std::string& path);

/// The same, decoded.
Result<std::shared_ptr<const Module>> load_file(const std::string& path);

/// Where in a file in the text format the byte at `offset` of its module comes from; line 0 if the
/// file is binary, cannot be read again, or the byte has no such place.
text::Place place_in_file(const std::string& path, uint64_t offset);

}  // namespace wali::loader
