#pragma once

#include "loader/byte_reader.h"
#include "loader/module.h"

namespace wali::loader {

/// Reads and validates a constant expression (core spec, section 3.3.10, with the extended-const
/// proposal) that must yield one `expected`. Functions named by `ref.func` become referenced
/// functions of the module.
Result<ConstantExpression> read_constant_expression(ByteReader& reader,
                                                    Module& module,
                                                    ValueType expected);

}  // namespace wali::loader
