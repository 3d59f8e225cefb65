#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>

namespace wali::jit {

/// Executable memory: private anonymous pages that are written first and then sealed read+execute,
/// never writable and executable at once. Owns the mapping; movable.
class CodeMemory {
 public:
  CodeMemory() = default;
  CodeMemory(CodeMemory&& other) noexcept;
  CodeMemory& operator=(CodeMemory&& other) noexcept;
  ~CodeMemory();

  /// Pages holding a copy of `code`, executable from now on. Fails with errno (ENOMEM, or EACCES
  /// where the system forbids executable memory).
  static std::expected<CodeMemory, int> publish(std::span<const std::byte> code);

  const std::byte* begin() const { return begin_; }
  size_t size() const { return size_; }
  bool contains(const void* pc) const {
    auto* at = static_cast<const std::byte*>(pc);
    return at >= begin_ && at < begin_ + size_;
  }

 private:
  std::byte* begin_ = nullptr;
  size_t size_ = 0;
};

}  // namespace wali::jit
