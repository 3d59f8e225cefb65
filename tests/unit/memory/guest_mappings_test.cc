#include "engine/memory/guest_mappings.h"

#include <fcntl.h>

#include <vector>

#include "tests/unit/memory/fixture.h"

using namespace wali::memory;
using namespace wali::memory::test;

TEST_CASE("guest mappings: anonymous pages are zeroed, writable and aligned") {
  auto memory = make_memory(3);
  GuestAddress at = map(*memory, 10000);
  CHECK(at.value % kPage == 0);
  CHECK(at.value >= 3 * kWasmPage);
  CHECK(byte_at(*memory, at) == 0);
  CHECK(memory->store(at + (3 * kPage - 4), 7));
  CHECK(byte_at(*memory, at + 3 * kPage) == -1);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: the size follows the highest mapping, growth goes above it") {
  auto memory = make_memory(1);
  map(*memory, 5 * kWasmPage + kPage);
  CHECK(memory->page_count() == 7);
  CHECK(memory->grow(1).value() == 7);
  GuestAddress second = map(*memory, kPage);
  CHECK(second.value < 7 * kWasmPage);  // the rest of the last page was free
  CHECK(memory->page_count() == 8);
}

TEST_CASE("guest mappings: invalid requests get Linux's errors") {
  auto memory = make_memory(1, 16);
  GuestMappings& mappings = memory->mappings();
  auto attempt = [&](uint64_t at, uint64_t length, int flags, int fd = -1, off_t offset = 0) {
    return error_of(mappings.map(GuestAddress{at}, length, kReadWrite, flags, fd, offset));
  };
  CHECK(attempt(0, 0, kAnonymous) == EINVAL);
  CHECK(attempt(0, kPage, MAP_ANONYMOUS) == EINVAL);
  CHECK(attempt(0, kPage, kAnonymous, -1, 100) == EINVAL);
  CHECK(attempt(0, kPage, MAP_PRIVATE, -1) == EBADF);
  CHECK(attempt(0, kPage, MAP_SHARED_VALIDATE | 0x1000000) == EOPNOTSUPP);
  CHECK(attempt(0, 0xfffff001, kAnonymous) == ENOMEM);
  CHECK(attempt(0, ~uint64_t{0}, kAnonymous) == ENOMEM);
  CHECK(attempt(0, 16 * kWasmPage, kAnonymous) == ENOMEM);
  CHECK(attempt(1, kPage, kAnonymous | MAP_FIXED) == EINVAL);
  CHECK(attempt(16 * kWasmPage, kPage, kAnonymous | MAP_FIXED) == ENOMEM);
  CHECK(attempt(15 * kWasmPage, 2 * kWasmPage, kAnonymous | MAP_FIXED) == ENOMEM);
  CHECK(attempt(0, kPage, kAnonymous | MAP_FIXED_NOREPLACE) == EEXIST);
  CHECK(error_of(mappings.unmap(GuestAddress{1}, kPage)) == EINVAL);
  CHECK(error_of(mappings.unmap(GuestAddress{0}, 0)) == EINVAL);
  CHECK(error_of(mappings.unmap(GuestAddress{15 * kWasmPage}, 0xffffffff)) == EINVAL);
  CHECK(error_of(mappings.unmap(GuestAddress{15 * kWasmPage}, kPage)) == 0);
  CHECK(error_of(mappings.protect(GuestAddress{0}, kPage, 0x01000000)) == EINVAL);
  CHECK(error_of(mappings.protect(GuestAddress{1}, kPage, 0)) == EINVAL);
  CHECK(error_of(mappings.protect(GuestAddress{15 * kWasmPage}, kPage, 0)) == ENOMEM);
  CHECK(error_of(mappings.advise(GuestAddress{0}, kPage, MADV_HWPOISON)) == EINVAL);
  CHECK(error_of(mappings.advise(GuestAddress{0}, kPage, 12345)) == EINVAL);
  CHECK(error_of(mappings.advise(GuestAddress{2 * kWasmPage}, kPage, MADV_DONTNEED)) == ENOMEM);
  CHECK(error_of(mappings.sync(GuestAddress{0}, kPage, MS_SYNC | MS_ASYNC)) == EINVAL);
  CHECK(error_of(mappings.sync(GuestAddress{2 * kWasmPage}, kPage, MS_SYNC)) == ENOMEM);
  CHECK(error_of(mappings.resident(GuestAddress{5}, kPage)) == EINVAL);
  CHECK(error_of(mappings.resident(GuestAddress{2 * kWasmPage}, kPage)) == ENOMEM);
  CHECK(error_of(mappings.lock_pages(GuestAddress{2 * kWasmPage}, kPage, 0)) == ENOMEM);
  CHECK(error_of(mappings.lock_pages(GuestAddress{0}, kPage, 0x100)) == EINVAL);
  CHECK(error_of(mappings.lock_all(0)) == EINVAL);
  CHECK(error_of(mappings.lock_all(MCL_ONFAULT)) == EINVAL);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: a hint is taken if free, MAP_FIXED always") {
  auto memory = make_memory(1);
  GuestAddress wanted{50 * kWasmPage};
  CHECK(map(*memory, kPage, kReadWrite, kAnonymous, -1, 0, wanted + 5) == wanted);
  CHECK(map(*memory, kPage, kReadWrite, kAnonymous, -1, 0, wanted) != wanted);
  CHECK(map(*memory, kPage, kReadWrite, kAnonymous, -1, 0, GuestAddress{0xfffff000}).value <
        50 * kWasmPage);
  CHECK(memory->store(wanted, 9));
  CHECK(map(*memory, kPage, kReadWrite, kAnonymous | MAP_FIXED, -1, 0, wanted) == wanted);
  CHECK(byte_at(*memory, wanted) == 0);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: unmapped pages are inaccessible and come back zeroed") {
  auto memory = make_memory(1);
  GuestAddress at = map(*memory, 3 * kPage);
  CHECK(memory->store(at + kPage, 42));
  CHECK(memory->mappings().unmap(at + kPage, kPage));
  CHECK(byte_at(*memory, at + kPage) == -1);
  CHECK(byte_at(*memory, at) == 0);
  CHECK(memory->audit() == "");
  CHECK(map(*memory, kPage) == at + kPage);
  CHECK(byte_at(*memory, at + kPage) == 0);
}

