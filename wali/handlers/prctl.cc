#include <linux/prctl.h>

#include <algorithm>
#include <iterator>

#include "wali/handlers.h"

// prctl(2) by option. Numbers are passed on, addresses where the kernel expects one become the
// host's. Missing, and answered as by a kernel without them, are options that would change how the
// engine runs (system call filters and dispatch, the cycle counter, speculation, rules about
// executable memory), that describe or move its address space (PR_SET_MM, PR_GET_AUXV), and those
// of other architectures.

namespace wali::sys {

namespace {

enum class Second : uint8_t { Value, Pointer };

struct Option {
  int number;
  Second second = Second::Value;
};

// Newer than the host's headers.
constexpr int kGetMemoryWriteExecute = 66, kSetMemoryMerge = 67, kGetMemoryMerge = 68;
constexpr int kTimerCreateRestoreIds = 77, kFutexHash = 78;

constexpr Option kOptions[] = {
    {PR_SET_PDEATHSIG},
    {PR_GET_PDEATHSIG, Second::Pointer},
    {PR_GET_DUMPABLE},
    {PR_SET_DUMPABLE},
    {PR_GET_KEEPCAPS},
    {PR_SET_KEEPCAPS},
    {PR_GET_TIMING},
    {PR_SET_TIMING},
    {PR_SET_NAME, Second::Pointer},
    {PR_GET_NAME, Second::Pointer},
    {PR_GET_SECCOMP},
    {PR_CAPBSET_READ},
    {PR_CAPBSET_DROP},
    {PR_GET_TSC, Second::Pointer},
    {PR_GET_SECUREBITS},
    {PR_SET_SECUREBITS},
    {PR_SET_TIMERSLACK},
    {PR_GET_TIMERSLACK},
    {PR_TASK_PERF_EVENTS_DISABLE},
    {PR_TASK_PERF_EVENTS_ENABLE},
    {PR_MCE_KILL},
    {PR_MCE_KILL_GET},
    {PR_SET_CHILD_SUBREAPER},
    {PR_GET_CHILD_SUBREAPER, Second::Pointer},
    {PR_SET_NO_NEW_PRIVS},
    {PR_GET_NO_NEW_PRIVS},
    {PR_SET_THP_DISABLE},
    {PR_GET_THP_DISABLE},
    {PR_CAP_AMBIENT},
    {PR_GET_SPECULATION_CTRL},
    {PR_SET_IO_FLUSHER},
    {PR_GET_IO_FLUSHER},
    {kGetMemoryWriteExecute},
    {kSetMemoryMerge},
    {kGetMemoryMerge},
    {kTimerCreateRestoreIds},
    {kFutexHash},
    {PR_SET_PTRACER},
};
static_assert(std::ranges::is_sorted(kOptions, {}, &Option::number));

/// Names the pages of a mapping: the only option with two addresses.
SyscallResult name_mapping(
    Caller& caller, uint64_t attribute, uint64_t at, uint64_t length, uint64_t name) {
  constexpr uint64_t kHighest = UINT32_MAX;
  if (at > kHighest || length > kHighest) return failed(at > kHighest ? ENOMEM : EINVAL);
  return host_result(host_call(SYS_prctl,
                               PR_SET_VMA,
                               attribute,
                               caller.host_pointer(static_cast<uint32_t>(at), length),
                               length,
                               caller.host_pointer(static_cast<uint32_t>(name))));
}

}  // namespace

SyscallResult sys_prctl(Caller& caller,
                        PrctlOption option,
                        PrctlArgument second,
                        PrctlArgument third,
                        PrctlArgument fourth,
                        PrctlArgument fifth) {
  if (option == PR_SET_VMA) return name_mapping(caller, second, third, fourth, fifth);
  if (option == PR_GET_TID_ADDRESS) {
    TRY(caller.store(static_cast<uint32_t>(second), caller.clear_child_tid));
    return 0;
  }
  auto known = std::ranges::lower_bound(kOptions, option.value, {}, &Option::number);
  if (known == std::end(kOptions) || known->number != option) return failed(EINVAL);
  long word = known->second == Second::Pointer
                  ? kernel_word(caller.host_pointer(static_cast<uint32_t>(second)))
                  : static_cast<long>(second.value);
  return host_result(
      host_call(SYS_prctl, option.value, word, third.value, fourth.value, fifth.value));
}

}  // namespace wali::sys
