#pragma once

#include <cstdint>

#include "engine/thread.h"
#include "jit/side_tables.h"
#include "jit/thunks.h"

namespace wali::engine {

/// Walks from a place in Wasm code outwards, frame by frame, across calls between instances and
/// across host functions that called back into the guest. Allocates nothing; async-signal-safe.
class FrameWalker {
 public:
  /// `pc` is an instruction that faulted, or a return address with the stack pointer as it will be
  /// after the return.
  FrameWalker(const Thread& thread, const void* pc, const void* sp, bool pc_is_return_address);
  /// From the innermost host call of the thread; at the end at once when there is none.
  static FrameWalker from_host_call(const Thread& thread);

  bool at_end() const { return function_ == nullptr; }
  void next();

  const loader::Module* module() const { return module_; }
  const jit::FunctionCode* function() const { return function_; }
  const std::byte* sp() const { return sp_; }
  const void* pc() const { return pc_; }
  /// The slot of the frame's return address.
  const void* const* return_address() const;
  uint32_t wasm_offset() const;

 private:
  void settle();
  const Activation* leave_activation();

  const Thread& thread_;
  const Activation* activation_;
  const std::byte* pc_;
  const std::byte* sp_;
  bool pc_is_return_address_;
  const loader::Module* module_ = nullptr;
  const jit::SideTables* tables_ = nullptr;
  uint32_t code_offset_ = 0;
  const jit::FunctionCode* function_ = nullptr;
};

}  // namespace wali::engine
