#include "jit/code_memory.h"

#include <sys/mman.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace wali::jit {

std::expected<CodeMemory, int> CodeMemory::publish(std::span<const std::byte> code) {
  CodeMemory memory;
  if (code.empty()) return memory;
  void* mapping =
      mmap(nullptr, code.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping == MAP_FAILED) return std::unexpected(errno);
  memory.begin_ = static_cast<std::byte*>(mapping);
  memory.size_ = code.size();
  memcpy(mapping, code.data(), code.size());
  if (mprotect(mapping, code.size(), PROT_READ | PROT_EXEC) != 0) return std::unexpected(errno);
  auto* begin = static_cast<char*>(mapping);
  __builtin___clear_cache(begin, begin + code.size());
  return memory;
}

CodeMemory::CodeMemory(CodeMemory&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

CodeMemory& CodeMemory::operator=(CodeMemory&& other) noexcept {
  std::swap(begin_, other.begin_);
  std::swap(size_, other.size_);
  return *this;
}

CodeMemory::~CodeMemory() {
  if (begin_ != nullptr) munmap(begin_, size_);
}

}  // namespace wali::jit
