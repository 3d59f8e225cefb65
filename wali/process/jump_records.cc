#include "wali/process/jump_records.h"

#include <algorithm>
#include <cstring>

#include "engine/unwind.h"

namespace wali::process {
namespace {

bool is_same_frame(const JumpRecord& a, const JumpRecord& b) {
  return a.context.sp == b.context.sp && a.module == b.module && a.function == b.function &&
         a.return_address == b.return_address;
}

}  // namespace

void JumpRecords::pop() {
  frames_.resize(records_.back().frame_begin);
  records_.pop_back();
}

// The stack grows down: what lies below the latest frame has returned, and so has another frame in
// the same place.
void JumpRecords::drop_dead(const JumpRecord& latest) {
  while (!records_.empty() && (records_.back().context.sp < latest.context.sp ||
                               (records_.back().context.sp == latest.context.sp &&
                                !is_same_frame(records_.back(), latest)))) {
    pop();
  }
}

// Frames of one function have one size, so the bytes stay where they were.
uint64_t JumpRecords::replace(JumpRecord& known, JumpRecord record) {
  record.frame_begin = known.frame_begin;
  known = record;
  memcpy(frames_.data() + record.frame_begin,
         reinterpret_cast<const std::byte*>(record.context.sp),
         record.frame_size);
  return record.token;
}

uint64_t JumpRecords::save(const engine::Thread& thread,
                           const jit::NativeContext& context,
                           uint32_t buffer,
                           uint64_t stack_pointer,
                           std::optional<uint64_t> signal_mask) {
  auto frame = engine::FrameWalker::from_host_call(thread);
  if (frame.at_end()) return 0;
  JumpRecord record{.token = next_token_,
                    .buffer = buffer,
                    .context = context,
                    .module = frame.module(),
                    .function = frame.function()->function,
                    .return_address = *frame.return_address(),
                    .frame_begin = 0,
                    .frame_size = frame.function()->frame_size,
                    .stack_pointer = stack_pointer,
                    .signal_mask = signal_mask,
                    .activation = thread.activation(),
                    .entry_sp = thread.entry_sp};
  drop_dead(record);

  // The same call for the same buffer, as in a loop: copies of the jmp_buf that the program made
  // mean the same place.
  JumpRecord* oldest = nullptr;
  size_t of_this_frame = 0;
  for (auto known = records_.rbegin(); known != records_.rend() && is_same_frame(*known, record);
       ++known) {
    if (known->buffer == buffer && known->context.pc == context.pc) {
      record.token = known->token;
      return replace(*known, record);
    }
    ++of_this_frame;
    if (oldest == nullptr || known->token < oldest->token) oldest = &*known;
  }
  ++next_token_;
  if (of_this_frame >= kMaxPerFrame) return replace(*oldest, record);
  record.frame_begin = frames_.size();
  frames_.resize(frames_.size() + record.frame_size);
  records_.push_back(record);
  return replace(records_.back(), record);
}

const JumpRecord* JumpRecords::find_live(const engine::Thread& thread, uint64_t token) const {
  auto record = std::find_if(records_.rbegin(), records_.rend(), [&](const JumpRecord& candidate) {
    return candidate.token == token;
  });
  if (record == records_.rend()) return nullptr;
  auto target = record->context.sp;
  for (auto frame = engine::FrameWalker::from_host_call(thread); !frame.at_end(); frame.next()) {
    auto sp = reinterpret_cast<uint64_t>(frame.sp());
    if (sp > target) return nullptr;
    if (sp < target) continue;
    bool is_live = frame.module() == record->module &&
                   frame.function()->function == record->function &&
                   *frame.return_address() == record->return_address;
    return is_live ? &*record : nullptr;
  }
  return nullptr;
}

}  // namespace wali::process
