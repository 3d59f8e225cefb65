#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "loader/result.h"
#include "loader/text/lexer.h"

/// From the text format (core spec, section 6) to the binary format, to be read by the decoder.
/// Text that is malformed, an unknown identifier or a literal out of range among it, is an error
/// that begins with line and column; what is well-formed but invalid is left to decoder and
/// validator.
namespace wali::loader::text {

/// One module: `(module ...)`, also of the forms `binary` and `quote`, or its fields alone.
Result<std::vector<std::byte>> assemble(std::string_view text);

/// A module inside a script: its name and fields begin at `module` and end in front of a `)` or at
/// the end of the text.
Result<std::vector<std::byte>> assemble(const TokenCursor& module);

/// Where in `text`, a module that can be assembled, the byte at `offset` of the result comes from:
/// an instruction or a field. Line 0 if from no one place.
Place place_of(std::string_view text, uint64_t offset);

/// Whether the bytes are to be taken for text: no byte of them belongs to the binary format's magic
/// number, and the first token begins a list.
bool looks_like_text(std::span<const std::byte> bytes);

}  // namespace wali::loader::text
