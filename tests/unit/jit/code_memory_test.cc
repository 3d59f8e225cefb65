#include "jit/code_memory.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

namespace wali::jit {
namespace {

/// What /proc/self/maps says of the page at `address`; empty if it is not mapped.
std::string permissions_at(const void* address) {
  std::ifstream maps("/proc/self/maps");
  auto at = reinterpret_cast<uintptr_t>(address);
  for (std::string line; std::getline(maps, line);) {
    unsigned long begin;
    unsigned long end;
    char permissions[5];
    REQUIRE(sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, permissions) == 3);
    if (begin <= at && at < end) return permissions;
  }
  return {};
}

std::vector<std::byte> numbered_bytes(size_t size) {
  std::vector<std::byte> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 7);
  return bytes;
}

TEST_CASE("code memory: published code is readable and executable, on every page") {
  size_t page = sysconf(_SC_PAGESIZE);
  std::vector<std::byte> code = numbered_bytes(3 * page + 5);
  auto memory = CodeMemory::publish(code);
  REQUIRE(memory.has_value());
  REQUIRE(memory->size() == code.size());
  CHECK(std::equal(code.begin(), code.end(), memory->begin()));
  for (size_t at = 0; at < code.size(); at += page) {
    CHECK(permissions_at(memory->begin() + at) == "r-xp");
  }
}

TEST_CASE("code memory: nothing in the process is writable and executable") {
  auto memory = CodeMemory::publish(numbered_bytes(100));
  REQUIRE(memory.has_value());
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    CAPTURE(line);
    char permissions[5];
    REQUIRE(sscanf(line.c_str(), "%*s %4s", permissions) == 1);
    CHECK_FALSE((permissions[1] == 'w' && permissions[2] == 'x'));
  }
}

TEST_CASE("code memory: contains exactly the bytes of the code") {
  auto memory = CodeMemory::publish(numbered_bytes(10));
  REQUIRE(memory.has_value());
  CHECK(memory->contains(memory->begin()));
  CHECK(memory->contains(memory->begin() + 9));
  CHECK_FALSE(memory->contains(memory->begin() + 10));
  CHECK_FALSE(memory->contains(memory->begin() - 1));
}

TEST_CASE("code memory: no code needs no pages") {
  auto memory = CodeMemory::publish({});
  REQUIRE(memory.has_value());
  CHECK(memory->size() == 0);
  CHECK_FALSE(memory->contains(nullptr));
}

TEST_CASE("code memory: moving keeps the mapping and the last owner removes it") {
  const std::byte* begin;
  {
    auto first = CodeMemory::publish(numbered_bytes(10));
    REQUIRE(first.has_value());
    begin = first->begin();
    CodeMemory second = std::move(*first);
    CHECK(second.begin() == begin);
    CHECK(first->begin() == nullptr);
    CodeMemory third;
    third = std::move(second);
    CHECK(third.begin() == begin);
    CHECK(permissions_at(begin) == "r-xp");
  }
  CHECK(permissions_at(begin) != "r-xp");
}

}  // namespace
}  // namespace wali::jit
