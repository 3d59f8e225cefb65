#pragma once

#include <functional>
#include <latch>
#include <vector>

#include "engine/thread_pool.h"
#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {

struct Job {
  std::function<void(Thread& thread, uint64_t index)> work;
  std::latch done;
};

inline void run_job(Thread& thread, const ThreadStart& start) {
  auto& job = *static_cast<Job*>(start.context);
  job.work(thread, start.words[0]);
  job.done.count_down();
}

/// Runs `work` in `count` threads at once, and returns their ids.
inline std::vector<pid_t> in_threads(Store& store,
                                     int count,
                                     std::function<void(Thread& thread, uint64_t index)> work) {
  Job job{std::move(work), std::latch(count)};
  std::vector<pid_t> ids;
  for (int i = 0; i < count; ++i) {
    auto id = store.threads().start(store.thread(), {run_job, &job, {static_cast<uint64_t>(i)}});
    REQUIRE(id);
    ids.push_back(*id);
  }
  job.done.wait();
  return ids;
}

}  // namespace wali::engine::test
