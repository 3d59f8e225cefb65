#include <string>
#include <utility>

#include "tests/unit/memory/fixture.h"

using namespace wali::memory;
using namespace wali::memory::test;

namespace {

int remap_error(LinearMemory& memory,
                GuestAddress at,
                uint64_t old_length,
                uint64_t new_length,
                int flags,
                GuestAddress target = {}) {
  return error_of(memory.mappings().remap(at, old_length, new_length, flags, target));
}

GuestAddress remap(LinearMemory& memory,
                   GuestAddress at,
                   uint64_t old_length,
                   uint64_t new_length,
                   int flags,
                   GuestAddress target = {}) {
  auto moved = memory.mappings().remap(at, old_length, new_length, flags, target);
  REQUIRE(error_of(moved) == 0);
  return *moved;
}

/// The first byte of each page, '.' where it cannot be read, '0' where it is zero.
std::string pages(const LinearMemory& memory, GuestAddress at, unsigned count) {
  std::string text;
  for (unsigned i = 0; i < count; ++i) {
    int byte = byte_at(memory, at + i * kPage);
    text += byte < 0 ? '.' : byte == 0 ? '0' : static_cast<char>(byte);
  }
  return text;
}

GuestAddress lettered(LinearMemory& memory, unsigned count) {
  GuestAddress at = map(memory, count * kPage);
  for (unsigned i = 0; i < count; ++i) {
    REQUIRE(memory.store(at + i * kPage, static_cast<uint8_t>('a' + i)));
  }
  return at;
}

constexpr int kMove = MREMAP_MAYMOVE;
constexpr int kFixed = MREMAP_MAYMOVE | MREMAP_FIXED;

}  // namespace

