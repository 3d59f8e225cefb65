#pragma once

#include <mqueue.h>
#include <sched.h>
#include <sys/msg.h>
#include <sys/shm.h>
#include <sys/timex.h>

#include "wali/argument.h"

/// Argument kinds of the calls between processes: System V's message queues and semaphores, POSIX
/// message queues, timers.
namespace wali::sys {

struct IpcKey : OneNumber<int32_t> {
  static std::string_view name() { return "key_t"; }
  static IpcKey decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// Flags whose low bits are permissions.
template <const NameTable& kNames>
struct FlagsAndMode : OneNumber<uint32_t> {
  static constexpr uint32_t kMode = 0777;
  static std::string_view name() { return "int"; }
  static FlagsAndMode decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const {
    if (uint32_t flags = value & ~kMode) {
      kNames.append(line.text(), flags);
      line.text() += '|';
    }
    line.append("{:#03o}", value & kMode);
  }
};
using IpcFlags = FlagsAndMode<kIpcFlagNames>;
using SegmentFlags = FlagsAndMode<kSegmentFlagNames>;
using AttachFlags = Named<uint32_t, kShmFlagNames>;
using QueueFlags = Named<uint32_t, kMsgFlagNames>;

/// The command of semctl, msgctl or shmctl. C libraries for machines with two layouts of the
/// structures ask for the newer one, the only one here, by an extra bit.
template <const NameTable& kNames>
struct IpcCommand : OneNumber<int32_t> {
  static constexpr uint32_t kNewLayout = 0x100;
  static std::string_view name() { return "int"; }
  static IpcCommand decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0] & ~uint64_t{kNewLayout})};
  }
  void print(TraceLine& line) const {
    kNames.append(line.text(), static_cast<uint64_t>(int64_t{value}));
  }
};
using SemaphoreCommand = IpcCommand<kSemCommandNames>;
using QueueCommand = IpcCommand<kIpcCommandNames>;
using SharedMemoryCommand = IpcCommand<kShmCommandNames>;

/// Address and count of struct sembuf.
struct SemaphoreOperations {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "struct sembuf*, size_t"; }
  uint32_t address, count;
  void* host;  // for the kernel alone, which takes no more than 500
  static SemaphoreOperations decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    return {address, static_cast<uint32_t>(words[1]), caller.host_pointer(address)};
  }
  std::array<long, 2> kernel() const { return {kernel_word(host), static_cast<long>(count)}; }
  void print(TraceLine& line) const;
};

/// A message of System V: its type, a long, and then as many bytes as the length says.
struct SystemVMessage : Bytes {
  static std::string_view name() { return "struct msgbuf*, size_t"; }
  static SystemVMessage decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]), size = static_cast<uint32_t>(words[1]);
    // The kernel knows no message of half its address space: it looks at the type alone then.
    uint64_t accessed = sizeof(int64_t) + (size <= INT32_MAX ? size : 0);
    return {{address, size, caller.host_pointer(address, accessed)}};
  }
  std::array<long, 2> kernel() const {
    return {kernel_word(host), static_cast<long>(static_cast<int32_t>(size))};
  }

 protected:
  void print_message(TraceLine& line, uint64_t length) const;
};
struct InQueueMessage : SystemVMessage {
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static InQueueMessage decode(const Caller& caller, const uint64_t* words) {
    return {SystemVMessage::decode(caller, words)};
  }
  void print(TraceLine& line) const { print_message(line, size); }
};
struct OutQueueMessage : SystemVMessage {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static OutQueueMessage decode(const Caller& caller, const uint64_t* words) {
    return {SystemVMessage::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// Bytes that the tracer does not open up, of the size the kernel moves.
template <size_t N, FixedString kTypeName>
struct Opaque {
  std::byte bytes[N];
};
template <size_t N, FixedString kTypeName>
struct Structure<Opaque<N, kTypeName>> {
  static constexpr std::string_view kName = kTypeName.view();
  static void print(TraceLine& line, const Opaque<N, kTypeName>&) { line.append("{{...}}"); }
};

/// Where the command before says that the call reads the structure, writes it or does without.
template <typename T>
struct Described : Pointer<T> {
  static constexpr PrintTime kPrintTime = PrintTime::Both;
  static Described decode(const Caller& caller, const uint64_t* words) {
    return {Pointer<T>::at(caller, words)};
  }
  void print(TraceLine& line) const {
    if (asks(line) == kSet) this->print_value(line);
    if (asks(line) != kSet && asks(line) != kStatus) line.append_address(this->address);
  }
  void print_after(TraceLine& line) const {
    if (asks(line) != kStatus) return;
    line.has_failed() ? line.append_address(this->address) : this->print_value(line);
  }

 private:
  static constexpr uint32_t kSet = 1, kStatus = 2;  // IPC_SET, IPC_STAT
  static uint32_t asks(const TraceLine& line) {
    return static_cast<uint32_t>(line.word(-1)) & 0xff;
  }
};

/// The mode and the attributes of mq_open, which mean nothing unless it may create a queue.
struct QueueMode : Mode {
  static QueueMode decode(const Caller& caller, const uint64_t* words) {
    return {Mode::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};

#define WALI_STRUCTURE(Type, c_name)                       \
  template <>                                              \
  struct Structure<Type> {                                 \
    static constexpr std::string_view kName = c_name;      \
    static void print(TraceLine& line, const Type& value); \
  };
WALI_STRUCTURE(mq_attr, "struct mq_attr*")
WALI_STRUCTURE(GuestSigevent, "struct sigevent*")
WALI_STRUCTURE(msqid_ds, "struct msqid_ds*")
WALI_STRUCTURE(shmid_ds, "struct shmid_ds*")
#undef WALI_STRUCTURE

struct QueueAttributes : In<mq_attr> {
  static QueueAttributes decode(const Caller& caller, const uint64_t* words) {
    return {In::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};

using QueueDescription = Described<msqid_ds>;
using SharedMemoryDescription = Described<shmid_ds>;
static_assert(sizeof(msqid_ds) == 120 && sizeof(shmid_ds) == 112);
using ClockAdjustment = Opaque<208, "struct timex*">;
using SchedulingAttributes = Opaque<56, "struct sched_attr*">;
using FutexWaiters = Opaque<24, "struct futex_waitv*">;
using LsmContext = Opaque<32, "struct lsm_ctx*">;
using LsmIds = Opaque<8, "uint64_t*">;
static_assert(sizeof(timex) == sizeof(ClockAdjustment) && sizeof(mq_attr) == 64);

}  // namespace wali::sys
