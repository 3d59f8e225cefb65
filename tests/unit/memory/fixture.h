#pragma once

#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <string>

#include "engine/memory/linear_memory.h"
#include "tests/support/host_features.h"

namespace wali::memory::test {

using wali::test::HostFeature;
using wali::test::needs;

constexpr uint64_t kPage = 4096;

/// As the engine's: continues faults of guarded accesses, lets others kill the process.
void install_fault_handler();

std::unique_ptr<LinearMemory> make_memory(uint64_t min_pages,
                                          uint64_t max_pages = 32768,
                                          BoundsMode bounds = BoundsMode::Guard);

/// An open file without a name, of `pages` pages, page n filled with the byte 'a' + n.
class TestFile {
 public:
  explicit TestFile(unsigned pages);
  ~TestFile() { close(fd_); }
  TestFile(const TestFile&) = delete;
  TestFile& operator=(const TestFile&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

constexpr int kAnonymous = MAP_PRIVATE | MAP_ANONYMOUS;
constexpr int kReadWrite = PROT_READ | PROT_WRITE;

template <typename T>
int error_of(const std::expected<T, Errno>& result) {
  return result ? 0 : number(result.error());
}

/// The address of a mapping that must succeed.
inline GuestAddress map(LinearMemory& memory,
                        uint64_t length,
                        int protection = kReadWrite,
                        int flags = kAnonymous,
                        int fd = -1,
                        off_t offset = 0,
                        GuestAddress hint = {}) {
  auto at = memory.mappings().map(hint, length, protection, flags, fd, offset);
  REQUIRE(error_of(at) == 0);
  return *at;
}

inline int byte_at(const LinearMemory& memory, GuestAddress at) {
  auto byte = memory.load<uint8_t>(at);
  return byte ? *byte : -1;
}

/// Runs `child` in a forked process and returns its wait status.
int in_child(const std::function<int()>& child);

}  // namespace wali::memory::test