TEST_CASE("guest mappings: page 0 is never chosen, even when it is free") {
  auto memory = make_memory(1);
  CHECK(memory->mappings().unmap(GuestAddress{0}, kWasmPage));
  CHECK(map(*memory, kPage).value >= kWasmPage);
  CHECK(map(*memory, kPage, kReadWrite, kAnonymous | MAP_FIXED, -1, 0, GuestAddress{0}).value == 0);
}

TEST_CASE("guest mappings: holes are used again over 100,000 cycles") {
  auto memory = make_memory(2, 64);
  struct Live {
    GuestAddress at;
    uint64_t length;
  };
  std::vector<Live> live;
  for (size_t i = 0; i < 100'000; ++i) {
    uint64_t length = (1 + i % 5) * kPage;
    live.push_back({map(*memory, length), length});
    if (live.size() == 20) {
      size_t victim = i * 7 % live.size();
      REQUIRE(memory->mappings().unmap(live[victim].at, live[victim].length));
      live.erase(live.begin() + static_cast<long>(victim));
    }
  }
  // At most 100 pages of 4 KiB are live at a time.
  CHECK(memory->page_count() <= 2 + 10);
  for (const Live& each : live) REQUIRE(memory->mappings().unmap(each.at, each.length));
  CHECK(memory->mappings().regions().size() == 1);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: a full memory answers ENOMEM and recovers") {
  auto memory = make_memory(1, 4);
  GuestAddress at = map(*memory, 3 * kWasmPage);
  CHECK(error_of(memory->mappings().map({}, kPage, kReadWrite, kAnonymous, -1, 0)) == ENOMEM);
  CHECK(error_of(memory->grow(1)) == ENOMEM);
  CHECK(memory->mappings().unmap(at + kPage, kPage));
  CHECK(map(*memory, kPage) == at + kPage);
}

