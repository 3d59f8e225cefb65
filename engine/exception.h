#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/tag.h"
#include "jit/instance_layout.h"

/// The exceptions that one thread's guest code has thrown. An exnref may lie in any word of the
/// stack, of a global, of a table or of another exception's payload, and nothing says when it is
/// gone; so objects are found to be dead by marking from all of these, which happens only when
/// something is thrown, and only when the number of objects has doubled since the last time.
///
/// A table is the one place where another thread can find an exception, since globals are each
/// thread's own. No thread can look through the stack of another one; so what is in a table that
/// several threads see stays, with all that it refers to.
namespace wali::engine {

class Thread;

class ExceptionHeap {
 public:
  ExceptionHeap() = default;
  ExceptionHeap(const ExceptionHeap&) = delete;
  ExceptionHeap& operator=(const ExceptionHeap&) = delete;
  ~ExceptionHeap();

  /// An exception with room for `word_count` words of payload; null for want of memory. May free
  /// any that `thread`, whose heap this is, cannot reach any more.
  jit::Exception* allocate(Thread& thread, const Tag& tag, uint32_t word_count);

  /// From now on the object lives as long as the heap: C++ has it.
  static void keep(jit::Exception* exception) {
    if (exception != nullptr) exception->flags |= kKept;
  }

  /// Other threads may find the object from now on: it lives for ever.
  static void share(jit::Exception* exception) {
    if (exception != nullptr && (exception->flags & kShared) == 0) exception->flags |= kShared;
  }

  size_t size() const { return objects_.size(); }

 private:
  static constexpr uint32_t kMarked = 1;
  static constexpr uint32_t kKept = 2;
  static constexpr uint32_t kShared = 4;

  void sweep(Thread& thread);
  void mark(uint64_t word);
  void mark_words(const void* begin, const void* end);
  void mark_stack(const Thread& thread);
  void mark_instances(Thread& thread);

  std::vector<jit::Exception*> objects_;
  std::vector<jit::Exception*> unscanned_;  // marked, their payload not yet looked at
  size_t sweep_at_ = 64;                    // number of objects
  size_t words_scanned_ = 0;
};

}  // namespace wali::engine
