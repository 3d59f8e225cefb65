// walicc: -mllvm -wasm-enable-sjlj
// Handlers that are left by an exception, which is what longjmp is here: out of computations, of
// system calls, of other handlers, and of those that had to wait for the host. An exception is
// caught around calls, so signals come only in functions that the catching one has called.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static jmp_buf target, inner;
static volatile uint64_t sink;
static int ends[2];

static void jump(int number) {
  longjmp(target, number);
}

static void start_timer(long microseconds) {
  struct itimerval soon = {{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

static int is_blocked(int number) {
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  return sigismember(&now, number);
}

static void set_mask(uint64_t mask) {
  sigset_t set;
  sigemptyset(&set);
  for (int number = 1; number < 32; ++number) {
    if (mask >> number & 1) sigaddset(&set, number);
  }
  sigprocmask(SIG_SETMASK, &set, NULL);
}
static void block(void) {
  set_mask(UINT64_C(1) << SIGALRM | UINT64_C(1) << SIGUSR1 | UINT64_C(1) << SIGUSR2);
}

static unsigned recurse(unsigned n) {
  return n < 2 ? n : recurse(n - 1) + recurse(n - 2);
}

static void compute(int kind) {
  for (uint64_t x = 1;; x = x * 3 + 1) {
    if (kind == 0) sink = recurse(15);
    if (kind == 1) getppid();
    sink += x;
  }
}
static void compute_alone(void) {
  compute(2);
}
static void recurse_often(void) {
  compute(0);
}
static void call_often(void) {
  compute(1);
}

static void read_pipe(void) {
  char byte;
  read(ends[0], &byte, 1);
}
static void sleep_long(void) {
  struct timespec time = {1000, 0};
  nanosleep(&time, NULL);
}
static void wait_for_futex(void) {
  int word = 0;
  syscall(SYS_futex, &word, FUTEX_WAIT, 0, NULL, NULL, 0);
}
static void suspend(void) {
  sigset_t none;
  sigemptyset(&none);
  sigsuspend(&none);
}
static void suspend_blocked(void) {
  sigset_t alarm, none;
  sigemptyset(&alarm);
  sigaddset(&alarm, SIGALRM);
  sigprocmask(SIG_BLOCK, &alarm, NULL);
  sigemptyset(&none);
  sigsuspend(&none);
}
static void poll_forever(void) {
  poll(NULL, 0, -1);
}
static void poll_with_mask(void) {
  sigset_t none;
  sigemptyset(&none);
  ppoll(NULL, 0, NULL, &none);
}
static void wait_for_semaphore(void) {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  while (sem_wait(&semaphore) != 0) {
  }
}
static void fork_often(void) {
  for (;;) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, NULL, 0);
  }
}

static void __attribute__((noinline)) run(void (*function)(void), long microseconds) {
  start_timer(microseconds);
  set_mask(0);
  function();
}

static void out_of(int flags) {
  static const struct {
    const char* name;
    void (*function)(void);
  } kPlaces[] = {{"computation", compute_alone},
                 {"recursion", recurse_often},
                 {"getppid", call_often},
                 {"read", read_pipe},
                 {"nanosleep", sleep_long},
                 {"futex", wait_for_futex},
                 {"sigsuspend", suspend},
                 {"sigsuspend of what is blocked", suspend_blocked},
                 {"poll", poll_forever},
                 {"ppoll", poll_with_mask},
                 {"sem_wait", wait_for_semaphore},
                 {"fork", fork_often}};
  struct sigaction action = {.sa_handler = jump, .sa_flags = flags};
  sigaction(SIGALRM, &action, NULL);
  for (volatile unsigned i = 0; i < sizeof kPlaces / sizeof *kPlaces; ++i) {
    volatile int jumps = 0, blocked = 0;
    for (volatile int round = 0; round < 60; ++round) {
      block();
      if (setjmp(target) == 0)
        run(kPlaces[i].function, 10 + 7 * round);
      else
        ++jumps;
      blocked += is_blocked(SIGALRM);
    }
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
    printf("%s: %d jumps, %d blocked\n", kPlaces[i].name, jumps, blocked);
  }
}

static void __attribute__((noinline)) raise_and_wait(int number) {
  raise(number);
  sleep_long();
}

static volatile int reached;
static void outer_handler(int number) {
  if (setjmp(inner) == 0) raise_and_wait(SIGUSR2);
  ++reached;
  longjmp(target, 2);
}
static void inner_handler(int number) {
  longjmp(inner, 1);
}

static void out_of_nested_handlers(void) {
  signal(SIGUSR1, outer_handler);
  signal(SIGUSR2, inner_handler);
  reached = 0;
  for (volatile int i = 0; i < 100; ++i) {
    set_mask(0);
    if (setjmp(target) == 0) raise_and_wait(SIGUSR1);
  }
  printf("%d jumps out of nested handlers\n", reached);
}

static void raise_other(int number) {
  raise_and_wait(SIGUSR2);
}

static void across_two_handlers(void) {
  signal(SIGUSR1, raise_other);
  signal(SIGUSR2, jump);
  volatile int jumps = 0;
  for (volatile int i = 0; i < 100; ++i) {
    set_mask(0);
    if (setjmp(target) == 0)
      raise_and_wait(SIGUSR1);
    else
      ++jumps;
  }
  printf("%d jumps across two handlers\n", jumps);
}

// Several signals that are let in at once, one of which jumps: the others still come.
static volatile int counted;
static void count(int number) {
  ++counted;
}

static void with_others_pending(void) {
  signal(SIGUSR1, jump);
  signal(SIGUSR2, count);
  signal(SIGHUP, count);
  volatile int jumps = 0;
  counted = 0;
  for (volatile int i = 0; i < 300; ++i) {
    set_mask(UINT64_MAX);
    raise(SIGUSR1);
    raise(SIGUSR2);
    raise(SIGHUP);
    if (setjmp(target) == 0)
      set_mask(0);
    else
      ++jumps;
    set_mask(0);
  }
  printf("%d jumps, %d other signals\n", jumps, counted);
}

static void* send(void* process) {
  for (int i = 0; i < 500; ++i) {
    kill(getpid(), SIGUSR2);
    usleep(20 + i % 50);
  }
  return NULL;
}

static void compute_and_call(void) {
  for (;;) {
    struct timespec none = {0, 1};
    sink += recurse(5);
    getppid();
    nanosleep(&none, NULL);
  }
}

// Other signals interrupt the thread at any moment, the jumping handler's included.
static void while_others_come(void) {
  signal(SIGUSR2, count);
  signal(SIGALRM, jump);
  pthread_t thread;
  block();
  pthread_create(&thread, NULL, send, NULL);
  volatile int jumps = 0;
  for (volatile int round = 0; round < 300; ++round) {
    set_mask(UINT64_C(1) << SIGALRM);
    if (setjmp(target) == 0)
      run(compute_and_call, 30 + round % 41);
    else
      ++jumps;
  }
  pthread_join(thread, NULL);
  printf("%d jumps while others come\n", jumps);
}

int main(void) {
  pipe(ends);
  out_of(0);
  out_of(SA_RESTART);
  out_of_nested_handlers();
  across_two_handlers();
  with_others_pending();
  while_others_come();
  return 0;
}