TEST_CASE("remap: invalid requests get Linux's errors") {
  auto memory = make_memory(1, 64);
  GuestAddress at = lettered(*memory, 4);
  GuestAddress far{50 * kWasmPage};
  CHECK(remap_error(*memory, at, kPage, kPage, 8) == EINVAL);
  CHECK(remap_error(*memory, at, kPage, kPage, MREMAP_FIXED, far) == EINVAL);
  CHECK(remap_error(*memory, at, kPage, kPage, MREMAP_DONTUNMAP) == EINVAL);
  CHECK(remap_error(*memory, at, kPage, 2 * kPage, kMove | MREMAP_DONTUNMAP) == EINVAL);
  CHECK(remap_error(*memory, at + 1, kPage, kPage, kMove) == EINVAL);
  CHECK(remap_error(*memory, at, kPage, 0, kMove) == EINVAL);
  CHECK(remap_error(*memory, at, 0, kPage, kMove) == EINVAL);
  CHECK(remap_error(*memory, at, kPage, kPage, kFixed, far + 1) == EINVAL);
  CHECK(remap_error(*memory, at, kPage, kPage, kFixed, GuestAddress{64 * kWasmPage}) == EINVAL);
  CHECK(remap_error(*memory, at, 2 * kPage, 2 * kPage, kFixed, at + kPage) == EINVAL);
  CHECK(remap_error(*memory, far, kPage, kPage, kMove) == EFAULT);
  CHECK(remap_error(*memory, at, 5 * kPage, 6 * kPage, kMove) == EFAULT);
  CHECK(remap_error(*memory, at, kPage, 2 * kPage, 0) == ENOMEM);
  CHECK(remap_error(*memory, at, 4 * kPage, 64 * kWasmPage, kMove) == ENOMEM);
  CHECK(remap_error(*memory, at, 4 * kPage, ~uint64_t{0}, kMove) == ENOMEM);
  CHECK(pages(*memory, at, 5) == "abcd.");
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: anonymous pages grow in place, shrink and move") {
  auto memory = make_memory(1);
  GuestAddress at = lettered(*memory, 3);
  CHECK(remap(*memory, at, 3 * kPage, 3 * kPage, 0) == at);
  CHECK(remap(*memory, at, 3 * kPage, 5 * kPage, 0) == at);
  CHECK(pages(*memory, at, 6) == "abc00.");
  CHECK(remap(*memory, at, 5 * kPage, 2 * kPage, 0) == at);
  CHECK(pages(*memory, at, 3) == "ab.");
  GuestAddress wall = map(*memory, kPage);
  CHECK(wall == at + 2 * kPage);
  GuestAddress moved = remap(*memory, at, 2 * kPage, 4 * kPage, kMove);
  CHECK(moved != at);
  CHECK(pages(*memory, moved, 4) == "ab00");
  CHECK(pages(*memory, at, 3) == "..0");
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: a fixed target replaces what is there and raises the size") {
  auto memory = make_memory(1);
  GuestAddress from = lettered(*memory, 3);
  GuestAddress to{100 * kWasmPage};
  CHECK(remap(*memory, from, 3 * kPage, 2 * kPage, kFixed, to) == to);
  CHECK(pages(*memory, to, 3) == "ab.");
  CHECK(pages(*memory, from, 3) == "...");
  CHECK(memory->page_count() == 101);
  GuestAddress second = lettered(*memory, 1);
  CHECK(remap(*memory, second, kPage, kPage, kFixed, to + kPage) == to + kPage);
  CHECK(pages(*memory, to, 3) == "aa.");
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: DONTUNMAP leaves empty pages behind" * needs(HostFeature::ExactMaps)) {
  auto memory = make_memory(1);
  GuestAddress from = lettered(*memory, 2);
  GuestAddress to = remap(*memory, from, 2 * kPage, 2 * kPage, kMove | MREMAP_DONTUNMAP);
  CHECK(pages(*memory, to, 2) == "ab");
  CHECK(pages(*memory, from, 2) == "00");
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: shared file pages grow in place and move as views of the file" *
          needs(HostFeature::SecondView)) {
  auto memory = make_memory(1);
  TestFile file(6);
  GuestAddress view = map(*memory, 2 * kPage, kReadWrite, MAP_SHARED, file.fd(), kPage);
  CHECK(remap(*memory, view, 2 * kPage, 4 * kPage, 0) == view);
  CHECK(pages(*memory, view, 5) == "bcde.");
  GuestAddress wall = map(*memory, kPage);
  CHECK(wall == view + 4 * kPage);
  GuestAddress moved = remap(*memory, view, 4 * kPage, 5 * kPage, kMove);
  CHECK(pages(*memory, moved, 5) == "bcdef");
  CHECK(pages(*memory, view, 4) == "....");
  CHECK(memory->store(moved + 4 * kPage, uint8_t{'Z'}));
  char byte = 0;
  CHECK(pread(file.fd(), &byte, 1, 5 * kPage) == 1);
  CHECK(byte == 'Z');
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: an old length of 0 makes a second view of shared pages, and of no others" *
          needs(HostFeature::SecondView)) {
  auto memory = make_memory(1);
  TestFile file(6);
  GuestAddress view = map(*memory, 2 * kPage, kReadWrite, MAP_SHARED, file.fd(), kPage);
  GuestAddress second = remap(*memory, view, 0, 3 * kPage, kMove);
  CHECK(pages(*memory, second, 3) == "bcd");
  CHECK(memory->store(view, uint8_t{'Z'}));
  CHECK(pages(*memory, second, 1) == "Z");
  GuestAddress target{10 * kWasmPage};
  CHECK(remap(*memory, view + kPage, 0, kPage, kFixed, target) == target);
  CHECK(pages(*memory, target, 2) == "c.");
  CHECK(remap_error(*memory, view, 0, kPage, 0) == ENOMEM);
  CHECK(remap_error(*memory, view, 0, kPage, kMove | MREMAP_DONTUNMAP) == EINVAL);
  CHECK(remap_error(*memory, view, 0, 0, kMove) == EINVAL);
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: shared anonymous pages stay shared with a child after a move" *
          needs(HostFeature::SecondView)) {
  auto memory = make_memory(1);
  GuestAddress from = map(*memory, 2 * kPage, kReadWrite, MAP_SHARED | MAP_ANONYMOUS);
  CHECK(memory->store(from, 1));
  GuestAddress to =
      remap(*memory, from, 2 * kPage, 2 * kPage, kFixed, GuestAddress{90 * kWasmPage});
  CHECK(memory->load<int>(to).value() == 1);
  CHECK(in_child([&] { return memory->store(to, 17) ? 0 : 1; }) == 0);
  CHECK(memory->load<int>(to).value() == 17);
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: a private file mapping moves with its changes and grows with the file") {
  auto memory = make_memory(1);
  TestFile file(6);
  GuestAddress copy = map(*memory, 2 * kPage, kReadWrite, MAP_PRIVATE, file.fd(), kPage);
  CHECK(memory->store(copy, uint8_t{'X'}));
  CHECK(remap_error(*memory, copy, 2 * kPage, 4 * kPage, 0) == ENOMEM);
  GuestAddress grown = remap(*memory, copy, 2 * kPage, 4 * kPage, kMove);
  CHECK(pages(*memory, grown, 4) == "Xcde");
  CHECK(pages(*memory, copy, 2) == "..");
  GuestAddress to{90 * kWasmPage};
  CHECK(remap(*memory, grown, 4 * kPage, 4 * kPage, kFixed, to) == to);
  CHECK(pages(*memory, to, 4) == "Xcde");
  CHECK(remap(*memory, to + kPage, 2 * kPage, kPage, kFixed, to + 10 * kPage) == to + 10 * kPage);
  CHECK(pages(*memory, to, 4) == "X..e");
  CHECK(pages(*memory, to + 10 * kPage, 2) == "c.");
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: what the kernel keeps in pieces moves as one") {
  auto memory = make_memory(1);
  GuestAddress at = lettered(*memory, 8);
  // The kernel does not join pages with different advice; to the guest they are one mapping.
  CHECK(memory->mappings().advise(at + 3 * kPage, kPage, MADV_DONTDUMP));
  CHECK(memory->mappings().advise(at + 6 * kPage, kPage, MADV_RANDOM));
  GuestAddress to{90 * kWasmPage};
  CHECK(remap(*memory, at, 8 * kPage, 9 * kPage, kFixed, to) == to);
  CHECK(pages(*memory, to, 9) == "abcdefgh0");
  CHECK(pages(*memory, at, 8) == "........");
  CHECK(memory->audit() == "");
}

TEST_CASE("remap: a range with several protections cannot move as one") {
  auto memory = make_memory(1);
  GuestAddress at = lettered(*memory, 4);
  CHECK(memory->mappings().protect(at + kPage, kPage, PROT_READ));
  CHECK(remap_error(*memory, at, 4 * kPage, 5 * kPage, kMove) == EFAULT);
  GuestAddress moved = remap(*memory, at + kPage, kPage, 2 * kPage, kMove);
  CHECK(pages(*memory, moved, 2) == "b0");
  CHECK(error_of(memory->store(moved + kPage, 1)) == EFAULT);
  CHECK(memory->audit() == "");
}
