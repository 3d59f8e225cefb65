#include "engine/thread_pool.h"

#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <ctime>
#include <utility>

#include "engine/trap_handler.h"
#include "loader/result.h"

// A guest thread is a host thread that runs on the guest stack from its beginning: one stack for
// each, and none to switch. The host's thread library keeps its own block at the top of that stack,
// so a stack can serve again only when the kernel has let go of the thread: a member goes from
// running to ended when its body is done, and from ended to idle when the thread can be joined
// without waiting.

namespace wali::engine {

struct ThreadPool::Member {
  ThreadPool& pool;
  std::unique_ptr<Thread> thread;
  size_t place = 0;  // in running_
  pthread_t handle{};
  ThreadStart start{};
  std::atomic<pid_t> id = 0;
  /// The thread itself and, until it knows the id, the one that started it.
  std::atomic<int> holders = 0;
};

namespace {

// The thread library knows the id since the thread was made, and tells it as the process part of a
// clock id, whose form the kernel's interface fixes (clock_getres(2)). It forgets it with the
// thread's end, before which the thread has noted it itself.
pid_t id_of(pthread_t handle, const std::atomic<pid_t>& noted) {
  clockid_t clock;
  if (pthread_getcpuclockid(handle, &clock) == 0) return static_cast<pid_t>(~(clock >> 3));
  while (noted == 0) sched_yield();
  return noted;
}

class Attributes {
 public:
  explicit Attributes(const GuestStack& stack) {
    pthread_attr_init(&value_);
    pthread_attr_setstack(
        &value_, stack.bottom(), static_cast<size_t>(stack.top() - stack.bottom()));
  }
  ~Attributes() { pthread_attr_destroy(&value_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const pthread_attr_t* get() const { return &value_; }

 private:
  pthread_attr_t value_;
};

}  // namespace

ThreadPool::ThreadPool(const jit::Thunks& thunks, size_t stack_size)
    : thunks_(thunks), stack_size_(stack_size) {}

ThreadPool::~ThreadPool() {
  std::unique_lock lock(mutex_);
  is_closing_ = true;
  while (!running_.empty() || !ended_.empty()) {
    const Member* member = running_.empty() ? ended_.back().get() : running_.back().get();
    lock.unlock();
    pthread_join(member->handle, nullptr);
    lock.lock();
    std::erase_if(ended_, [member](const auto& each) { return each.get() == member; });
  }
}

void* ThreadPool::run(void* data) {
  Member& member = *static_cast<Member*>(data);
  Thread& thread = *member.thread;
  member.id = member.start.id = static_cast<pid_t>(syscall(SYS_gettid));
  prepare_host_thread(thread.stack().alternate());
  {
    Thread::Scope scope(thread);
    member.start.body(thread, member.start);
  }
  thread.stack().trim();
  member.pool.release(member);
  return nullptr;
}

std::expected<pid_t, int> ThreadPool::start(const Thread& parent, const ThreadStart& start) {
  std::unique_ptr<Member> fresh = take_idle();
  if (!fresh) fresh = TRY(new_member());
  Member& member = *fresh;
  member.start = start;
  member.id = 0;
  member.holders = 2;
  {
    std::lock_guard lock(mutex_);
    member.place = running_.size();
    running_.push_back(std::move(fresh));
    member.thread->copy_instances(parent);
  }
  Attributes attributes(member.thread->stack());
  if (int error = pthread_create(&member.handle, attributes.get(), run, &member); error != 0) {
    std::lock_guard lock(mutex_);
    idle_.push_back(stop_running(member));
    return std::unexpected(error);
  }
  pid_t id = id_of(member.handle, member.id);
  release(member);
  return id;
}

std::expected<std::unique_ptr<ThreadPool::Member>, int> ThreadPool::new_member() {
  auto thread = TRY(Thread::create(thunks_, stack_size_));
  return std::unique_ptr<Member>(new Member{*this, std::move(thread)});
}

std::unique_ptr<ThreadPool::Member> ThreadPool::take_idle() {
  Members surplus;
  std::lock_guard lock(mutex_);
  surplus = reap();
  if (idle_.empty()) return nullptr;
  auto member = std::move(idle_.back());
  idle_.pop_back();
  return member;
}

void ThreadPool::release(Member& member) {
  if (member.holders.fetch_sub(1) != 1) return;
  Members surplus;
  std::lock_guard lock(mutex_);
  ended_.push_back(stop_running(member));
  if (!is_closing_) surplus = reap();
}

std::unique_ptr<ThreadPool::Member> ThreadPool::stop_running(Member& member) {
  auto owner = std::exchange(running_[member.place], std::move(running_.back()));
  running_.pop_back();
  if (owner->place < running_.size()) running_[owner->place]->place = owner->place;
  return owner;
}

ThreadPool::Members ThreadPool::reap() {
  constexpr size_t kMaxTried = 4;
  Members surplus;
  size_t at = 0;
  for (size_t tried = 0; tried < kMaxTried && at < ended_.size(); ++tried) {
    if (pthread_tryjoin_np(ended_[at]->handle, nullptr) != 0) {
      ++at;
      continue;
    }
    (idle_.size() < kMaxIdle ? idle_ : surplus).push_back(std::move(ended_[at]));
    if (at + 1 < ended_.size()) ended_[at] = std::move(ended_.back());
    ended_.pop_back();
  }
  return surplus;
}

void ThreadPool::copy_to_running(const jit::InstanceData& original) {
  std::lock_guard lock(mutex_);
  for (const auto& member : running_) member->thread->copy_instance(original);
}

void ThreadPool::after_fork_in_child() {
  const Thread* survivor = Thread::current();
  Members others = std::exchange(running_, {});
  for (auto& member : others) {
    Members& next = member->thread.get() == survivor ? running_ : idle_;
    member->place = 0;
    next.push_back(std::move(member));
  }
  for (auto& member : ended_) idle_.push_back(std::move(member));
  ended_.clear();
  mutex_.unlock();
}

}  // namespace wali::engine
