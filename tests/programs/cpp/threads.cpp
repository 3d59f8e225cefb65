#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <iostream>
#include <mutex>
#include <numeric>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

static void counters() {
  std::atomic<long> atomic{0};
  std::mutex mutex;
  long guarded = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < 8; number++) {
    threads.emplace_back([&, number] {
      for (int i = 0; i < 5000; i++) {
        atomic += number;
        std::lock_guard<std::mutex> lock(mutex);
        guarded += number;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::cout << atomic << ' ' << guarded << '\n';
}

class Queue {
 public:
  void push(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return values_.size() < 4; });
    values_.push_back(value);
    not_empty_.notify_one();
  }

  int pop() {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !values_.empty(); });
    int value = values_.front();
    values_.pop_front();
    not_full_.notify_one();
    return value;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<int> values_;
};

static void producers_and_consumers() {
  Queue queue;
  std::atomic<long> sum{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < 3; number++) {
    threads.emplace_back([&] {
      for (int i = 1; i <= 1000; i++) queue.push(i);
    });
    threads.emplace_back([&] {
      for (int i = 1; i <= 1000; i++) sum += queue.pop();
    });
  }
  for (auto& thread : threads) thread.join();
  std::cout << sum << '\n';
}

static long fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static void futures() {
  std::vector<std::future<long>> futures;
  for (int n = 10; n < 20; n++) futures.push_back(std::async(std::launch::async, fibonacci, n));
  for (auto& future : futures) std::cout << future.get() << ' ';
  auto failing =
      std::async(std::launch::async, []() -> int { throw std::runtime_error("across threads"); });
  try {
    failing.get();
  } catch (const std::runtime_error& error) {
    std::cout << error.what() << '\n';
  }
  std::promise<std::string> promise;
  auto future = promise.get_future();
  std::thread thread([&] { promise.set_value("promised"); });
  std::cout << future.get() << '\n';
  thread.join();
  {
    std::promise<int> broken;
    auto nothing = broken.get_future();
    broken = std::promise<int>();
    try {
      nothing.get();
    } catch (const std::future_error& error) {
      std::cout << (error.code() == std::future_errc::broken_promise) << '\n';
    }
  }
}

struct PerThread {
  static inline std::atomic<int> made{0}, destroyed{0};
  int value = 0;
  PerThread() { made++; }
  ~PerThread() { destroyed++; }
};
static thread_local PerThread per_thread;

static void thread_locals() {
  std::array<int, 6> seen{};
  std::vector<std::thread> threads;
  for (size_t number = 0; number < seen.size(); number++) {
    threads.emplace_back([&seen, number] {
      for (size_t i = 0; i <= number; i++) per_thread.value++;
      seen[number] = per_thread.value;
    });
  }
  for (auto& thread : threads) thread.join();
  for (int value : seen) std::cout << value << ' ';
  std::cout << PerThread::made << ' ' << PerThread::destroyed << ' ' << per_thread.value << '\n';
}

static void once_and_shared() {
  std::once_flag flag;
  std::atomic<int> calls{0}, failures{0};
  std::shared_mutex mutex;
  int shared = 0;
  std::atomic<bool> torn{false};
  std::vector<std::thread> threads;
  for (int number = 0; number < 6; number++) {
    threads.emplace_back([&, number] {
      for (;;) {
        try {
          std::call_once(flag, [&] {
            if (++calls < 3) throw 1;
          });
          break;
        } catch (int) {
          failures++;
        }
      }
      for (int i = 0; i < 500; i++) {
        if (number < 2) {
          std::unique_lock<std::shared_mutex> lock(mutex);
          shared++;
          shared++;
        } else {
          std::shared_lock<std::shared_mutex> lock(mutex);
          if (shared % 2) torn = true;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::cout << calls << ' ' << failures << ' ' << shared << ' ' << torn << '\n';
}

static int& counted_static() {
  static int value = [] {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    static std::atomic<int> runs{0};
    return ++runs;
  }();
  return value;
}

static void waiting() {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock<std::mutex> lock(mutex);
  auto start = std::chrono::steady_clock::now();
  bool timed_out =
      condition.wait_for(lock, std::chrono::milliseconds(30)) == std::cv_status::timeout;
  bool long_enough = std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(30);
  std::timed_mutex timed;
  timed.lock();
  bool refused = false;
  std::thread([&] { refused = !timed.try_lock_for(std::chrono::milliseconds(5)); }).join();
  timed.unlock();
  std::vector<std::thread> threads;
  std::atomic<int> sum{0};
  for (int i = 0; i < 4; i++) threads.emplace_back([&] { sum += counted_static(); });
  for (auto& thread : threads) thread.join();
  std::thread detached([&sum] { sum += 10; });
  detached.detach();
  while (sum != 14) std::this_thread::yield();
  std::cout << timed_out << long_enough << refused << ' ' << sum << '\n';
}

static void exceptions_in_many_threads() {
  std::vector<std::thread> threads;
  std::atomic<long> caught{0};
  for (int number = 0; number < 6; number++) {
    threads.emplace_back([&caught, number] {
      std::function<void(int)> dive = [&](int depth) {
        std::string held(40, 'h');
        if (depth == 0) throw std::vector<int>(static_cast<size_t>(number + 1), number);
        dive(depth - 1);
      };
      for (int round = 0; round < 300; round++) {
        try {
          dive(round % 12);
        } catch (const std::vector<int>& values) {
          caught += std::accumulate(values.begin(), values.end(), 1);
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::cout << caught << '\n';
}

int main() {
  counters();
  producers_and_consumers();
  futures();
  thread_locals();
  once_and_shared();
  waiting();
  exceptions_in_many_threads();
}