TEST_CASE("guest mappings: files are mapped, private and shared") {
  auto memory = make_memory(1);
  TestFile file(4);
  GuestAddress copy = map(*memory, 3 * kPage, kReadWrite, MAP_PRIVATE, file.fd(), kPage);
  GuestAddress view = map(*memory, 4 * kPage, kReadWrite, MAP_SHARED, file.fd());
  CHECK(byte_at(*memory, copy) == 'b');
  CHECK(byte_at(*memory, copy + 2 * kPage) == 'd');
  CHECK(memory->store(copy, uint8_t{'X'}));
  CHECK(byte_at(*memory, view + kPage) == 'b');
  CHECK(memory->store(view, uint8_t{'Y'}));
  CHECK(memory->mappings().sync(view, kPage, MS_SYNC));
  char byte = 0;
  CHECK(pread(file.fd(), &byte, 1, 0) == 1);
  CHECK(byte == 'Y');
  CHECK(pread(file.fd(), &byte, 1, kPage) == 1);
  CHECK(byte == 'b');
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: the kernel's refusal of a file leaves everything as it was") {
  auto memory = make_memory(1);
  TestFile file(1);
  int read_only = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  int directory = open("/", O_RDONLY | O_CLOEXEC);
  GuestAddress at = map(*memory, kPage);
  CHECK(memory->store(at, 5));
  auto attempt = [&](int flags, int fd, off_t offset) {
    return error_of(memory->mappings().map(at, kPage, kReadWrite, flags | MAP_FIXED, fd, offset));
  };
  CHECK(attempt(MAP_SHARED, read_only, 0) == EACCES);
  CHECK(attempt(MAP_PRIVATE, directory, 0) == ENODEV);
  CHECK(attempt(MAP_PRIVATE, read_only, -4096) == EOVERFLOW);
  constexpr int kDirect = MAP_SHARED_VALIDATE | MAP_SYNC;
  REQUIRE(mmap(nullptr, kPage, PROT_READ, kDirect, file.fd(), 0) == MAP_FAILED);
  int own = errno;
  CHECK(attempt(kDirect, file.fd(), 0) == own);
  CHECK(memory->load<int>(at).value() == 5);
  CHECK(memory->audit() == "");
  close(read_only);
  close(directory);
}

TEST_CASE("guest mappings: pages past the end of a truncated file answer EFAULT") {
  auto memory = make_memory(1);
  TestFile file(2);
  GuestAddress view = map(*memory, 2 * kPage, kReadWrite, MAP_SHARED, file.fd());
  CHECK(byte_at(*memory, view + kPage) == 'b');
  REQUIRE(ftruncate(file.fd(), kPage) == 0);
  CHECK(byte_at(*memory, view + kPage) == -1);
  CHECK(error_of(memory->store(view + kPage, 1)) == EFAULT);
  CHECK(error_of(memory->fill(view, 1, 2 * kPage)) == EFAULT);
  CHECK(error_of(memory->read_string(view, 2 * kPage)) == EFAULT);
}

TEST_CASE("guest mappings: nothing becomes executable") {
  auto memory = make_memory(1);
  int all = PROT_READ | PROT_WRITE | PROT_EXEC;
  TestFile file(1);
  GuestAddress anonymous = map(*memory, kPage, all);
  map(*memory, kPage, all, MAP_PRIVATE, file.fd());
  CHECK(memory->mappings().protect(GuestAddress{0}, kPage, all));
  CHECK(memory->mappings().protect(anonymous, kPage, PROT_EXEC));
  CHECK(byte_at(*memory, anonymous) == -1);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: flags that enlarge or move a mapping have no effect") {
  auto memory = make_memory(1, 64);
  constexpr int kMap32Bit = 0x40;  // not among the names of every ISA
  for (int flag : {MAP_GROWSDOWN, kMap32Bit, MAP_STACK, MAP_HUGETLB, MAP_LOCKED, MAP_POPULATE}) {
    GuestAddress at = map(*memory, kPage, kReadWrite, kAnonymous | flag);
    CHECK(byte_at(*memory, at) == 0);
  }
  // In the last page, where a huge page would reach beyond the memory.
  GuestAddress last{64 * kWasmPage - kPage};
  CHECK(map(*memory, kPage, kReadWrite, kAnonymous | MAP_FIXED | MAP_HUGETLB, -1, 0, last) == last);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: protection holds for the pages named and is given back") {
  auto memory = make_memory(1);
  GuestAddress at = map(*memory, 3 * kPage);
  size_t regions = memory->mappings().regions().size();
  CHECK(memory->mappings().protect(at + kPage, kPage, PROT_NONE));
  CHECK(memory->mappings().protect(at, kPage, PROT_READ));
  CHECK(byte_at(*memory, at + kPage) == -1);
  CHECK(error_of(memory->store(at, 1)) == EFAULT);
  CHECK(memory->store(at + 2 * kPage, 1));
  CHECK(memory->audit() == "");
  CHECK(memory->mappings().protect(at, 3 * kPage, kReadWrite));
  CHECK(memory->mappings().regions().size() == regions);
  CHECK(memory->store(at, 1));
  CHECK(error_of(memory->mappings().protect(at, 100 * kPage, PROT_READ)) == ENOMEM);
  CHECK(error_of(memory->store(at, 1)) == EFAULT);  // the part before the gap was changed
}

