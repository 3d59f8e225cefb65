// Exceptions that leave signal handlers, out of computations, of system calls and of handlers.
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <string>

namespace {

int ends[2];
int destroyed;
volatile uint64_t sink;

struct Counted {
  ~Counted() { ++destroyed; }
};

void set_mask(uint64_t mask) {
  sigset_t set;
  sigemptyset(&set);
  for (int number = 1; number < 32; ++number) {
    if (mask >> number & 1) sigaddset(&set, number);
  }
  sigprocmask(SIG_SETMASK, &set, nullptr);
}

void throw_number(int number) {
  throw number;
}
void throw_text(int number) {
  throw std::runtime_error("signal " + std::to_string(number));
}

[[gnu::noinline]] void compute() {
  for (uint64_t x = 1;; x = x * 3 + 1) sink = sink + x;
}
[[gnu::noinline]] void call_often() {
  for (;;) getppid();
}
[[gnu::noinline]] void read_pipe() {
  char byte;
  while (read(ends[0], &byte, 1) < 0) {
  }
}
[[gnu::noinline]] void sleep_long() {
  timespec time = {1000, 0};
  while (nanosleep(&time, nullptr) < 0) {
  }
}
[[gnu::noinline]] void poll_forever() {
  while (poll(nullptr, 0, -1) < 0) {
  }
}
[[gnu::noinline]] void suspend() {
  sigset_t none;
  sigemptyset(&none);
  for (;;) sigsuspend(&none);
}
[[gnu::noinline]] void wait_for_semaphore() {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  while (sem_wait(&semaphore) < 0) {
  }
}
void (*volatile nested)() = suspend;

// What has something to destroy is not interrupted itself: exceptions are expected from calls
// alone.
[[gnu::noinline]] void begin(void (*function)()) {
  set_mask(0);
  function();
}
[[gnu::noinline]] void run(void (*function)(), long microseconds) {
  Counted counted;
  itimerval soon = {{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &soon, nullptr);
  begin(function);
}

void rethrow(int) {
  try {
    run(nested, 100);
  } catch (const std::exception& error) {
    throw std::string(error.what()) + " in a handler";
  }
}

[[gnu::noinline]] void raise_and_wait() {
  raise(SIGUSR1);
  sleep_long();
}
[[gnu::noinline]] void run_handler() {
  Counted counted;
  raise_and_wait();
}

void out_of(const char* name, void (*function)()) {
  int numbers = 0, texts = 0;
  destroyed = 0;
  for (int round = 0; round < 60; ++round) {
    set_mask(uint64_t{1} << SIGALRM);
    signal(SIGALRM, round % 2 == 0 ? throw_number : throw_text);
    try {
      run(function, 10 + 9 * round);
    } catch (int number) {
      numbers += number == SIGALRM;
    } catch (const std::runtime_error& error) {
      texts += error.what() == std::string("signal 14");
    }
  }
  std::printf("%s: %d numbers, %d texts, %d destroyed\n", name, numbers, texts, destroyed);
}

}  // namespace

int main() {
  if (pipe(ends) != 0) return 1;
  out_of("computation", compute);
  out_of("getppid", call_often);
  out_of("read", read_pipe);
  out_of("nanosleep", sleep_long);
  out_of("poll", poll_forever);
  out_of("sigsuspend", suspend);
  out_of("sem_wait", wait_for_semaphore);

  signal(SIGALRM, throw_text);
  signal(SIGUSR1, rethrow);
  destroyed = 0;
  int caught = 0;
  for (int round = 0; round < 60; ++round) {
    set_mask(uint64_t{1} << SIGALRM);
    try {
      run_handler();
    } catch (const std::string& text) {
      caught += text == "signal 14 in a handler";
    }
  }
  std::printf("%d out of handlers, %d destroyed\n", caught, destroyed);
}
