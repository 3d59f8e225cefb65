#include "engine/invoke.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstring>

#include "engine/instance.h"
#include "engine/trap_handler.h"
#include "engine/type_registry.h"

namespace wali::engine {
namespace {

struct Call {
  jit::EntryThunk entry;
  const void* code;
  jit::InstanceData* instance;
  uint64_t* values;
  bool finished;
};

void run_call(void* data) {
  auto* call = static_cast<Call*>(data);
  call->finished = call->entry(call->code, call->instance, call->values);
}

Trap plain_trap(jit::TrapReason reason, std::string message) {
  return {.reason = reason, .message = std::move(message)};
}

}  // namespace

std::expected<std::vector<Value>, Trap> invoke(Store& store,
                                               const jit::FunctionRecord& function,
                                               std::span<const Value> arguments) {
  const loader::FunctionType& type = canonical_type(function.type_id);
  assert(arguments.size() == type.params.size());
  auto entry = store.thunks().entry(type);
  if (!entry) {
    return std::unexpected(
        plain_trap(jit::TrapReason::HostTrap,
                   fmt::format("no executable memory: {}", strerror(entry.error()))));
  }
  Thread* running = Thread::current();
  Thread& thread = running != nullptr ? *running : store.thread();
  bool is_nested = thread.stack().contains(__builtin_frame_address(0));
  if (is_nested && __builtin_frame_address(0) < thread.stack_limit) {
    return std::unexpected(plain_trap(jit::TrapReason::StackExhausted,
                                      std::string(message_of(jit::TrapReason::StackExhausted))));
  }

  std::vector<uint64_t> values(
      std::max({jit::count_words(type.params), jit::count_words(type.results), 1u}));
  for (size_t i = 0, word = 0; i < arguments.size(); ++i) {
    assert(arguments[i].type == type.params[i] || loader::is_reference(type.params[i]));
    values[word++] = arguments[i].bits;
    if (arguments[i].type == loader::ValueType::V128) values[word++] = arguments[i].high_bits;
  }
  {
    Thread::Scope scope(thread);
    prepare_host_thread();
    if (!invoke_words(thread, *entry, function, values.data())) {
      return std::unexpected(thread.take_trap());
    }
  }

  std::vector<Value> results;
  results.reserve(type.results.size());
  for (size_t word = 0; loader::ValueType result : type.results) {
    results.push_back({result, values[word++]});
    if (loader::is_exception_reference(result)) {
      ExceptionHeap::keep(reinterpret_cast<jit::Exception*>(results.back().bits));
    }
    if (result == loader::ValueType::V128) results.back().high_bits = values[word++];
  }
  return results;
}

bool invoke_words(Thread& thread,
                  jit::EntryThunk entry,
                  const jit::FunctionRecord& function,
                  uint64_t* values,
                  const Interruption* interruption) {
  jit::InstanceData* pinned =
      function.instance != nullptr ? thread.instance(function.instance->id) : thread.root();
  Call call{entry, function.code, pinned, values, false};
  Activation activation{thread.activation(), thread.exit_sp, interruption};
  thread.set_activation(&activation);
  thread.stack().run(run_call, &call);
  thread.set_activation(activation.outer);
  return call.finished;
}

}  // namespace wali::engine
