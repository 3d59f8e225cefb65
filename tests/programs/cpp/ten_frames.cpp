// args: 10
#include <iomanip>
#include <iostream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

class Failure : public std::runtime_error {
 public:
  Failure(int depth, const std::string& text) : std::runtime_error(text), depth_(depth) {}
  int depth() const { return depth_; }

 private:
  int depth_;
};

class Frame {
 public:
  Frame(std::ostream& log, int depth) : log_(log), depth_(depth) {}
  ~Frame() { log_ << ' ' << depth_; }

 private:
  std::ostream& log_;
  int depth_;
};

// Each level is a function of its own, so that no optimisation makes one frame of them.
template <int Level>
__attribute__((noinline)) double descend(std::ostream& log, const std::vector<int>& values) {
  Frame frame(log, Level);
  std::map<int, std::string> names{{Level, "level " + std::to_string(Level)}};
  if constexpr (Level == 0) {
    if (values.empty()) throw Failure(Level, "nothing at " + names.at(Level));
    return values.front();
  } else {
    return descend<Level - 1>(log, values) / 2 + names.at(Level).size();
  }
}

static std::string attempt(const std::vector<int>& values) {
  std::ostringstream log;
  try {
    log << std::fixed << std::setprecision(4) << descend<10>(log, values);
  } catch (const Failure& failure) {
    log << " | " << failure.what() << ", depth " << failure.depth();
  }
  return log.str();
}

int main(int argc, char** argv) {
  int count = argc > 1 ? std::stoi(argv[1]) : 4;
  std::cout << attempt({}) << '\n' << attempt({1000}) << std::endl;

  std::mutex mutex;
  std::map<int, std::string> results;
  std::vector<std::thread> threads;
  for (int number = 0; number < count; number++) {
    threads.emplace_back([&, number] {
      std::vector<int> values;
      if (number % 3) values.assign(static_cast<size_t>(number), number * number);
      std::string result;
      for (int round = 0; round < 20; round++) result = attempt(values);
      std::lock_guard<std::mutex> lock(mutex);
      results[number] = result;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& [number, result] : results)
    std::cout << std::setw(3) << number << ':' << result << '\n';
}
