#include "jit/side_tables.h"

#include <doctest/doctest.h>

#include <vector>

namespace wali::jit {
namespace {

Site site(uint32_t code_offset, uint32_t wasm_offset, SiteKind kind) {
  return {code_offset, wasm_offset, kind, TrapReason::None};
}

/// Functions 3, 4 and 5 in [0, 40), [40, 64) and [80, 90).
SideTables three_functions() {
  SideTables tables;
  tables.add_function({3, 0, 40, 16, 0, 0},
                      std::vector<Site>{site(10, 100, SiteKind::MemoryAccess),
                                        {20, 110, SiteKind::Trap, TrapReason::Unreachable},
                                        site(40, 120, SiteKind::Call)});
  tables.add_function({4, 40, 64, 32, 0, 0}, {});
  tables.add_function({5, 80, 90, 48, 0, 0},
                      std::vector<Site>{site(80, 200, SiteKind::Position),
                                        site(84, 210, SiteKind::Call),
                                        site(84, 220, SiteKind::Position),
                                        site(84, 220, SiteKind::MemoryAccess)});
  return tables;
}

TEST_CASE("side tables: the function at an offset, gaps excluded") {
  SideTables tables = three_functions();
  auto index_at = [&](uint32_t offset) {
    const FunctionCode* found = tables.function_at(offset);
    return found == nullptr ? -1 : static_cast<int>(found->function);
  };
  CHECK(index_at(0) == 3);
  CHECK(index_at(39) == 3);
  CHECK(index_at(40) == 4);
  CHECK(index_at(63) == 4);
  CHECK(index_at(64) == -1);
  CHECK(index_at(79) == -1);
  CHECK(index_at(80) == 5);
  CHECK(index_at(89) == 5);
  CHECK(index_at(90) == -1);
  CHECK(SideTables().function_at(0) == nullptr);
}

TEST_CASE("side tables: a function by its index") {
  SideTables tables = three_functions();
  REQUIRE(tables.function(4) != nullptr);
  CHECK(tables.function(4)->frame_size == 32);
  REQUIRE(tables.function(5) != nullptr);
  CHECK(tables.function(5)->begin == 80);
  for (uint32_t absent : {0, 2, 6, 7}) CHECK(tables.function(absent) == nullptr);
}

TEST_CASE("side tables: each function has the sites it was added with") {
  SideTables tables = three_functions();
  CHECK(tables.sites_of(*tables.function(3)).size() == 3);
  CHECK(tables.sites_of(*tables.function(4)).empty());
  REQUIRE(tables.sites_of(*tables.function(5)).size() == 4);
  CHECK(tables.sites_of(*tables.function(5))[1].wasm_offset == 210);
}

TEST_CASE("side tables: a site is found at its own offset alone") {
  SideTables tables = three_functions();
  REQUIRE(tables.site_at(20).has_value());
  CHECK(tables.site_at(20)->reason == TrapReason::Unreachable);
  CHECK(tables.site_at(20)->wasm_offset == 110);
  for (uint32_t absent : {0, 9, 11, 19, 21, 81, 1000}) {
    CHECK_FALSE(tables.site_at(absent).has_value());
  }
}

TEST_CASE("side tables: the instruction that may trap hides a call that returns to it") {
  SideTables tables = three_functions();
  REQUIRE(tables.site_at(84).has_value());
  CHECK(tables.site_at(84)->kind == SiteKind::MemoryAccess);
  REQUIRE(tables.call_returning_to(84).has_value());
  CHECK(tables.call_returning_to(84)->wasm_offset == 210);
  CHECK(tables.site_at(40)->kind == SiteKind::Call);
  CHECK_FALSE(tables.call_returning_to(80).has_value());
}

}  // namespace
}  // namespace wali::jit
