#include "engine/unwind.h"

#include <utility>

#include "engine/code_registry.h"
#include "engine/interruption.h"

namespace wali::engine {

FrameWalker::FrameWalker(const Thread& thread,
                         const void* pc,
                         const void* sp,
                         bool pc_is_return_address)
    : thread_(thread),
      activation_(thread.activation()),
      pc_(static_cast<const std::byte*>(pc)),
      sp_(static_cast<const std::byte*>(sp)),
      pc_is_return_address_(pc_is_return_address) {
  settle();
}

FrameWalker FrameWalker::from_host_call(const Thread& thread) {
  if (thread.exit_sp == nullptr) return FrameWalker(thread, nullptr, nullptr, true);
  auto* slot = static_cast<const void* const*>(thread.exit_sp);
  return FrameWalker(thread, *slot, slot + 1, true);
}

const void* const* FrameWalker::return_address() const {
  return reinterpret_cast<const void* const*>(sp_ + function_->frame_size);
}

uint32_t FrameWalker::wasm_offset() const {
  auto site = pc_is_return_address_ ? tables_->call_returning_to(code_offset_)
                                    : tables_->site_at(code_offset_);
  if (site) return site->wasm_offset;
  uint32_t nearest = 0;
  for (const jit::Site& site : tables_->sites_of(*function_)) {
    if (site.code_offset > code_offset_) break;
    nearest = site.wasm_offset;
  }
  return nearest;
}

void FrameWalker::next() {
  const void* const* slot = return_address();
  pc_ = static_cast<const std::byte*>(*slot);
  sp_ = reinterpret_cast<const std::byte*>(slot + 1 + function_->argument_words);
  pc_is_return_address_ = true;
  settle();
}

// One that has neither began in the entry of the one around it.
const Activation* FrameWalker::leave_activation() {
  while (activation_ != nullptr) {
    const Activation* ended = std::exchange(activation_, activation_->outer);
    if (ended->interruption != nullptr || ended->exit_sp != nullptr) return ended;
  }
  return nullptr;
}

// Steps over thunks until `pc_` lies in a Wasm function. Whatever is not understood ends the walk.
void FrameWalker::settle() {
  function_ = nullptr;
  while (thread_.stack().contains(sp_)) {
    // A call may be the last instruction of its function, so that its return address is the next
    // one's.
    const std::byte* inside = pc_is_return_address_ ? pc_ - 1 : pc_;
    if (RegisteredCode found = find_code(inside); found.code != nullptr) {
      module_ = found.module;
      tables_ = &found.code->side_tables();
      code_offset_ = static_cast<uint32_t>(pc_ - found.code->code().begin());
      function_ = tables_->function_at(static_cast<uint32_t>(inside - found.code->code().begin()));
      return;
    }
    const jit::Thunks::Frame* frame = thread_.thunks().frame_at(pc_);
    if (frame == nullptr) return;
    const void* const* slot;
    uint32_t argument_words = frame->argument_words;
    if (frame->kind == jit::Thunks::Frame::InstanceSwitch) {
      slot = reinterpret_cast<const void* const*>(sp_ + frame->frame_size);
    } else {
      const Activation* ended = leave_activation();
      if (ended == nullptr) return;
      if (const Interruption* interruption = ended->interruption) {
        InterruptedCode at = interrupted_code(thread_, *interruption);
        pc_ = reinterpret_cast<const std::byte*>(at.context.pc);
        sp_ = reinterpret_cast<const std::byte*>(at.context.sp);
        pc_is_return_address_ = at.pc_is_return_address;
        continue;
      }
      slot = static_cast<const void* const*>(ended->exit_sp);
    }
    pc_ = static_cast<const std::byte*>(*slot);
    sp_ = reinterpret_cast<const std::byte*>(slot + 1 + argument_words);
    pc_is_return_address_ = true;
  }
}

}  // namespace wali::engine
