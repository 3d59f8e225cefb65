#pragma once

#include <cstddef>
#include <expected>
#include <span>

/// The native stack that one guest thread's frames live on, host functions called by the guest
/// included.
namespace wali::engine {

class GuestStack {
 public:
  /// Address space held for a stack; the kernel gives it pages as they are touched.
  static constexpr size_t kDefaultSize = size_t{64} << 20;
  /// Below the guard: where the signal handler of a thread runs whose own stack this is. The
  /// kernel's frame takes up to 12 KiB with the widest vector registers.
  static constexpr size_t kAlternateSize = size_t{64} << 10;
  /// Inaccessible, below the lowest usable byte. A prologue takes its frame, of 1 MiB at most,
  /// before it compares: a signal at that moment must not find somebody else's pages there.
  static constexpr size_t kGuardSize = (size_t{1} << 20) + (size_t{64} << 10);
  /// Between the guard and `limit()`, where no guest frame may reach: the room of host functions.
  static constexpr size_t kHostHeadroom = size_t{256} << 10;
  /// What a handler for the exhausted stack may use of that.
  static constexpr size_t kHandlerRoom = size_t{128} << 10;

  /// Fails with errno.
  static std::expected<GuestStack, int> create(size_t size = kDefaultSize);

  GuestStack() = default;
  GuestStack(GuestStack&& other) noexcept;
  GuestStack& operator=(GuestStack&& other) noexcept;
  ~GuestStack();

  std::byte* top() const { return mapping_ + mapped_size_; }
  std::byte* bottom() const { return mapping_ + kAlternateSize + kGuardSize; }
  std::byte* limit() const { return bottom() + kHostHeadroom; }
  bool contains(const void* address) const {
    auto* at = static_cast<const std::byte*>(address);
    return at >= bottom() && at < top();
  }
  std::span<std::byte> alternate() const { return {mapping_, kAlternateSize}; }

  /// Gives back the pages far below the caller's frame, which must be on this stack.
  void trim() const;

  /// Runs `function(data)` at the top of this stack, or right here if the caller already runs on
  /// it.
  void run(void (*function)(void*), void* data) const;

 private:
  std::byte* mapping_ = nullptr;
  size_t mapped_size_ = 0;
};

}  // namespace wali::engine
