#include "engine/memory/region_map.h"

#include "tests/unit/memory/fixture.h"

using namespace wali::memory;

namespace {

Region anonymous(uint64_t begin, uint64_t end, int protection = 3) {
  return {begin, end, Backing::PrivateAnonymous, protection, 0};
}

void assign(RegionMap& map, const Region& region) {
  REQUIRE(map.prepare());
  map.assign(region);
}

void erase(RegionMap& map, AddressRange range) {
  REQUIRE(map.prepare());
  map.erase(range);
}

}  // namespace

TEST_CASE("region map: neighbours that are alike are one region") {
  RegionMap map(0);
  assign(map, anonymous(0, 10));
  assign(map, anonymous(20, 30));
  assign(map, anonymous(10, 20));
  CHECK(map.all() == std::vector{anonymous(0, 30)});
  assign(map, {30, 40, Backing::Shared, 3, 1});
  assign(map, {40, 50, Backing::Shared, 3, 2});
  CHECK(map.all().size() == 3);
}

TEST_CASE("region map: assigning and erasing cut what is there") {
  RegionMap map(0);
  assign(map, anonymous(0, 100));
  assign(map, anonymous(20, 30, 1));
  erase(map, {50, 60});
  CHECK(map.all() ==
        std::vector{anonymous(0, 20), anonymous(20, 30, 1), anonymous(30, 50), anonymous(60, 100)});
  REQUIRE(map.prepare());
  map.set_protection({10, 70}, 1);
  CHECK(map.all() ==
        std::vector{
            anonymous(0, 10), anonymous(10, 50, 1), anonymous(60, 70, 1), anonymous(70, 100)});
  CHECK(map.find(49)->begin == 10);
  CHECK(map.find(50) == nullptr);
  CHECK(map.is_free({50, 60}));
  CHECK_FALSE(map.is_free({50, 61}));
  CHECK(map.pieces({45, 65}) == std::vector{anonymous(45, 50, 1), anonymous(60, 65, 1)});
}

TEST_CASE("region map: first fit finds the lowest gap that is long enough") {
  RegionMap map(10);
  CHECK(map.first_fit(5, 100, {}) == 10);
  assign(map, anonymous(10, 20));
  assign(map, anonymous(23, 40));
  assign(map, anonymous(50, 60));
  CHECK(map.first_fit(3, 100, {}) == 20);
  CHECK(map.first_fit(4, 100, {}) == 40);
  CHECK(map.first_fit(11, 100, {}) == 60);
  CHECK(map.first_fit(40, 100, {}) == 60);
  CHECK(map.first_fit(41, 100, {}) == std::nullopt);
  assign(map, anonymous(20, 23));
  CHECK(map.first_fit(1, 100, {}) == 40);
  erase(map, {0, 15});
  CHECK(map.first_fit(5, 100, {}) == 10);
}

TEST_CASE("region map: a search keeps out of a range, before and behind it") {
  RegionMap map(10);
  assign(map, anonymous(10, 20));
  CHECK(map.first_fit(5, 100, {25, 60}) == 20);
  CHECK(map.first_fit(6, 100, {25, 60}) == 60);
  CHECK(map.first_fit(41, 100, {25, 60}) == std::nullopt);
  CHECK(map.first_fit(41, 100, {}) == 20);
  assign(map, anonymous(70, 80));
  CHECK(map.first_fit(11, 100, {25, 60}) == 80);
  CHECK(map.first_fit(10, 100, {25, 65}) == 80);
  CHECK(map.first_fit(20, 100, {25, 90}) == std::nullopt);
  CHECK(map.end() == 80);
}
