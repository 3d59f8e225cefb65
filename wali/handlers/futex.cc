#include <linux/futex.h>

#include <array>
#include <span>

#include "wali/handlers.h"

namespace wali::sys {

namespace {

constexpr int kLockPi2 = 13;

enum class Fourth : uint8_t { Unused, Timeout, Count };

struct FutexKind {
  bool known;
  Fourth fourth;
  bool second_word;
};

FutexKind kind_of(uint32_t operation) {
  switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_LOCK_PI:
    case kLockPi2:
      return {true, Fourth::Timeout, false};
    case FUTEX_WAIT_REQUEUE_PI:
      return {true, Fourth::Timeout, true};
    case FUTEX_REQUEUE:
    case FUTEX_CMP_REQUEUE:
    case FUTEX_CMP_REQUEUE_PI:
    case FUTEX_WAKE_OP:
      return {true, Fourth::Count, true};
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
    case FUTEX_UNLOCK_PI:
    case FUTEX_TRYLOCK_PI:
      return {true, Fourth::Unused, false};
    default:
      return {false, Fourth::Unused, false};
  }
}

constexpr int kFutexWaitv = 449, kFutexRequeue = 456;
constexpr uint32_t kMostWaiters = 128;  // FUTEX_WAITV_MAX
constexpr uint64_t kNowhere = uint64_t{1} << 63;
constexpr uint32_t kWordSize = 2;  // FUTEX2_SIZE_U32
constexpr uint64_t kMostSize = 8;  // of a futex

/// struct futex_waitv. The address is 64 bits wide for every program.
struct Waiter {
  uint64_t value;
  uint64_t address;
  uint32_t flags;
  uint32_t reserved;
};
static_assert(sizeof(Waiter) == sizeof(FutexWaiters));

/// The host's form of such an array.
class Waiters {
 public:
  /// EFAULT if not even the first can be read. In place of others, of at most kMostWaiters, that
  /// cannot be read stand futexes that cannot be accessed.
  Expected<void> load(const Caller& caller, uint32_t address, uint32_t count) {
    if (!caller.copy_in(waiters_.data(), address, count * sizeof(Waiter))) {
      for (uint32_t i = 0; i < count; ++i) {
        uint32_t at = address + i * uint32_t{sizeof(Waiter)};
        Expected<void> loaded = caller.copy_in(&waiters_[i], at, sizeof(Waiter));
        if (!loaded && i == 0) return loaded;
        if (!loaded) waiters_[i] = {0, kNowhere, kWordSize, 0};
      }
    }
    for (Waiter& waiter : std::span(waiters_).first(count)) {
      uint64_t at = waiter.address;
      auto* host = static_cast<std::byte*>(
          at <= UINT32_MAX ? caller.host_pointer(static_cast<uint32_t>(at))
                           : static_cast<std::byte*>(caller.faulting_pointer()) + at % kMostSize);
      waiter.address = reinterpret_cast<uint64_t>(host);
    }
    return {};
  }
  Waiter* data() { return waiters_.data(); }

 private:
  std::array<Waiter, kMostWaiters> waiters_;
};

}  // namespace

SyscallResult sys_futex(Caller& caller,
                        Address word,
                        FutexOperation operation,
                        Int value,
                        FutexTimeout fourth,
                        FutexWord second,
                        FutexValue value3) {
  FutexKind kind = kind_of(operation);
  if (!kind.known) return failed(ENOSYS);
  long fourth_word = 0;
  if (kind.fourth == Fourth::Timeout) fourth_word = kernel_word(caller.host_pointer(fourth));
  if (kind.fourth == Fourth::Count) fourth_word = fourth.value;
  return host_result(host_call(SYS_futex,
                               caller.host_pointer(word),
                               operation.value,
                               value.value,
                               fourth_word,
                               kind.second_word ? caller.host_pointer(second) : nullptr,
                               value3.value));
}

SyscallResult sys_futex_waitv(Caller& caller,
                              In<FutexWaiters> list,
                              UInt count,
                              Bits flags,
                              In<timespec> timeout,
                              ClockId clock) {
  Waiters waiters;
  const void* native = list.address == 0 ? nullptr : caller.faulting_pointer();
  // What cannot be read is left to the kernel, which has other arguments to find fault with first.
  if (count <= kMostWaiters && waiters.load(caller, list.address, count)) native = waiters.data();
  return host_result(
      host_call(kFutexWaitv, native, count.value, flags.value, timeout.host, clock.value));
}

SyscallResult sys_futex_requeue(
    Caller& caller, In<FutexWaiters> list, Bits flags, Int wake, Int requeue) {
  constexpr uint32_t kFromAndTo = 2;
  Waiters waiters;
  const void* native = list.address == 0 ? nullptr : caller.faulting_pointer();
  if (waiters.load(caller, list.address, kFromAndTo)) native = waiters.data();
  return host_result(host_call(kFutexRequeue, native, flags.value, wake.value, requeue.value));
}

}  // namespace wali::sys
