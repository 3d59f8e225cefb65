#pragma once

#include <poll.h>
#include <sys/mman.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "wali/caller.h"
#include "wali/host_call.h"
#include "wali/name_table.h"
#include "wali/struct_layout.h"
#include "wali/structure.h"
#include "wali/trace/trace_line.h"

/// Argument kinds: each describes one argument of a C prototype (two, where a length belongs to an
/// address).
///
/// A kind has `kOperands`, the Wasm operands it takes in the published ABI; `name()`, the C type
/// for people; `decode`, which reads its operands; `kernel`, the words to hand to the kernel for a
/// call that needs nothing else; `print`, for the tracer, called before the call; and `print_after`
/// where there is something to say after it: see PrintTime. A kind whose `print` is not called may
/// have `look_before`, to remember what the call will change.
namespace wali::sys {

/// How an operand widens when a module declares it i32 and the ABI says i64.
enum class Operand : uint8_t { I32, S32, I64, S64 };
constexpr bool is_64_bit(Operand operand) {
  return operand == Operand::I64 || operand == Operand::S64;
}

enum class PrintTime : uint8_t {
  Before,  // the call reads it
  After,   // the call fills it in
  Both,    // what print_after writes follows what print wrote
  Note,    // print_after writes beside the result
};

/// What is known of a call that has an argument of some kind: `kReturns`, if not Always.
enum class Returns : uint8_t { Always, OnFailure, Never };

template <typename T>
constexpr Operand operand_for() {
  if constexpr (sizeof(T) == 8)
    return std::is_signed_v<T> ? Operand::S64 : Operand::I64;
  else
    return std::is_signed_v<T> ? Operand::S32 : Operand::I32;
}

/// One operand that is a number.
template <typename T>
struct OneNumber {
  static constexpr std::array kOperands{operand_for<T>()};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  T value;
  operator T() const { return value; }
  std::array<long, 1> kernel() const { return {static_cast<long>(value)}; }
};

enum class NumberStyle : uint8_t { Decimal, Hexadecimal, Octal };

template <typename T, FixedString kName, NumberStyle kStyle = NumberStyle::Decimal>
struct Number : OneNumber<T> {
  static std::string_view name() { return kName.view(); }
  static Number decode(const Caller&, const uint64_t* words) { return {static_cast<T>(words[0])}; }
  void print(TraceLine& line) const {
    if constexpr (kStyle == NumberStyle::Octal)
      line.append("0{:02o}", this->value);
    else if (kStyle == NumberStyle::Decimal || this->value == 0)
      line.append("{}", this->value);
    else
      line.append("{:#x}", this->value);
  }
};

using Int = Number<int32_t, "int">;
using UInt = Number<uint32_t, "unsigned">;
using Long = Number<int64_t, "long">;
using ULong = Number<uint64_t, "unsigned long">;
using Size = Number<uint32_t, "size_t">;
using Offset = Number<int64_t, "off_t">;
using Mode = Number<uint32_t, "mode_t", NumberStyle::Octal>;
using Pid = Number<int32_t, "pid_t">;
using Bits = Number<uint32_t, "unsigned", NumberStyle::Hexadecimal>;
/// A place in a file to map.
using MapOffset = Number<int64_t, "off_t", NumberStyle::Hexadecimal>;
/// -1 means "leave as it is".
using UserId = Number<int32_t, "id_t">;

/// The argument of exit: a call that has it does not return.
struct ExitStatus : Number<int32_t, "int"> {
  static constexpr Returns kReturns = Returns::Never;
  static ExitStatus decode(const Caller& caller, const uint64_t* words) {
    return {Number::decode(caller, words)};
  }
};

struct Fd : OneNumber<int32_t> {
  static std::string_view name() { return "fd"; }
  static Fd decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0])};
  }
  void print(TraceLine& line) const { line.append_descriptor(value); }
};

struct DirFd : OneNumber<int32_t> {
  static std::string_view name() { return "dirfd"; }
  static DirFd decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0])};
  }
  void print(TraceLine& line) const { line.append_descriptor(value); }
};

