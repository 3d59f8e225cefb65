#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jit/instance_layout.h"

/// What stopped the guest's code, with the Wasm frames that were live at that moment.
namespace wali::engine {

/// The specification's words for a trap.
std::string_view message_of(jit::TrapReason reason);

/// The signal by which a native program would have died: SIGSEGV, SIGBUS, SIGFPE, SIGILL or
/// SIGABRT.
int signal_of(jit::TrapReason reason);

struct BacktraceFrame {
  std::string function;
  uint32_t function_index;
  uint32_t wasm_offset;  // of the instruction, from the beginning of the module
};

struct Trap {
  jit::TrapReason reason;
  std::string message;                    // `message_of(reason)`, or the host function's own words
  std::vector<BacktraceFrame> backtrace;  // innermost first
  bool backtrace_is_cut = false;          // there were more frames than are kept
  jit::Exception* exception = nullptr;    // UncaughtException; valid while on the guest's stack or
                                          // until its thread throws again
  std::optional<uint64_t>
      fault_address;  // offset in linear memory of the access that failed, where known
};

/// The message, then one line for each frame; every line ends in a newline.
std::string describe(const Trap& trap);

}  // namespace wali::engine
