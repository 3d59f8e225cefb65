#pragma once

#include <cstdint>

/// Implementation limits: those of the WebAssembly JavaScript interface, so that a module which
/// runs here also runs in browsers and the other way round. Exceeding one is a Resource error.
namespace wali::loader::limits {

constexpr uint64_t kModuleSize = uint64_t{1} << 30;
constexpr uint32_t kTypes = 1'000'000;
constexpr uint32_t kFunctions = 1'000'000;
constexpr uint32_t kImports = 100'000;
constexpr uint32_t kExports = 100'000;
constexpr uint32_t kGlobals = 1'000'000;
constexpr uint32_t kTags = 1'000'000;
constexpr uint32_t kTables = 100'000;
constexpr uint32_t kMemories = 100'000;
constexpr uint32_t kDataSegments = 100'000;
constexpr uint32_t kElementSegments = 10'000'000;
constexpr uint32_t kTableSize = 10'000'000;
constexpr uint32_t kFunctionSize = 7'654'321;
constexpr uint32_t kLocals = 50'000;
constexpr uint32_t kParams = 1'000;
constexpr uint32_t kResults = 1'000;
constexpr uint32_t kBranchTableSize = 65'520;
constexpr uint32_t kNameSize = 100'000;

/// Not one of that interface: operands alive at once in one function.
constexpr uint32_t kStackHeight = 1'000'000;

}  // namespace wali::loader::limits
