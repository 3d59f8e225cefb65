#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/thread.h"
#include "jit/thunks.h"

/// The engine's side of setjmp: what each jmp_buf of one guest thread stands for.
namespace wali::process {

struct JumpRecord {
  uint64_t token;
  uint32_t buffer;  // the guest address that setjmp was given
  jit::NativeContext context;
  const loader::Module* module;
  uint32_t function;
  const void* return_address;  // of the function that called setjmp
  size_t frame_begin;          // in JumpRecords::frames_
  size_t frame_size;
  uint64_t stack_pointer;  // the guest's __stack_pointer
  std::optional<uint64_t> signal_mask;
  engine::Activation* activation;
  void* entry_sp;
};

/// Records lie in the order of their frames, outermost first, since a new one ends all those
/// further in: their functions have returned. So a program that calls setjmp for ever holds no more
/// records than it has live frames and buffers.
class JumpRecords {
 public:
  /// Notes the place that the innermost host call will return to, and gives its token, never 0.
  uint64_t save(const engine::Thread& thread,
                const jit::NativeContext& context,
                uint32_t buffer,
                uint64_t stack_pointer,
                std::optional<uint64_t> signal_mask);

  /// The record of a token if its frame is still live, outwards of the innermost host call; null
  /// otherwise.
  const JumpRecord* find_live(const engine::Thread& thread, uint64_t token) const;

  /// The bytes of the frame as they were when the record was made.
  const std::byte* frame_bytes(const JumpRecord& record) const {
    return frames_.data() + record.frame_begin;
  }

 private:
  /// Of one frame; more buffers than this in one frame make it forget the oldest.
  static constexpr size_t kMaxPerFrame = 1024;

  void drop_dead(const JumpRecord& latest);
  void pop();
  uint64_t replace(JumpRecord& known, JumpRecord record);

  std::vector<JumpRecord> records_;
  std::vector<std::byte> frames_;
  uint64_t next_token_ = 1;
};

}  // namespace wali::process
