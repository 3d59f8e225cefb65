// storm SECONDS: computes and blocks under a timer of 50 us and three processes that send queued
// signals as fast as they are taken. Prints what went wrong; the status is 0 only if no result
// changed and every signal was handled exactly once.
#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLERS 3
#define MOST_PENDING 100
static volatile long* handled;  // for each killer, which reads it
static volatile long ticks;
static volatile int failed;

static void tick(int number) {
  ++ticks;
}
static void count(int number, siginfo_t* info, void* context) {
  ++handled[number - SIGRTMIN];
  if (info->si_signo != number) failed = 1;
}
static void count_plainly(int number) {
  ++handled[number - SIGRTMIN];
}

static uint64_t integers(void) {
  uint64_t x = 88172645463325252u, sum = 0;
  for (int i = 0; i < 400000; ++i) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    sum += x / ((x & 255) + 1);
  }
  return sum;
}

static uint64_t floats(void) {
  static double a[40][40], b[40][40], c[40][40];
  double sum = 0;
  for (int i = 0; i < 40; ++i)
    for (int j = 0; j < 40; ++j) a[i][j] = i + 0.5 * j, b[i][j] = i * j * 0.25, c[i][j] = 0;
  for (int i = 0; i < 40; ++i)
    for (int j = 0; j < 40; ++j)
      for (int k = 0; k < 40; ++k) c[i][j] += a[i][k] * b[k][j];
  for (int i = 0; i < 40; ++i)
    for (int j = 0; j < 40; ++j) sum += sqrt(c[i][j]);
  uint64_t bits;
  memcpy(&bits, &sum, sizeof bits);
  return bits;
}

static unsigned fibonacci(unsigned n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
static uint64_t recursion(void) {
  return fibonacci(24);
}

// A leaf function with a frame, which lies below the stack pointer.
static uint32_t __attribute__((noinline)) leaf(uint32_t seed) {
  volatile uint32_t local[24];
  for (int i = 0; i < 24; ++i) local[i] = seed + (uint32_t)i;
  uint32_t sum = 0;
  for (int i = 0; i < 24; ++i) sum = sum * 31 + local[i];
  return sum;
}
static uint64_t leaves(void) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < 20000; ++i) sum += leaf(i);
  return sum;
}

static uint64_t memory(void) {
  uint64_t sum = 0;
  for (int round = 0; round < 40; ++round) {
    size_t length = 1000 + 997 * (size_t)round;
    unsigned char *block = malloc(length), *copy = malloc(length);
    memset(block, round, length);
    for (size_t i = 0; i < length; i += 7) block[i] = (unsigned char)i;
    memcpy(copy, block, length);
    memmove(copy + 1, copy, length - 1);
    for (size_t i = 0; i < length; ++i) sum = sum * 131 + copy[i];
    free(block);
    free(copy);
  }
  return sum;
}

static int compare(const void* a, const void* b) {
  uint32_t x = *(const uint32_t*)a, y = *(const uint32_t*)b;
  return x < y ? -1 : x > y;
}
static uint64_t sorting(void) {
  static uint32_t values[5000];
  uint32_t x = 12345;
  for (int i = 0; i < 5000; ++i) values[i] = x = x * 1664525 + 1013904223;
  qsort(values, 5000, sizeof *values, compare);
  uint64_t sum = 0;
  for (int i = 0; i < 5000; ++i) sum = sum * 31 + values[i];
  return sum;
}

static uint64_t formatting(void) {
  char line[200];
  uint64_t sum = 0;
  for (int i = 0; i < 500; ++i) {
    int length = snprintf(line, sizeof line, "%d %x %.6f %s", i, i * 77, i / 7.0, "signal");
    for (int k = 0; k < length; ++k) sum = sum * 33 + (unsigned char)line[k];
  }
  return sum;
}

static uint64_t exact_pipe(void) {
  int ends[2];
  char out[3000], in[3000];
  if (pipe(ends) != 0) return 1;
  for (int i = 0; i < 3000; ++i) out[i] = (char)(i * 7);
  for (int done = 0; done < 3000;) done += (int)write(ends[1], out + done, (size_t)(3000 - done));
  for (int done = 0; done < 3000;) done += (int)read(ends[0], in + done, (size_t)(3000 - done));
  close(ends[0]);
  close(ends[1]);
  return memcmp(in, out, sizeof in) == 0;
}