/// The mode and the device of mknod; the device means nothing unless a device is made.
struct NodeMode : Mode {
  static NodeMode decode(const Caller& caller, const uint64_t* words) {
    return {Mode::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
struct Device : OneNumber<uint64_t> {
  static std::string_view name() { return "dev_t"; }
  static Device decode(const Caller&, const uint64_t* words) { return {words[0]}; }
  void print(TraceLine& line) const;
};

/// Follows an offset of which it is the upper half on hosts with short words.
struct OffsetHigh : Long {
  static OffsetHigh decode(const Caller& caller, const uint64_t* words) {
    return {Long::decode(caller, words)};
  }
  void print(TraceLine&) const {}
};

/// A guest address that only the handler interprets.
struct Address : OneNumber<uint32_t> {
  static std::string_view name() { return "void*"; }
  static Address decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const { line.append_address(value); }
};

/// Where mremap is to move memory to; it means nothing unless the flags before ask for it.
struct MremapAddress : Address {
  static MremapAddress decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print(TraceLine& line) const {
    constexpr uint32_t kPlaces = 6;  // MREMAP_FIXED, MREMAP_DONTUNMAP
    if ((line.word(-1) & kPlaces) != 0) line.append_address(value);
  }
};

/// A number with named values.
template <typename T, const NameTable& kNames>
struct Named : OneNumber<T> {
  static std::string_view name() { return kNames.type; }
  static Named decode(const Caller&, const uint64_t* words) { return {static_cast<T>(words[0])}; }
  void print(TraceLine& line) const {
    kNames.append(line.text(),
                  kNames.style == NameStyle::Choice
                      ? static_cast<uint64_t>(static_cast<int64_t>(this->value))
                      : static_cast<uint64_t>(static_cast<std::make_unsigned_t<T>>(this->value)));
  }
};

using OpenFlags = Named<uint32_t, kOpenFlagNames>;
using DescriptorFlags = Named<uint32_t, kDescriptorFlagNames>;
using AtFlags = Named<int32_t, kAtFlagNames>;
using Protection = Named<uint32_t, kProtectionNames>;
using MapFlags = Named<uint32_t, kMapFlagNames>;
using RemapFlags = Named<uint32_t, kMremapFlagNames>;
using Advice = Named<int32_t, kAdviceNames>;
using SyncFlags = Named<uint32_t, kMsyncFlagNames>;
using FileAdvice = Named<int32_t, kFileAdviceNames>;
using Whence = Named<int32_t, kWhenceNames>;
using AccessMode = Named<uint32_t, kAccessNames>;
using ClockId = Named<int32_t, kClockNames>;
using SignalHow = Named<int32_t, kSignalHowNames>;
using LockOperation = Named<uint32_t, kFlockNames>;
using WaitOptions = Named<uint32_t, kWaitOptionNames>;
using PrctlOption = Named<int32_t, kPrctlNames>;
using Resource = Named<int32_t, kResourceNames>;
using RusageWho = Named<int32_t, kRusageWhoNames>;
using EpollControl = Named<int32_t, kEpollControlNames>;
using ItimerWhich = Named<int32_t, kItimerNames>;
using RandomFlags = Named<uint32_t, kRandomFlagNames>;
using RenameFlags = Named<uint32_t, kRenameFlagNames>;
using AccessAtFlags = Named<int32_t, kAccessAtFlagNames>;
using StatxFlags = Named<int32_t, kStatxFlagNames>;
using StatxMask = Named<uint32_t, kStatxMaskNames>;
using EpollCreateFlags = Named<uint32_t, kEpollCreateFlagNames>;
using EventFdFlags = Named<uint32_t, kEventFdFlagNames>;
using SignalFdFlags = Named<uint32_t, kSignalFdFlagNames>;
using InotifyFlags = Named<uint32_t, kInotifyFlagNames>;
using InotifyMask = Named<uint32_t, kInotifyMaskNames>;
using TimerFdCreateFlags = Named<uint32_t, kTimerFdCreateFlagNames>;
using TimerFdFlags = Named<int32_t, kTimerFdFlagNames>;
using TimerFlags = Named<int32_t, kTimerFlagNames>;
using MemfdFlags = Named<uint32_t, kMemfdFlagNames>;
using CloseRangeFlags = Named<uint32_t, kCloseRangeNames>;
using SpliceFlags = Named<uint32_t, kSpliceFlagNames>;
using SyncRangeFlags = Named<uint32_t, kSyncRangeNames>;
using ReadWriteFlags = Named<uint32_t, kReadWriteFlagNames>;
using FallocateMode = Named<int32_t, kFallocateNames>;
using LockAllFlags = Named<uint32_t, kLockAllNames>;
using Mlock2Flags = Named<uint32_t, kMlock2FlagNames>;
using XattrFlags = Named<int32_t, kXattrNames>;
using WaitId = Named<int32_t, kWaitIdNames>;
using PriorityWho = Named<int32_t, kPriorityWhoNames>;
using SchedulerPolicy = Named<int32_t, kSchedulerFlagNames>;
using MembarrierCommand = Named<int32_t, kMembarrierNames>;

struct Signal : OneNumber<int32_t> {
  static std::string_view name() { return "int"; }
  static Signal decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// The operation of futex(2) says what its last three arguments are.
struct FutexOperation : OneNumber<uint32_t> {
  static std::string_view name() { return "int"; }
  static FutexOperation decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};
struct FutexTimeout : OneNumber<uint32_t> {
  static std::string_view name() { return "void*"; }
  static FutexTimeout decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};
struct FutexWord : OneNumber<uint32_t> {
  static std::string_view name() { return "void*"; }
  static FutexWord decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};
struct FutexValue : OneNumber<int32_t> {
  static std::string_view name() { return "int"; }
  static FutexValue decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// The arguments of prctl behind its option.
struct PrctlArgument : OneNumber<uint64_t> {
  static constexpr PrintTime kPrintTime = PrintTime::Both;
  static std::string_view name() { return "unsigned long"; }
  static PrctlArgument decode(const Caller&, const uint64_t* words) { return {words[0]}; }
  void print(TraceLine& line) const;
  void print_after(TraceLine& line) const;
};

/// Flags and mode of an open. The mode means nothing unless the call may create a file.
struct Opening {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "int, mode_t"; }
  uint32_t flags;
  uint32_t mode;
  static Opening decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0]), static_cast<uint32_t>(words[1])};
  }
  void print(TraceLine& line) const;
};

