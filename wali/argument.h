#pragma once

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <utime.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "wali/caller.h"
#include "wali/host_call.h"
#include "wali/name_table.h"
#include "wali/struct_layout.h"
#include "wali/trace_line.h"

/// Argument kinds: each describes one argument of a C prototype (two, where a length belongs to an
/// address).
///
/// A kind has `kOperands`, the Wasm operands it takes in the published ABI; `name()`, the C type
/// for people; `decode`, which reads its operands; `kernel`, the words to hand to the kernel for a
/// call that needs nothing else; `print`, for the tracer, called before the call; and `print_after`
/// where the call fills memory in, called after it instead, or after `print` where the call also
/// reads that memory.
namespace wali::sys {

/// How an operand widens when a module declares it i32 and the ABI says i64.
enum class Operand : uint8_t { I32, S32, I64, S64 };
constexpr bool is_64_bit(Operand operand) {
  return operand == Operand::I64 || operand == Operand::S64;
}

enum class PrintTime : uint8_t { Before, After, Both };

template <size_t N>
struct FixedString {
  char text[N];
  constexpr FixedString(const char (&from)[N]) { std::copy_n(from, N, text); }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

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
    if constexpr (kStyle == NumberStyle::Decimal)
      line.append("{}", this->value);
    else if constexpr (kStyle == NumberStyle::Hexadecimal)
      line.append("{:#x}", this->value);
    else
      line.append("0{:02o}", this->value);
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
using Device = Number<uint64_t, "dev_t", NumberStyle::Hexadecimal>;
using Bits = Number<uint32_t, "unsigned", NumberStyle::Hexadecimal>;
using Fd = Number<int32_t, "fd">;
/// -1 means "leave as it is".
using UserId = Number<int32_t, "id_t">;

/// The argument of exit: a call that has it does not return.
struct ExitStatus : Number<int32_t, "int"> {
  static constexpr bool kMayNotReturn = true;
  static ExitStatus decode(const Caller& caller, const uint64_t* words) {
    return {Number::decode(caller, words)};
  }
};

struct DirFd : OneNumber<int32_t> {
  static std::string_view name() { return "dirfd"; }
  static DirFd decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// A guest address that only the handler interprets.
struct Address : OneNumber<uint32_t> {
  static std::string_view name() { return "void*"; }
  static Address decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const { line.append_address(value); }
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
using Signal = Named<int32_t, kSignalNames>;
using SignalHow = Named<int32_t, kSignalHowNames>;
using LockOperation = Named<uint32_t, kFlockNames>;
using SocketDomain = Named<int32_t, kSocketDomainNames>;
using SocketType = Named<uint32_t, kSocketTypeNames>;
using SocketLevel = Named<int32_t, kSocketLevelNames>;
using MessageFlags = Named<uint32_t, kMessageFlagNames>;
using ShutdownHow = Named<int32_t, kShutdownNames>;
using WaitOptions = Named<uint32_t, kWaitOptionNames>;
using FutexOperation = Named<uint32_t, kFutexNames>;
using PrctlOption = Named<int32_t, kPrctlNames>;
using Resource = Named<int32_t, kResourceNames>;
using RusageWho = Named<int32_t, kRusageWhoNames>;
using EpollControl = Named<int32_t, kEpollControlNames>;
using ItimerWhich = Named<int32_t, kItimerNames>;
using RandomFlags = Named<uint32_t, kRandomFlagNames>;
using RenameFlags = Named<uint32_t, kRenameFlagNames>;

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
  void print(TraceLine& line) const { line.append_string(address); }
};
using Path = String<"path">;
using Text = String<"char*">;

/// An array of addresses of strings, ended by 0: argv. A call that has one may not return.
struct StringArray : OneNumber<uint32_t> {
  static constexpr bool kMayNotReturn = true;
  static std::string_view name() { return "char**"; }
  static StringArray decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0])};
  }
  void print(TraceLine& line) const;
};

