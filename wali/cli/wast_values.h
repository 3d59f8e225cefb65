#pragma once

#include <expected>
#include <span>
#include <string>

#include "engine/value.h"
#include "loader/text/script.h"

/// Values as scripts of the specification's suite write them.
namespace wali::cli {

/// An argument for a parameter of type `type`; fails with a phrase that says what was expected. The
/// embedder's N-th object is the word N + 1, since no reference but null is 0.
std::expected<engine::Value, std::string> argument_of(const loader::text::ScriptValue& written,
                                                      loader::ValueType type);

bool matches(const engine::Value& value, const loader::text::ExpectedResult& expected);

/// As "0x2a:i32, null", in the words of `format_value`.
std::string describe(std::span<const loader::text::ExpectedResult> expected);
std::string describe(std::span<const engine::Value> values);

}  // namespace wali::cli
