#include "engine/exception.h"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <utility>

#include "engine/instance.h"
#include "engine/store.h"
#include "engine/thread.h"

namespace wali::engine {

ExceptionHeap::~ExceptionHeap() {
  // Threads that live on may have one that is shared, and its payload may name any other.
  if (std::ranges::any_of(objects_, [](auto* each) { return (each->flags & kShared) != 0; })) {
    static std::mutex mutex;
    static auto* inherited = new std::vector<std::vector<jit::Exception*>>;
    std::lock_guard lock(mutex);
    inherited->push_back(std::move(objects_));
    return;
  }
  for (jit::Exception* each : objects_) std::free(each);
}

jit::Exception* ExceptionHeap::allocate(Thread& thread, const Tag& tag, uint32_t word_count) {
  if (objects_.size() >= sweep_at_) sweep(thread);
  size_t size = sizeof(jit::Exception) + word_count * sizeof(uint64_t);
  auto* exception = static_cast<jit::Exception*>(std::malloc(size));
  if (exception == nullptr) return nullptr;
  *exception = {.tag = &tag, .word_count = word_count, .flags = 0};
  objects_.push_back(exception);
  return exception;
}

void ExceptionHeap::mark(uint64_t word) {
  auto* candidate = reinterpret_cast<jit::Exception*>(word);
  if (candidate < objects_.front() || candidate > objects_.back()) return;
  auto found = std::ranges::lower_bound(objects_, candidate);
  if (*found != candidate || (candidate->flags & kMarked) != 0) return;
  candidate->flags |= kMarked;
  unscanned_.push_back(candidate);
}

#if defined(__SANITIZE_ADDRESS__)
[[gnu::no_sanitize_address]]
#endif
void ExceptionHeap::mark_words(const void* begin, const void* end) {
  auto* word = static_cast<const uint64_t*>(begin);
  words_scanned_ += static_cast<size_t>(static_cast<const uint64_t*>(end) - word);
  for (; word < end; ++word) mark(*word);
}

// From this frame on, which lies below the registers that `sweep` has saved.
[[gnu::noinline]] void ExceptionHeap::mark_stack(const Thread& thread) {
  const void* here = __builtin_frame_address(0);
  if (thread.stack().contains(here)) mark_words(here, thread.stack().top());
}

// All of the thread's globals, imported ones included, and the tables that hold exceptions.
void ExceptionHeap::mark_instances(Thread& thread) {
  for (jit::InstanceData* data : thread.instances()) {
    if (data == nullptr || data->instance == nullptr) continue;
    Instance& instance = Instance::of(data);
    const std::vector<loader::GlobalType>& globals = instance.module().globals;
    for (uint32_t i = 0; i < globals.size(); ++i) {
      if (!loader::is_exception_reference(globals[i].value)) continue;
      mark(instance.global(i, data).words[0]);
    }
    for (uint32_t i = 0; i < instance.module().tables.size(); ++i) {
      const Table& table = instance.table(i);
      if (!loader::is_exception_reference(instance.module().tables[i].element)) continue;
      words_scanned_ += table.length();
      for (uint64_t k = 0; k < table.length(); ++k) mark(table.get(k));
    }
  }
}

// A deep stack takes long to look through, so the more there was to see the more objects may
// gather until the next time.
void ExceptionHeap::sweep(Thread& thread) {
  constexpr size_t kLeastGrowth = 64;
  constexpr size_t kWordsPerObject = 64;
  std::ranges::sort(objects_);
  words_scanned_ = 0;
  __builtin_unwind_init();
  mark_stack(thread);
  mark(reinterpret_cast<uint64_t>(thread.pending_exception()));
  mark(reinterpret_cast<uint64_t>(thread.uncaught()));
  mark_instances(thread);
  for (jit::Exception* each : objects_) {
    if ((each->flags & (kKept | kShared)) != 0) mark(reinterpret_cast<uint64_t>(each));
  }
  while (!unscanned_.empty()) {
    jit::Exception* next = unscanned_.back();
    unscanned_.pop_back();
    mark_words(next->payload(), next->payload() + next->word_count);
  }
  std::erase_if(objects_, [](jit::Exception* each) {
    if ((each->flags & kMarked) == 0) {
      std::free(each);
      return true;
    }
    each->flags &= ~kMarked;
    return false;
  });
  sweep_at_ = 2 * objects_.size() + kLeastGrowth + words_scanned_ / kWordsPerObject;
}

}  // namespace wali::engine
