#include "engine/builtins.h"

#include "engine/atomic_wait.h"
#include "engine/builtin_entry.h"
#include "engine/bulk_operations.h"
#include "engine/memory/guarded_access.h"
#include "engine/memory_instance.h"
#include "engine/raise.h"
#include "engine/store.h"
#include "engine/thread.h"
#include "jit/operation.h"
#include "jit/raise.h"

namespace wali::engine {
namespace {

using jit::InstanceData;
using jit::TrapReason;

uint32_t high(uint64_t pair) {
  return static_cast<uint32_t>(pair >> 32);
}
uint32_t low(uint64_t pair) {
  return static_cast<uint32_t>(pair);
}

int64_t failed(TrapReason reason) {
  return -static_cast<int64_t>(reason);
}
int64_t outcome(TrapReason reason) {
  return failed(reason);
}
static_assert(static_cast<int>(TrapReason::None) == 0);

int64_t memory_grow(InstanceData* data, uint64_t memory, uint64_t delta, uint64_t, uint64_t) {
  return static_cast<int64_t>(Instance::of(data).memory(low(memory)).grow(delta));
}

int64_t memory_fill(
    InstanceData* data, uint64_t memory, uint64_t to, uint64_t value, uint64_t length) {
  return outcome(engine::memory_fill(
      Instance::of(data), low(memory), to, static_cast<uint8_t>(value), length));
}

int64_t memory_copy(
    InstanceData* data, uint64_t memories, uint64_t to, uint64_t from, uint64_t length) {
  return outcome(
      engine::memory_copy(Instance::of(data), high(memories), low(memories), to, from, length));
}

int64_t memory_init(
    InstanceData* data, uint64_t pair, uint64_t to, uint64_t from, uint64_t length) {
  return outcome(engine::memory_init(Instance::of(data), high(pair), low(pair), to, from, length));
}

int64_t data_drop(InstanceData* data, uint64_t segment, uint64_t, uint64_t, uint64_t) {
  Instance::of(data).drop_data(low(segment));
  return 0;
}

int64_t table_get(InstanceData* data, uint64_t table, uint64_t index, uint64_t, uint64_t) {
  Table& target = Instance::of(data).table(low(table));
  if (index >= target.length()) return failed(TrapReason::TableOutOfBounds);
  return static_cast<int64_t>(target.get(index));
}

int64_t table_set(
    InstanceData* data, uint64_t table, uint64_t index, uint64_t reference, uint64_t) {
  Table& target = Instance::of(data).table(low(table));
  if (index >= target.length()) return failed(TrapReason::TableOutOfBounds);
  target.set(index, reference);
  return 0;
}

int64_t table_grow(
    InstanceData* data, uint64_t table, uint64_t reference, uint64_t delta, uint64_t) {
  Instance& instance = Instance::of(data);
  std::lock_guard lock(instance.store().table_growth());
  return static_cast<int64_t>(instance.table(low(table)).grow(delta, reference));
}

int64_t table_fill(
    InstanceData* data, uint64_t table, uint64_t to, uint64_t reference, uint64_t length) {
  return outcome(engine::table_fill(Instance::of(data), low(table), to, reference, length));
}

int64_t table_copy(
    InstanceData* data, uint64_t tables, uint64_t to, uint64_t from, uint64_t length) {
  return outcome(
      engine::table_copy(Instance::of(data), high(tables), low(tables), to, from, length));
}

int64_t table_init(InstanceData* data, uint64_t pair, uint64_t to, uint64_t from, uint64_t length) {
  return outcome(engine::table_init(Instance::of(data), high(pair), low(pair), to, from, length));
}

int64_t elem_drop(InstanceData* data, uint64_t segment, uint64_t, uint64_t, uint64_t) {
  Instance::of(data).drop_element(low(segment));
  return 0;
}

// The values lie in slots as emitted code keeps them: of a 32-bit one only the low half counts.
int64_t new_exception(
    InstanceData* data, uint64_t index, uint64_t values, uint64_t slot_size, uint64_t) {
  Instance& instance = Instance::of(data);
  const loader::Module& module = instance.module();
  const std::vector<loader::ValueType>& types = module.types[module.tags[low(index)]].params;
  Thread& thread = Thread::of(data);
  jit::Exception* exception =
      thread.exceptions().allocate(thread, instance.tag(low(index)), jit::count_words(types));
  if (exception == nullptr) return failed(TrapReason::HostTrap);
  uint64_t* word = exception->payload();
  auto* slot = reinterpret_cast<const uint64_t*>(values);
  for (loader::ValueType type : types) {
    word[0] = jit::width_of(type) == jit::Width::W32 ? low(slot[0]) : slot[0];
    if (jit::words_of(type) == 2) word[1] = slot[1];
    word += jit::words_of(type);
    slot += slot_size / sizeof(uint64_t);
  }
  return reinterpret_cast<int64_t>(exception);
}

TrapReason check_atomic(MemoryInstance& memory, uint64_t at, uint64_t size) {
  if (at % size != 0) return TrapReason::UnalignedAtomic;
  if (!in_range(at, size, memory.byte_size())) return TrapReason::MemoryOutOfBounds;
  return TrapReason::None;
}

template <typename T>
int64_t wait(InstanceData* data, uint64_t index, uint64_t at, uint64_t expected, uint64_t timeout) {
  MemoryInstance& memory = Instance::of(data).memory(low(index));
  TrapReason reason = check_atomic(memory, at, sizeof(T));
  if (reason == TrapReason::None && !memory.is_shared()) {
    reason = TrapReason::ExpectedSharedMemory;
  }
  // The word is read under a lock, where a fault must not happen.
  T probe;
  if (reason == TrapReason::None &&
      !memory::guarded_copy(&probe, memory.base() + at, sizeof probe)) {
    reason = TrapReason::MemoryOutOfBounds;
  }
  if (reason != TrapReason::None) return failed(reason);
  auto* word = reinterpret_cast<const T*>(memory.base() + at);
  return static_cast<int64_t>(
      atomic_wait(word, static_cast<T>(expected), static_cast<int64_t>(timeout)));
}

int64_t atomic_wait32(
    InstanceData* data, uint64_t memory, uint64_t at, uint64_t expected, uint64_t timeout) {
  return wait<uint32_t>(data, memory, at, expected, timeout);
}

int64_t atomic_wait64(
    InstanceData* data, uint64_t memory, uint64_t at, uint64_t expected, uint64_t timeout) {
  return wait<uint64_t>(data, memory, at, expected, timeout);
}

int64_t atomic_notify(InstanceData* data, uint64_t index, uint64_t at, uint64_t count, uint64_t) {
  MemoryInstance& memory = Instance::of(data).memory(low(index));
  if (TrapReason reason = check_atomic(memory, at, 4); reason != TrapReason::None)
    return failed(reason);
  return engine::atomic_notify(memory.base() + at, low(count));
}

/// Has an entry of its own.
constexpr jit::BuiltinFunction raise = nullptr;

}  // namespace

extern "C" {
/// For the entries, which are assembly; by jit::Builtin.
[[gnu::visibility("hidden")]] extern const jit::BuiltinFunction wali_builtin_functions[];
const jit::BuiltinFunction wali_builtin_functions[] = {
#define BUILTIN(name) name,
    WALI_JIT_BUILTINS(BUILTIN)
#undef BUILTIN
};
}

void install_builtins(InstanceData& instance) {
  instance.unwind = unwind;
  for (size_t i = 0; i < std::size(instance.builtins); ++i) {
    instance.builtins[i] = builtin_entry(static_cast<jit::Builtin>(i));
  }
  instance.builtins[static_cast<size_t>(jit::Builtin::raise)] =
      reinterpret_cast<jit::BuiltinFunction>(const_cast<void*>(jit::raise_stub()));
}

}  // namespace wali::engine
