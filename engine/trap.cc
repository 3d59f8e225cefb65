#include "engine/trap.h"

#include <fmt/format.h>

#include <array>
#include <csignal>
#include <iterator>

namespace wali::engine {
namespace {

struct ReasonRow {
  jit::TrapReason reason;
  std::string_view message;
  int signal;
};

// clang-format off
constexpr ReasonRow kReasons[] = {
    {jit::TrapReason::None,                       "no trap",                          SIGABRT},
    {jit::TrapReason::Unreachable,                "unreachable",                      SIGILL},
    {jit::TrapReason::MemoryOutOfBounds,          "out of bounds memory access",      SIGSEGV},
    {jit::TrapReason::TableOutOfBounds,           "out of bounds table access",       SIGSEGV},
    {jit::TrapReason::UninitializedElement,       "uninitialized element",            SIGSEGV},
    {jit::TrapReason::IndirectCallTypeMismatch,   "indirect call type mismatch",      SIGILL},
    {jit::TrapReason::IntegerDivideByZero,        "integer divide by zero",           SIGFPE},
    {jit::TrapReason::IntegerOverflow,            "integer overflow",                 SIGFPE},
    {jit::TrapReason::InvalidConversionToInteger, "invalid conversion to integer",    SIGFPE},
    {jit::TrapReason::StackExhausted,             "call stack exhausted",             SIGSEGV},
    {jit::TrapReason::UnalignedAtomic,            "unaligned atomic",                 SIGBUS},
    {jit::TrapReason::ExpectedSharedMemory,       "expected shared memory",           SIGILL},
    {jit::TrapReason::UndefinedElement,           "undefined element",                SIGSEGV},
    {jit::TrapReason::HostTrap,                   "host function failed",             SIGABRT},
    {jit::TrapReason::NullReference,              "null reference",                   SIGSEGV},
    {jit::TrapReason::NullFunctionReference,      "null function reference",          SIGSEGV},
    {jit::TrapReason::NullExceptionReference,     "null exception reference",         SIGSEGV},
    {jit::TrapReason::UncaughtException,          "uncaught exception",               SIGABRT},
    {jit::TrapReason::MappedFileTooShort,         "access past the end of a mapped file", SIGBUS},
};
// clang-format on

constexpr bool rows_follow_the_enum() {
  for (size_t i = 0; i < std::size(kReasons); ++i) {
    if (static_cast<size_t>(kReasons[i].reason) != i) return false;
  }
  return std::size(kReasons) == static_cast<size_t>(jit::TrapReason::kCount);
}
static_assert(rows_follow_the_enum());

}  // namespace

std::string_view message_of(jit::TrapReason reason) {
  return kReasons[static_cast<size_t>(reason)].message;
}

int signal_of(jit::TrapReason reason) {
  return kReasons[static_cast<size_t>(reason)].signal;
}

std::string describe(const Trap& trap) {
  fmt::memory_buffer text;
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{}", trap.message);
  if (trap.fault_address) fmt::format_to(out, " at address {:#x}", *trap.fault_address);
  fmt::format_to(out, "\n");
  for (const BacktraceFrame& frame : trap.backtrace) {
    fmt::format_to(out,
                   "  at {} (function {}, offset {:#x})\n",
                   frame.function,
                   frame.function_index,
                   frame.wasm_offset);
  }
  if (trap.backtrace_is_cut) fmt::format_to(out, "  at ... (more frames)\n");
  return fmt::to_string(text);
}

}  // namespace wali::engine