/// A NUL-terminated string that the kernel reads in place. Address 0 is NULL.
template <FixedString kName>
struct String {
  static constexpr std::array kOperands{Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return kName.view(); }
  uint32_t address;
  const char* host;  // for the kernel alone
  static String decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    return {address, static_cast<const char*>(caller.host_pointer(address))};
  }
  std::array<long, 1> kernel() const { return {kernel_word(host)}; }
  void print(TraceLine& line) const {
    kName.view() == "path" ? line.append_path(address) : line.append_string(address);
  }
};
using Path = String<"path">;
using Text = String<"char*">;

/// An array of addresses of strings, ended by 0: argv. A call that has one may not return.
struct StringArray : OneNumber<uint32_t> {
  static constexpr Returns kReturns = Returns::OnFailure;
  static std::string_view name() { return "char**"; }
  static StringArray decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// envp, an array as above; a trace shows how many strings it has.
struct Environment : OneNumber<uint32_t> {
  static constexpr Returns kReturns = Returns::OnFailure;
  static std::string_view name() { return "char**"; }
  static Environment decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// Address and length of plain bytes; nothing of it is looked at here.
struct Bytes {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  uint32_t address;
  uint32_t size;
  void* host;              // for the kernel alone
  uint32_t host_size = 0;  // as much as lies in the reservation, with pages at its end that nobody
                           // may touch: it is all the same to the kernel
  static Bytes at(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]), size = static_cast<uint32_t>(words[1]);
    uint32_t host_size = caller.reached(address, size);
    return {address, size, caller.host_pointer(address, host_size), host_size};
  }
  std::array<long, 2> kernel() const { return {kernel_word(host), static_cast<long>(host_size)}; }
};
/// The call reads them.
struct InBytes : Bytes {
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "const void*, size_t"; }
  static InBytes decode(const Caller& caller, const uint64_t* words) { return {at(caller, words)}; }
  void print(TraceLine& line) const;
};
/// The call fills them; its result says how many.
struct OutBytes : Bytes {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "void*, size_t"; }
  static OutBytes decode(const Caller& caller, const uint64_t* words) {
    return {at(caller, words)};
  }
  void print_after(TraceLine& line) const;
};
/// As OutBytes, holding directory entries.
struct DirectoryEntries : OutBytes {
  static DirectoryEntries decode(const Caller& caller, const uint64_t* words) {
    return {OutBytes::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};
/// As OutBytes, holding records that the tracer does not open up.
struct OutRecords : OutBytes {
  static OutRecords decode(const Caller& caller, const uint64_t* words) {
    return {OutBytes::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};
/// As OutBytes, holding a string with its NUL.
struct OutText : OutBytes {
  static OutText decode(const Caller& caller, const uint64_t* words) {
    return {OutBytes::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// The address of a T, or NULL.
template <typename T>
struct Pointer {
  static constexpr std::array kOperands{Operand::I32};
  static std::string_view name() { return Structure<T>::kName; }
  uint32_t address;
  T* host;  // for the kernel alone, where the host's layout is the guest's
  explicit operator bool() const { return address != 0; }
  std::array<long, 1> kernel() const { return {kernel_word(host)}; }

 protected:
  static Pointer at(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    return {address, static_cast<T*>(caller.host_pointer(address))};
  }
  void print_value(TraceLine& line) const {
    auto value = line.caller().load<T>(address);
    value ? Structure<T>::print(line, *value) : line.append_address(address);
  }
};
template <typename T>
struct In : Pointer<T> {
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static In decode(const Caller& caller, const uint64_t* words) {
    return {Pointer<T>::at(caller, words)};
  }
  Expected<T> load(const Caller& caller) const { return caller.load<T>(this->address); }
  void print(TraceLine& line) const { this->print_value(line); }
};
template <typename T>
struct Out : Pointer<T> {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static Out decode(const Caller& caller, const uint64_t* words) {
    return {Pointer<T>::at(caller, words)};
  }
  Expected<void> store(const Caller& caller, const T& value) const {
    return caller.store(this->address, value);
  }
  void print_after(TraceLine& line) const {
    line.has_failed() ? line.append_address(this->address) : this->print_value(line);
  }
};
/// Filled in by a call that a signal interrupts: the time that remains.
template <typename T>
struct OutIfInterrupted : Out<T> {
  static OutIfInterrupted decode(const Caller& caller, const uint64_t* words) {
    return {Out<T>::decode(caller, words)};
  }
  void print_after(TraceLine& line) const {
    line.result() == -EINTR ? this->print_value(line) : line.append_address(this->address);
  }
};
/// Filled in by a call that has found something: a positive result.
template <typename T>
struct OutIfFound : Out<T> {
  static OutIfFound decode(const Caller& caller, const uint64_t* words) {
    return {Out<T>::decode(caller, words)};
  }
  void print_after(TraceLine& line) const {
    line.result() > 0 ? this->print_value(line) : line.append_address(this->address);
  }
};
template <typename T>
struct InOut : Pointer<T> {
  static constexpr PrintTime kPrintTime = PrintTime::Both;
  static InOut decode(const Caller& caller, const uint64_t* words) {
    return {Pointer<T>::at(caller, words)};
  }
  Expected<T> load(const Caller& caller) const { return caller.load<T>(this->address); }
  Expected<void> store(const Caller& caller, const T& value) const {
    return caller.store(this->address, value);
  }
  void print(TraceLine& line) const { this->print_value(line); }
  void print_after(TraceLine& line) const {
    if (line.has_failed() || this->address == 0) return;
    line.text() += " => ";
    this->print_value(line);
  }
};
/// A timeout that the call replaces by what is left of it.
template <typename T>
struct Remaining : InOut<T> {
  static constexpr PrintTime kPrintTime = PrintTime::Note;
  static Remaining decode(const Caller& caller, const uint64_t* words) {
    return {InOut<T>::decode(caller, words)};
  }
  void print_after(TraceLine& line) const {
    if (line.result() <= 0 || this->address == 0) return;
    this->print_value(line);
    line.next_note() += "left " + line.text();
    line.clear();
  }
};
/// The address of as many T as the call returns.
template <typename T>
struct OutArray : Out<T> {
  static OutArray decode(const Caller& caller, const uint64_t* words) {
    return {Out<T>::decode(caller, words)};
  }
  void print_after(TraceLine& line) const {
    if (line.has_failed() || this->address == 0) return line.append_address(this->address);
    print_array<T>(line, this->address, static_cast<uint64_t>(line.result()));
  }
};
/// The address of as many T as the argument before says.
template <typename T>
struct InArray : In<T> {
  static InArray decode(const Caller& caller, const uint64_t* words) {
    return {In<T>::decode(caller, words)};
  }
  void print(TraceLine& line) const {
    print_array<T>(line, this->address, static_cast<uint32_t>(line.word(-1)));
  }
};

/// Address and count of an array of iovec.
struct Vectors {
  static constexpr std::array kOperands{Operand::I32, Operand::S32};
  static std::string_view name() { return "struct iovec*, int"; }
  uint32_t address;
  int32_t count;
};
/// An array of `count` iovec as strace shows it, with no more than `bytes` of what they hold.
void print_iovecs(TraceLine& line, uint32_t address, int64_t count, uint64_t bytes);
struct InVectors : Vectors {
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static InVectors decode(const Caller&, const uint64_t* words) {
    return {{static_cast<uint32_t>(words[0]), static_cast<int32_t>(words[1])}};
  }
  void print(TraceLine& line) const;
};
struct OutVectors : Vectors {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static OutVectors decode(const Caller&, const uint64_t* words) {
    return {{static_cast<uint32_t>(words[0]), static_cast<int32_t>(words[1])}};
  }
  void print_after(TraceLine& line) const;
};
/// The host's form of such an array, copied once. Linux's own limit of 1024 applies, with its
/// EINVAL.
class HostVectors {
 public:
  HostVectors() = default;
  HostVectors(const HostVectors&) = delete;
  HostVectors& operator=(const HostVectors&) = delete;

  Expected<void> load(const Caller& caller, uint32_t address, int64_t count);
  /// For calls that look at a descriptor first: what cannot be loaded becomes an array that the
  /// kernel refuses with the same error, in its turn.
  void load_for_kernel(const Caller& caller, const Vectors& vectors);
  iovec* data() { return data_; }
  size_t size() const { return size_; }

 private:
  std::array<iovec, 16> few_;
  std::unique_ptr<iovec[]> many_;
  iovec* data_ = few_.data();
  size_t size_ = 0;
};

/// Address and count of pollfd records.
struct PollFds {
  static constexpr std::array kOperands{Operand::I32, Operand::I64};
  static constexpr PrintTime kPrintTime = PrintTime::Note;
  static std::string_view name() { return "struct pollfd*, nfds_t"; }
  uint32_t address;
  uint64_t count;
  pollfd* host;  // for the kernel alone
  static PollFds decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    uint64_t size = std::min<uint64_t>(words[1], UINT32_MAX) * sizeof(pollfd);
    return {address, words[1], static_cast<pollfd*>(caller.host_pointer(address, size))};
  }
  void print(TraceLine& line) const;
  void print_after(TraceLine& line) const;
};

/// Room for epoll events: address and count.
struct EpollEvents {
  static constexpr std::array kOperands{Operand::I32, Operand::S32};
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "struct epoll_event*, int"; }
  uint32_t address;
  int32_t count;
  static EpollEvents decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0]), static_cast<int32_t>(words[1])};
  }
  void print_after(TraceLine& line) const;
};

/// A set of descriptors for select.
struct FdSet {
  static constexpr std::array kOperands{Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Note;
  static std::string_view name() { return "fd_set*"; }
  uint32_t address;
  void* host;  // for the kernel alone
  static FdSet decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    return {address, caller.host_pointer(address)};
  }
  void print(TraceLine& line) const;
  void print_after(TraceLine& line) const;
};

/// The last argument of pselect6: the addresses of a set and its size.
struct SignalSetAndSize : Address {
  static SignalSetAndSize decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};

/// A set of processors; its size in bytes is the argument before.
struct InProcessors : Address {
  static InProcessors decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
struct OutProcessors : Address {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static OutProcessors decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// What mincore says of each page of the range before.
struct OutPages : Address {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static OutPages decode(const Caller& caller, const uint64_t* words) {
    return {Address::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// Command and argument of fcntl. Only the low half of the argument counts: the C library fetches
/// eight bytes where callers passed four.
struct FcntlCommand {
  static constexpr std::array kOperands{Operand::S32, Operand::I64};
  static constexpr PrintTime kPrintTime = PrintTime::Both;
  static std::string_view name() { return "int, unsigned long"; }
  int32_t command;
  uint32_t argument;
  static FcntlCommand decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0]), static_cast<uint32_t>(words[1])};
  }
  void print(TraceLine& line) const;
  void print_after(TraceLine& line) const;
};

/// Request and argument of ioctl.
struct IoctlRequest {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Both;
  static std::string_view name() { return "unsigned, void*"; }
  uint32_t request;
  uint32_t argument;
  static IoctlRequest decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0]), static_cast<uint32_t>(words[1])};
  }
  void print(TraceLine& line) const;
  void print_after(TraceLine& line) const;
};

}  // namespace wali::sys
