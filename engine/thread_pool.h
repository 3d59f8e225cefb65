#pragma once

#include <sys/types.h>

#include <array>
#include <expected>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/thread.h"

namespace wali::engine {

/// What a started thread runs, on its guest stack and as the current thread, which ends when `body`
/// returns.
struct ThreadStart {
  void (*body)(Thread& thread, const ThreadStart& start);
  void* context;
  std::array<uint64_t, 4> words;
  pid_t id = 0;  // set by the pool: the thread's own
};

/// The guest threads of a store but for its first. Stacks and instance data of those that have
/// ended are kept for the next ones.
class ThreadPool {
 public:
  /// `thunks` as for Thread::create.
  ThreadPool(const jit::Thunks& thunks, size_t stack_size);
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  /// Waits for the threads that still run.
  ~ThreadPool();

  /// Starts a thread and returns its id, which the system gives it; whether it has begun to run is
  /// open. Its globals begin with the values that they have in `parent`, the calling thread. Fails
  /// with EAGAIN or ENOMEM.
  std::expected<pid_t, int> start(const Thread& parent, const ThreadStart& start);

  /// Gives the threads that run their own data of a new instance.
  void copy_to_running(const jit::InstanceData& original);

  /// Around fork(2). In the child only the calling thread is left; what the others had is free.
  void before_fork() { mutex_.lock(); }
  void after_fork_in_parent() { mutex_.unlock(); }
  void after_fork_in_child();

 private:
  struct Member;
  using Members = std::vector<std::unique_ptr<Member>>;
  static constexpr size_t kMaxIdle = 1024;

  static void* run(void* member);
  std::expected<std::unique_ptr<Member>, int> new_member();
  /// Null if there is none.
  std::unique_ptr<Member> take_idle();
  /// By each holder of a member; the last one hands it on.
  void release(Member& member);
  // With mutex_ held:
  std::unique_ptr<Member> stop_running(Member& member);
  /// Makes some of those that have ended idle, and returns what is not to be kept, for its end
  /// without the lock.
  Members reap();

  const jit::Thunks& thunks_;
  const size_t stack_size_;
  std::mutex mutex_;
  Members running_;
  Members ended_;  // whose host threads may still be on their stacks
  Members idle_;
  bool is_closing_ = false;
};

}  // namespace wali::engine
