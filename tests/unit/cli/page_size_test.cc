#include "wali/process/page_size.h"

#include <doctest/doctest.h>

#include "loader/decoder.h"
#include "tests/support/module_builder.h"

namespace wali::process {
namespace {

Result<void> check(std::string_view import, uint64_t host_page) {
  test::ModuleBuilder builder;
  builder.import_function("wali", import, builder.type({}, {}));
  auto module = loader::decode(builder.bytes());
  REQUIRE(module);
  return check_page_size(**module, host_page);
}

}  // namespace

TEST_CASE("page size: with pages of 4 KiB everything can run") {
  CHECK(check("SYS_mmap", 4096));
}

TEST_CASE("page size: with larger pages a program that manages memory is refused by name") {
  auto refused = check("SYS_mprotect", 65536);
  REQUIRE(!refused);
  CHECK(refused.error().kind == ErrorKind::Unsupported);
  CHECK(refused.error().message ==
        "SYS_mprotect needs memory pages of 4 KiB, and this kernel's have 64 KiB");
  CHECK(!check("SYS_mmap", 16384));
}

TEST_CASE("page size: with larger pages a program without mappings runs") {
  CHECK(check("SYS_write", 65536));
}

}  // namespace wali::process