/// envp, an array as above; a trace shows how many strings it has.
struct Environment : OneNumber<uint32_t> {
  static constexpr bool kMayNotReturn = true;
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
  void* host;  // for the kernel alone
  std::array<long, 2> kernel() const { return {kernel_word(host), static_cast<long>(size)}; }
};
/// The call reads them.
struct InBytes : Bytes {
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "const void*, size_t"; }
  static InBytes decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    uint32_t size = static_cast<uint32_t>(words[1]);
    return {{address, size, caller.host_pointer(address, size)}};
  }
  void print(TraceLine& line) const;
};
/// The call fills them; its result says how many.
struct OutBytes : Bytes {
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "void*, size_t"; }
  static OutBytes decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    uint32_t size = static_cast<uint32_t>(words[1]);
    return {{address, size, caller.host_pointer(address, size)}};
  }
  void print_after(TraceLine& line) const;
};
/// As OutBytes, holding records that are not text.
struct OutRecords : OutBytes {
  static OutRecords decode(const Caller& caller, const uint64_t* words) {
    return {OutBytes::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// The C name of a structure, and how the tracer shows one.
template <typename T>
struct Structure;
#define WALI_STRUCTURE(Type, c_name)                       \
  template <>                                              \
  struct Structure<Type> {                                 \
    static constexpr std::string_view kName = c_name;      \
    static void print(TraceLine& line, const Type& value); \
  };
WALI_STRUCTURE(int32_t, "int*")
WALI_STRUCTURE(uint32_t, "unsigned*")
WALI_STRUCTURE(int64_t, "long*")
WALI_STRUCTURE(timespec, "struct timespec*")
WALI_STRUCTURE(timeval, "struct timeval*")
WALI_STRUCTURE(struct timezone, "struct timezone*")
WALI_STRUCTURE(itimerval, "struct itimerval*")
WALI_STRUCTURE(itimerspec, "struct itimerspec*")
WALI_STRUCTURE(utimbuf, "struct utimbuf*")
WALI_STRUCTURE(tms, "struct tms*")
WALI_STRUCTURE(GuestStat, "struct stat*")
WALI_STRUCTURE(struct statfs, "struct statfs*")
WALI_STRUCTURE(utsname, "struct utsname*")
WALI_STRUCTURE(struct sysinfo, "struct sysinfo*")
WALI_STRUCTURE(rusage, "struct rusage*")
WALI_STRUCTURE(rlimit, "struct rlimit*")
WALI_STRUCTURE(GuestSigset, "sigset_t*")
WALI_STRUCTURE(GuestSigaction, "struct k_sigaction*")
WALI_STRUCTURE(GuestStack, "stack_t*")
WALI_STRUCTURE(GuestEpollEvent, "struct epoll_event*")
#undef WALI_STRUCTURE
template <typename T, size_t N>
struct Structure<std::array<T, N>> {
  static constexpr std::string_view kName = Structure<T>::kName;
  static void print(TraceLine& line, const std::array<T, N>& values) {
    for (size_t i = 0; i < N; ++i) {
      line.text() += i == 0 ? "[" : ", ";
      Structure<T>::print(line, values[i]);
    }
    line.text() += "]";
  }
};
/// Bytes that the tracer does not open up, of the size the kernel moves.
template <size_t N, FixedString kTypeName>
struct Opaque {
  std::byte bytes[N];
};
template <size_t N, FixedString kTypeName>
struct Structure<Opaque<N, kTypeName>> {
  static constexpr std::string_view kName = kTypeName.view();
};

using Pair = std::array<int32_t, 2>;
using TwoTimes = std::array<timespec, 2>;
using TwoTimevals = std::array<timeval, 2>;
using Statx = Opaque<256, "struct statx*">;
using OpenHow = Opaque<24, "struct open_how*">;
using SignalInfo = Opaque<128, "siginfo_t*">;
using FileHandle = Opaque<8, "struct file_handle*">;
using LandlockRule = Opaque<16, "void*">;
using CachestatRange = Opaque<16, "struct cachestat_range*">;
using Cachestat = Opaque<40, "struct cachestat*">;
using MountRequest = Opaque<32, "struct mnt_id_req*">;
using CapHeader = Opaque<8, "cap_user_header_t">;
using CapData = Opaque<24, "cap_user_data_t">;

template <typename T>
concept Printable = requires(TraceLine& line, const T& value) { Structure<T>::print(line, value); };

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
    if constexpr (Printable<T>) {
      if (auto value = line.caller().load<T>(address)) return Structure<T>::print(line, *value);
    }
    line.append_address(address);
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
    line.result() < 0 ? line.append_address(this->address) : this->print_value(line);
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
    if (line.result() < 0 || !Printable<T> || this->address == 0) return;
    line.text() += " => ";
    this->print_value(line);
  }
};

/// Address and count of an array of iovec.
struct Vectors {
  static constexpr std::array kOperands{Operand::I32, Operand::S32};
  static std::string_view name() { return "struct iovec*, int"; }
  uint32_t address;
  int32_t count;
};
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

/// A socket address that the call reads: address and length.
struct InSocketAddress : InBytes {
  static std::string_view name() { return "struct sockaddr*, socklen_t"; }
  static InSocketAddress decode(const Caller& caller, const uint64_t* words) {
    return {InBytes::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};
/// A buffer that the call fills and the address of its length, which the call reads and changes.
struct OutSized {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::After;
  static std::string_view name() { return "void*, socklen_t*"; }
  uint32_t address, length_address;
  void* host;  // both for the kernel alone
  void* host_length;
  static OutSized decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]), length = static_cast<uint32_t>(words[1]);
    return {address, length, caller.host_pointer(address), caller.host_pointer(length)};
  }
  std::array<long, 2> kernel() const { return {kernel_word(host), kernel_word(host_length)}; }
  void print_after(TraceLine& line) const;
};
struct OutSocketAddress : OutSized {
  static std::string_view name() { return "struct sockaddr*, socklen_t*"; }
  static OutSocketAddress decode(const Caller& caller, const uint64_t* words) {
    return {OutSized::decode(caller, words)};
  }
  void print_after(TraceLine& line) const;
};

/// Address and count of pollfd records.
struct PollFds {
  static constexpr std::array kOperands{Operand::I32, Operand::I64};
  static constexpr PrintTime kPrintTime = PrintTime::Both;
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
  static constexpr PrintTime kPrintTime = PrintTime::Both;
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

/// Command and argument of fcntl. Only the low half of the argument counts: the C library fetches
/// eight bytes where callers passed four.
struct FcntlCommand {
  static constexpr std::array kOperands{Operand::S32, Operand::I64};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "int, unsigned long"; }
  int32_t command;
  uint32_t argument;
  static FcntlCommand decode(const Caller&, const uint64_t* words) {
    return {static_cast<int32_t>(words[0]), static_cast<uint32_t>(words[1])};
  }
  void print(TraceLine& line) const;
};

/// Request and argument of ioctl.
struct IoctlRequest {
  static constexpr std::array kOperands{Operand::I32, Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "unsigned, void*"; }
  uint32_t request;
  uint32_t argument;
  static IoctlRequest decode(const Caller&, const uint64_t* words) {
    return {static_cast<uint32_t>(words[0]), static_cast<uint32_t>(words[1])};
  }
  void print(TraceLine& line) const;
};

}  // namespace wali::sys
