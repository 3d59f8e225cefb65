#include <fcntl.h>

#include "wali/handlers.h"

namespace wali::sys {

namespace {

enum class Argument : uint8_t { None, Integer, Pointer, StatusFlags, SignalNumber };

struct Command {
  int number;
  Argument argument;
};

constexpr Command kCommands[] = {
    {F_DUPFD, Argument::Integer},
    {F_GETFD, Argument::None},
    {F_SETFD, Argument::Integer},
    {F_GETFL, Argument::None},
    {F_SETFL, Argument::StatusFlags},
    {5, Argument::Pointer},  // F_GETLK, F_SETLK, F_SETLKW: struct flock
    {6, Argument::Pointer},
    {7, Argument::Pointer},
    {F_SETOWN, Argument::Integer},
    {F_GETOWN, Argument::None},
    {10, Argument::SignalNumber},  // F_SETSIG
    {11, Argument::None},          // F_GETSIG
    {15, Argument::Pointer},       // F_SETOWN_EX, F_GETOWN_EX: struct f_owner_ex
    {16, Argument::Pointer},
    {17, Argument::Pointer},  // F_GETOWNER_UIDS: two ids
    {36, Argument::Pointer},  // F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW
    {37, Argument::Pointer},
    {38, Argument::Pointer},
    {1024, Argument::Integer},  // F_SETLEASE
    {1025, Argument::None},     // F_GETLEASE
    {1026, Argument::Integer},  // F_NOTIFY
    {1027, Argument::Integer},  // F_DUPFD_QUERY
    {F_DUPFD_CLOEXEC, Argument::Integer},
    {1031, Argument::Integer},  // F_SETPIPE_SZ
    {1032, Argument::None},     // F_GETPIPE_SZ
    {1033, Argument::Integer},  // F_ADD_SEALS
    {1034, Argument::None},     // F_GET_SEALS
    {1035, Argument::Pointer},  // F_GET_RW_HINT, F_SET_RW_HINT and their FILE forms: u64
    {1036, Argument::Pointer},
    {1037, Argument::Pointer},
    {1038, Argument::Pointer},
};

const Command* find(int number) {
  for (const Command& command : kCommands) {
    if (command.number == number) return &command;
  }
  return nullptr;
}

}  // namespace

SyscallResult sys_fcntl(Caller& caller, Fd fd, FcntlCommand call) {
  const Command* command = find(call.command);
  if (command == nullptr) {
    constexpr int kUnknown = -1;  // the kernel looks at the descriptor first
    return host_result(host_call(SYS_fcntl, fd.value, kUnknown, 0));
  }
  int64_t signed_argument = static_cast<int32_t>(call.argument);
  switch (command->argument) {
    case Argument::None: {
      int64_t result = TRY(host_result(host_call(SYS_fcntl, fd.value, call.command, 0)));
      if (call.command == F_GETFL) return swap_open_flags(static_cast<uint32_t>(result));
      return result;
    }
    case Argument::SignalNumber:
      if (signed_argument > 0 && signed_argument <= kSignalCount &&
          (kEngineSignals & signal_bit(static_cast<int>(signed_argument))) != 0)
        return failed(EINVAL);
      [[fallthrough]];
    case Argument::Integer:
      return host_result(host_call(SYS_fcntl, fd.value, call.command, signed_argument));
    case Argument::StatusFlags:
      return host_result(
          host_call(SYS_fcntl, fd.value, call.command, swap_open_flags(call.argument)));
    case Argument::Pointer:
      return host_result(
          host_call(SYS_fcntl, fd.value, call.command, caller.host_pointer(call.argument)));
  }
  return failed(EINVAL);
}

}  // namespace wali::sys
