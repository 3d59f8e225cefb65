#include "engine/memory/guarded_access.h"

#include <csignal>
#include <cstring>
#include <numeric>
#include <vector>

#include "tests/unit/memory/fixture.h"

using namespace wali::memory;
using namespace wali::memory::test;

namespace {

/// Two pages, the second of them inaccessible.
class Edge {
 public:
  Edge() : pages_(static_cast<uint8_t*>(mmap(nullptr, 2 * kPage, kReadWrite, kAnonymous, -1, 0))) {
    mprotect(pages_ + kPage, kPage, PROT_NONE);
  }
  ~Edge() { munmap(pages_, 2 * kPage); }
  uint8_t* end() { return pages_ + kPage; }

 private:
  uint8_t* pages_;
};

}  // namespace

TEST_CASE("guarded copy: equals memmove for all short lengths and overlaps") {
  for (size_t length = 0; length <= 200; ++length) {
    for (size_t from : {0, 1, 7, 16, 40, 100, 200, 230}) {
      for (size_t to : {0, 1, 3, 15, 33, 90, 100, 101, 230}) {
        std::vector<uint8_t> expected(512), actual(512);
        std::iota(expected.begin(), expected.end(), 1);
        actual = expected;
        std::memmove(expected.data() + to, expected.data() + from, length);
        REQUIRE(guarded_copy(actual.data() + to, actual.data() + from, length));
        REQUIRE(actual == expected);
      }
    }
  }
}

TEST_CASE("guarded copy: equals memmove for long lengths and overlaps") {
  for (size_t length : {2047, 2048, 2049, 4096, 5000, 70000}) {
    for (int distance : {-70000, -100, -64, -63, -33, -1, 0, 1, 31, 32, 33, 64, 2048, 70000}) {
      std::vector<uint8_t> expected(210000);
      for (size_t i = 0; i < expected.size(); ++i)
        expected[i] = static_cast<uint8_t>(i * 7 + i / 251);
      std::vector<uint8_t> actual = expected;
      std::memmove(expected.data() + 70000 + distance, expected.data() + 70000, length);
      REQUIRE(guarded_copy(actual.data() + 70000 + distance, actual.data() + 70000, length));
      REQUIRE(actual == expected);
    }
  }
}

TEST_CASE("guarded copy: up to the last accessible byte succeeds, one further fails") {
  Edge edge;
  std::vector<uint8_t> buffer(kPage, 5);
  for (size_t length = 1; length <= 300; ++length) {
    CHECK(guarded_copy(buffer.data(), edge.end() - length, length));
    CHECK(guarded_copy(edge.end() - length, buffer.data(), length));
    CHECK_FALSE(guarded_copy(buffer.data(), edge.end() - length + 1, length));
    CHECK_FALSE(guarded_copy(edge.end() - length + 1, buffer.data(), length));
  }
  CHECK_FALSE(guarded_copy(buffer.data(), edge.end() - 3000, 3001));
  CHECK_FALSE(guarded_copy(edge.end() - 3000, buffer.data(), 3001));
}

TEST_CASE("guarded copy: a short copy whose source is inaccessible writes nothing") {
  Edge edge;
  uint8_t buffer[32];
  for (size_t length = 1; length <= 32; ++length) {
    std::memset(buffer, 0xee, sizeof buffer);
    CHECK_FALSE(guarded_copy(buffer, edge.end() - length + 1, length));
    for (uint8_t byte : buffer) CHECK(byte == 0xee);
  }
}

TEST_CASE("guarded fill: fills exactly the range, fails at an inaccessible page") {
  Edge edge;
  for (size_t length : {0, 1, 2, 31, 32, 33, 64, 100, 4000}) {
    std::vector<uint8_t> buffer(kPage, 1);
    REQUIRE(guarded_fill(buffer.data() + 10, 0xab, length));
    for (size_t i = 0; i < buffer.size(); ++i) {
      REQUIRE(buffer[i] == (i >= 10 && i < 10 + length ? 0xab : 1));
    }
    CHECK(guarded_fill(edge.end() - length, 0xcd, length));
    CHECK_FALSE(guarded_fill(edge.end() - length, 0xcd, length + 1));
  }
}

TEST_CASE("fault fix-up: knows no other code") {
  CHECK(fault_fixup(nullptr, SIGSEGV) == nullptr);
  CHECK(fault_fixup(reinterpret_cast<const void*>(&install_fault_handler), SIGSEGV) == nullptr);
}

TEST_CASE("guarded compare-exchange: answers what was there, or nothing for an inaccessible page") {
  install_fault_handler();
  Edge edge;
  auto* word = reinterpret_cast<uint32_t*>(edge.end()) - 1;
  *word = 5;
  CHECK(guarded_compare_exchange(word, 4, 9) == 5u);
  CHECK(*word == 5);
  CHECK(guarded_compare_exchange(word, 5, 9) == 5u);
  CHECK(*word == 9);
  CHECK_FALSE(guarded_compare_exchange(word + 1, 0, 1).has_value());
}
