#include "jit/raise.h"

namespace wali::jit {
namespace {

void return_from(NativeContext& context, const uint64_t* return_address, uint32_t argument_words) {
  context.pc = *return_address;
  context.sp = reinterpret_cast<uint64_t>(return_address + 1 + argument_words);
}

const uint64_t* return_address_of(const NativeContext& context, uint32_t frame_size) {
  return reinterpret_cast<const uint64_t*>(context.sp + frame_size);
}

}  // namespace

void cut_frame(NativeContext& context, const FunctionCode& function) {
  const uint64_t* return_address = return_address_of(context, function.frame_size);
  for (uint32_t i = 0; i < function.saved_registers; ++i) {
    context.preserved[i] = *(return_address - 1 - i);
  }
  return_from(context, return_address, function.argument_words);
}

void cut_frame(NativeContext& context, const Thunks::Frame& instance_switch) {
  const uint64_t* return_address = return_address_of(context, instance_switch.frame_size);
  context.instance = reinterpret_cast<InstanceData*>(*(return_address - 1));
  context.memory_base = reinterpret_cast<std::byte*>(*(return_address - 2));
  return_from(context, return_address, instance_switch.argument_words);
}

}  // namespace wali::jit
