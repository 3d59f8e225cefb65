#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "jit/thunks.h"
#include "loader/types.h"
#include "wali/argument.h"

/// The table of system calls and of the other functions that the module `wali` offers, and their
/// binding to imports of whatever type a module declares.
namespace wali::sys {

enum class Level : uint8_t {
  Full,     // as on Linux, less options that kernels may lack and that would reach the engine
  Partial,  // useful, with a limit that the row's note names
  Absent,   // answered ENOSYS
  Refused,  // never offered to a guest; answered with Support::error
};
std::string_view name_of(Level level);

struct Support {
  Level level;
  int error = 0;
};

constexpr int16_t kNoNumber = -1;

/// One argument as lists and traces show it.
struct ArgumentInfo {
  std::string_view name;  // the C types of its operands
  uint8_t first_operand;
  PrintTime print_time;
  Returns returns;  // a call that has it
  void (*print)(TraceLine& line, const uint64_t* words);
  void (*print_after)(TraceLine& line, const uint64_t* words);
};

struct Callable {
  std::string_view name;  // of a system call without SYS_
  std::span<const Operand> operands;
  std::span<const ArgumentInfo> arguments;
  /// Takes the operands as the ABI publishes them and leaves the result in values[0].
  jit::HostCallback entry;
};

struct SyscallRow : Callable {
  int16_t x64_number;  // kNoNumber where the architecture lacks the call
  int16_t aarch64_number;
  Support support;
};

/// Every row, in the order of the WALI specification.
std::span<const SyscallRow> syscalls();
/// By name or alias, without the prefix; null for a name that no row has.
const SyscallRow* find_syscall(std::string_view name);
const SyscallRow* find_syscall(int x64_number);

/// Other types under which calls of the table are imported.
std::span<const SyscallRow> syscall_variants();

/// From now on the call fails with `error`, under whatever name it is made. Not for what is bound
/// already.
void deny_call(std::string_view name, int error);

/// Makes a call as a binding would: `words` are its operands, and the first becomes the result.
jit::HostResult make_call(const SyscallRow& row, jit::InstanceData* instance, uint64_t* words);

/// "read(fd, void*, size_t)".
std::string signature_of(const Callable& row);
/// "(i32 i32 i32) -> i64".
std::string wasm_signature_of(const SyscallRow& row);
/// What a Partial row lacks or why a Refused one is; empty for others.
std::string_view note_of(const SyscallRow& row);

struct Binding {
  jit::HostCallback callback;
  void* data;  // stable for the life of the process
};

/// What answers the import `wali.<import_name>`, for any function type of integers and floats:
/// missing trailing operands read as 0, surplus ones are dropped, the result may be i64, i32 or
/// none. Names that begin with SYS_ and stand in no table answer -ENOSYS. No value for other
/// unknown names, for the functions that only the engine can provide (see auxiliary.def), and for
/// types with references or vectors. What is traced is bound to the tracer instead.
std::optional<Binding> bind_import(std::string_view import_name, const loader::FunctionType& type);
/// The part of bind_import for names that begin with SYS_.
std::optional<Binding> bind_syscall(std::string_view import_name, const loader::FunctionType& type);

/// The result type that bind_import's functions have by the ABI.
enum class AuxiliaryResult : uint8_t { None, I32, I64 };

struct AuxiliaryRow : Callable {
  AuxiliaryResult result;
  bool by_engine;  // provided elsewhere: no entry
};
std::span<const AuxiliaryRow> auxiliaries();

}  // namespace wali::sys
