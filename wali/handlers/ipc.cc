#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include <cstring>

#include "engine/memory/linear_memory.h"
#include "wali/handlers.h"

// System V's semaphores and shared memory. The structures of message queues and of shared memory
// are the host's own (a guest's size_t has its upper half in the padding behind it); semid_ds has
// spare words on x86-64 that no other machine has, and neither have guests.

namespace wali::sys {

namespace {

// Linux's numbers, of which the C library's header shows only some.
enum SemaphoreCommands : int {
  kStatus = 2,
  kSet = 1,
  kLimits = 3,
  kGetAll = 13,
  kSetValue = 16,
  kSetAll = 17,
  kStatusByIndex = 18,
  kUsage = 19,
  kAnyStatusByIndex = 20,
};

SyscallResult get_status(Caller& caller, int id, int index, int command, uint32_t to) {
  semid_ds native{};
  int64_t result = TRY(host_result(host_call(SYS_semctl, id, index, command, &native)));
  GuestSemaphoreSet guest{};
  copy_numbers(guest, native);
  TRY(caller.store(to, guest));
  return result;
}

SyscallResult set_status(Caller& caller, int id, int index, uint32_t from) {
  auto guest = caller.load<GuestSemaphoreSet>(from);
  semid_ds native{};
  if (guest) copy_numbers(native, *guest);
  return host_result(
      host_call(SYS_semctl, id, index, kSet, guest ? &native : caller.host_pointer(from)));
}

}  // namespace

SyscallResult sys_semctl(
    Caller& caller, Int id, Int index, SemaphoreCommand command, Address argument) {
  switch (command) {
    case kStatus:
    case kStatusByIndex:
    case kAnyStatusByIndex:
      return get_status(caller, id, index, command, argument);
    case kSet:
      return set_status(caller, id, index, argument);
    case kSetValue:
      return host_result(host_call(
          SYS_semctl, id.value, index.value, command.value, static_cast<int32_t>(argument.value)));
    case kGetAll:
    case kSetAll:
    case kLimits:
    case kUsage:
      return host_result(host_call(
          SYS_semctl, id.value, index.value, command.value, caller.host_pointer(argument)));
    default:
      return host_result(host_call(SYS_semctl, id.value, index.value, command.value, 0));
  }
}

SyscallResult sys_shmat(Caller& caller, Int id, Address at, AttachFlags flags) {
  auto place = caller.memory().mappings().attach(
      id, memory::GuestAddress{at}, static_cast<int>(flags.value));
  if (!place) return failed(number(place.error()));
  return static_cast<int64_t>(place->value);
}

SyscallResult sys_shmdt(Caller& caller, Address at) {
  auto done = caller.memory().mappings().detach(memory::GuestAddress{at});
  if (!done) return failed(number(done.error()));
  return 0;
}

}  // namespace wali::sys