// Until a point in time: what is told to remain includes the kernel's slack, which is the timer's
// interval, so that sleeping for the rest need never end.
static uint64_t sleeping(void) {
  struct timespec end, now;
  clock_gettime(CLOCK_MONOTONIC, &end);
  end.tv_nsec += 2000000;
  end.tv_sec += end.tv_nsec / 1000000000;
  end.tv_nsec %= 1000000000;
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL) == EINTR) {
  }
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec > end.tv_sec || (now.tv_sec == end.tv_sec && now.tv_nsec >= end.tv_nsec);
}

static uint64_t polling(void) {
  int result;
  while ((result = poll(NULL, 0, 1)) < 0 && errno == EINTR && ticks % 16 != 0) {
  }
  return 1;
}

static uint64_t waiting_for_child(void) {
  pid_t child = fork();
  if (child == 0) _exit(5);
  int status;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return (uint64_t)WEXITSTATUS(status);
}

static uint64_t jumping(void) {
  jmp_buf target;
  volatile uint64_t rounds = 0;
  setjmp(target);
  if (++rounds < 500) longjmp(target, 1);
  return rounds;
}

static const struct {
  const char* name;
  uint64_t (*run)(void);
} kWork[] = {{"integers", integers},
             {"floats", floats},
             {"recursion", recursion},
             {"leaves", leaves},
             {"memory", memory},
             {"sorting", sorting},
             {"jumping", jumping},
             {"formatting", formatting},
             {"pipe", exact_pipe},
             {"sleeping", sleeping},
             {"polling", polling},
             {"child", waiting_for_child}};
#define WORKS (sizeof kWork / sizeof *kWork)

static volatile sig_atomic_t stop;
static void end(int number) {
  stop = 1;
}

static void send_until_told(pid_t parent, int killer, int report) {
  signal(SIGTERM, end);
  long sent = 0;
  while (!stop && getppid() == parent) {
    if (sent - handled[killer] < MOST_PENDING && kill(parent, SIGRTMIN + killer) == 0)
      ++sent;
    else
      usleep(100);
    if (sent % 8 == 0) usleep(500);
  }
  write(report, &sent, sizeof sent);
  _exit(0);
}

int main(int argc, char** argv) {
  double seconds = argc > 1 ? atof(argv[1]) : 2;
  uint64_t expected[WORKS];
  for (size_t i = 0; i < WORKS; ++i) expected[i] = kWork[i].run();
  handled = mmap(
      NULL, KILLERS * sizeof *handled, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  struct sigaction action = {.sa_sigaction = count, .sa_flags = SA_SIGINFO | SA_RESTART};
  sigaction(SIGRTMIN, &action, NULL);
  sigaction(SIGRTMIN + 1, &action, NULL);
  action.sa_handler = count_plainly;
  action.sa_flags = 0;
  sigaction(SIGRTMIN + 2, &action, NULL);
  action.sa_handler = tick;
  action.sa_flags = 0;
  sigaction(SIGALRM, &action, NULL);

  pid_t parent = getpid(), killers[KILLERS];
  int reports[KILLERS][2];
  for (int i = 0; i < KILLERS; ++i) {
    pipe(reports[i]);
    killers[i] = fork();
    if (killers[i] == 0) send_until_told(parent, i, reports[i][1]);
  }
  struct itimerval timer = {{0, 50}, {0, 50}}, never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &timer, NULL);
  struct timespec begin, now;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  long rounds = 0;
  do {
    for (size_t i = 0; i < WORKS; ++i) {
      uint64_t result = kWork[i].run();
      if (result != expected[i]) {
        printf("%s: %llx instead of %llx\n",
               kWork[i].name,
               (unsigned long long)result,
               (unsigned long long)expected[i]);
        failed = 1;
      }
    }
    ++rounds;
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while (now.tv_sec - begin.tv_sec + (now.tv_nsec - begin.tv_nsec) / 1e9 < seconds);
  setitimer(ITIMER_REAL, &never, NULL);
  for (int i = 0; i < KILLERS; ++i) {
    long sent = 0;
    kill(killers[i], SIGTERM);
    while (read(reports[i][0], &sent, sizeof sent) != sizeof sent) {
    }
    while (waitpid(killers[i], NULL, 0) < 0 && errno == EINTR) {
    }
    if (handled[i] != sent) {
      printf("signal %d: %ld sent, %ld handled\n", SIGRTMIN + i, sent, handled[i]);
      failed = 1;
    }
    fprintf(stderr, "killer %d: %ld signals\n", i, sent);
  }
  fprintf(stderr, "%ld rounds, %ld ticks\n", rounds, ticks);
  return failed;
}