TEST_CASE("guest mappings: MADV_DONTNEED zeroes") {
  auto memory = make_memory(1);
  GuestAddress at = map(*memory, 2 * kPage);
  CHECK(memory->store(at, 5));
  CHECK(memory->store(at + kPage, 6));
  CHECK(memory->mappings().advise(at, kPage, MADV_DONTNEED));
  CHECK(byte_at(*memory, at) == 0);
  CHECK(byte_at(*memory, at + kPage) == 6);
}

TEST_CASE("guest mappings: MADV_REMOVE needs a file" * needs(HostFeature::RemoveAdvice)) {
  auto memory = make_memory(1, 16);
  CHECK(error_of(memory->mappings().advise(GuestAddress{0}, kPage, MADV_REMOVE)) == EINVAL);
}

TEST_CASE("guest mappings: MADV_WIPEONFORK wipes in the child" * needs(HostFeature::WipeOnFork)) {
  auto memory = make_memory(1);
  GuestAddress at = map(*memory, 2 * kPage);
  CHECK(memory->store(at + kPage, 6));
  CHECK(memory->mappings().advise(at, 2 * kPage, MADV_WIPEONFORK));
  CHECK(in_child([&] { return byte_at(*memory, at + kPage); }) == 0);
  CHECK(byte_at(*memory, at + kPage) == 6);
}

TEST_CASE("guest mappings: resident pages are those touched") {
  auto memory = make_memory(1);
  GuestAddress at = map(*memory, 3 * kPage);
  CHECK(memory->store(at + kPage, 5));
  auto resident = memory->mappings().resident(at, 3 * kPage);
  REQUIRE(resident);
  REQUIRE(resident->size() == 3);
  CHECK((resident->at(1) & 1) == 1);
}

TEST_CASE("guest mappings: locking concerns the guest's pages alone" *
          needs(HostFeature::LockOnFault)) {
  auto memory = make_memory(1);
  map(*memory, kPage, PROT_NONE);
  int locked = error_of(memory->mappings().lock_all(MCL_CURRENT | MCL_FUTURE));
  CHECK((locked == 0 || locked == ENOMEM || locked == EPERM));
  GuestAddress at = map(*memory, kPage);
  CHECK(memory->store(at, 1));
  CHECK(error_of(memory->mappings().unlock_all()) == 0);
  CHECK(error_of(memory->mappings().unlock_pages(at + 5, 10)) == 0);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: the break moves, and others stay out of its way") {
  auto memory = make_memory(1, 101);
  GuestMappings& mappings = memory->mappings();
  auto move = [&](uint64_t to) { return mappings.move_break(GuestAddress{to}).value; };
  uint64_t begin = move(0);
  CHECK(begin == kWasmPage);
  uint64_t room = 25 * kWasmPage;
  CHECK(map(*memory, kPage).value == begin + room);
  CHECK(move(begin + 100) == begin + 100);
  CHECK(memory->store(GuestAddress{begin + 96}, 7));
  CHECK(move(begin + 3 * kPage) == begin + 3 * kPage);
  CHECK(byte_at(*memory, GuestAddress{begin + 96}) == 7);
  CHECK(move(begin + kPage) == begin + kPage);
  CHECK(byte_at(*memory, GuestAddress{begin + kPage}) == -1);
  CHECK(move(begin - 1) == begin + kPage);
  CHECK(move(begin + room) == begin + kPage);  // no page would be left below the mapping
  CHECK(move(begin + room - kPage) == begin + room - kPage);
  CHECK(move(begin) == begin);
  CHECK(byte_at(*memory, GuestAddress{begin}) == -1);
  CHECK(memory->audit() == "");
}

TEST_CASE("guest mappings: what is left to the break serves others when nothing else is free") {
  auto memory = make_memory(1, 5);
  GuestMappings& mappings = memory->mappings();
  uint64_t begin = mappings.move_break(GuestAddress{0}).value;
  CHECK(map(*memory, 3 * kWasmPage).value == begin + kWasmPage);
  CHECK(map(*memory, kWasmPage).value == begin);
  CHECK(mappings.move_break(GuestAddress{begin + 1}).value == begin);
}
