#include "loader/leb128.h"

#include <doctest/doctest.h>

#include <vector>

namespace wali::loader {
namespace {

template <typename T, unsigned kBits = sizeof(T) * 8>
void check(const std::vector<uint8_t>& bytes, LebStatus expected, T value = 0) {
  CAPTURE(bytes.size());
  const uint8_t* at = bytes.data();
  const uint8_t* end = at + bytes.size();
  T found = 0;
  CHECK(read_leb128<T, kBits>(at, end, found) == expected);
  if (expected == LebStatus::Ok) {
    CHECK(found == value);
    CHECK(at == end);
  } else {
    CHECK(at == bytes.data());
  }
}

TEST_CASE("LEB128: unsigned integers may be padded to five bytes, not more") {
  check<uint32_t>({0x00}, LebStatus::Ok, 0);
  check<uint32_t>({0x7f}, LebStatus::Ok, 127);
  check<uint32_t>({0x80, 0x01}, LebStatus::Ok, 128);
  check<uint32_t>({0x83, 0x80, 0x80, 0x80, 0x00}, LebStatus::Ok, 3);
  check<uint32_t>({0xff, 0xff, 0xff, 0xff, 0x0f}, LebStatus::Ok, UINT32_MAX);
  check<uint32_t>({0xff, 0xff, 0xff, 0xff, 0x1f}, LebStatus::UnusedBits);
  check<uint32_t>({0x83, 0x80, 0x80, 0x80, 0x10}, LebStatus::UnusedBits);
  check<uint32_t>({0x83, 0x80, 0x80, 0x80, 0x80, 0x00}, LebStatus::TooLong);
  check<uint32_t>({}, LebStatus::End);
  check<uint32_t>({0x80, 0x80}, LebStatus::End);
}

TEST_CASE("LEB128: signed integers repeat their sign in the unused bits") {
  check<int32_t>({0x7f}, LebStatus::Ok, -1);
  check<int32_t>({0x40}, LebStatus::Ok, -64);
  check<int32_t>({0xc0, 0x00}, LebStatus::Ok, 64);
  check<int32_t>({0xff, 0xff, 0xff, 0xff, 0x7f}, LebStatus::Ok, -1);
  check<int32_t>({0x80, 0x80, 0x80, 0x80, 0x78}, LebStatus::Ok, INT32_MIN);
  check<int32_t>({0xff, 0xff, 0xff, 0xff, 0x07}, LebStatus::Ok, INT32_MAX);
  check<int32_t>({0xff, 0xff, 0xff, 0xff, 0x0f}, LebStatus::UnusedBits);
  check<int32_t>({0x80, 0x80, 0x80, 0x80, 0x70}, LebStatus::UnusedBits);
  check<int32_t>({0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, LebStatus::TooLong);
}

TEST_CASE("LEB128: 64-bit integers take up to ten bytes") {
  std::vector<uint8_t> bytes(9, 0xff);
  bytes.push_back(0x01);
  check<uint64_t>(bytes, LebStatus::Ok, UINT64_MAX);
  bytes.back() = 0x02;
  check<uint64_t>(bytes, LebStatus::UnusedBits);
  bytes.back() = 0x7f;
  check<int64_t>(bytes, LebStatus::Ok, -1);
  bytes.back() = 0x00;
  check<int64_t>(bytes, LebStatus::Ok, INT64_MAX);
  bytes.back() = 0x7e;
  check<int64_t>(bytes, LebStatus::UnusedBits);
  bytes.assign(9, 0x80);
  bytes.push_back(0x7f);
  check<int64_t>(bytes, LebStatus::Ok, INT64_MIN);
}

TEST_CASE("LEB128: a 33-bit integer of a block type holds every type index") {
  check<int64_t, 33>({0xff, 0xff, 0xff, 0xff, 0x0f}, LebStatus::Ok, int64_t{UINT32_MAX});
  check<int64_t, 33>({0x40}, LebStatus::Ok, -64);
  check<int64_t, 33>({0xff, 0xff, 0xff, 0xff, 0x1f}, LebStatus::UnusedBits);
}

}  // namespace
}  // namespace wali::loader
