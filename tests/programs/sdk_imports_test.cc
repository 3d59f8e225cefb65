#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <vector>

#include "wali/syscall_table.h"

namespace wali::sys {
namespace {

struct SdkImport {
  const char* name;
  int number;
  std::string signature;
};

template <typename... Parameters>
SdkImport sdk_import(const char* name, int number) {
  std::string operands;
  ((operands += operands.empty() ? "" : " ",
    operands += std::is_same_v<Parameters, long> ? "i64" : "i32"),
   ...);
  return {name, number, "(" + operands + ") -> i64"};
}

#define IMPORT0(name, number) sdk_import<>(#name, number),
#define IMPORT1(name, number, ...) sdk_import<__VA_ARGS__>(#name, number),
#define IMPORT2 IMPORT1
#define IMPORT3 IMPORT1
#define IMPORT4 IMPORT1
#define IMPORT5 IMPORT1
#define IMPORT6 IMPORT1

const std::vector<SdkImport> kSdkImports{
#include "wali/sdk/musl/arch/wasm32/syscall_imports.def"
};

TEST_CASE("the SDK's C library imports system calls with the numbers and types of the table") {
  for (const SdkImport& import : kSdkImports) {
    CAPTURE(import.name);
    const SyscallRow* row = find_syscall(import.name);
    REQUIRE(row != nullptr);
    CHECK(row->x64_number == import.number);
    CHECK(wasm_signature_of(*row) == import.signature);
  }
}

TEST_CASE("the SDK's C library knows every system call of the table that x86-64 has") {
  size_t numbered = 0;
  for (const SyscallRow& row : syscalls()) numbered += row.x64_number != kNoNumber;
  CHECK(kSdkImports.size() == numbered);
}

}  // namespace
}  // namespace wali::sys
