// args: 2000
// A signal that arrives at any moment between a test and the call that is to wait for it: each must
// end the wait, and each handler must run exactly once. The argument is the number of rounds for
// each way of waiting.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int handled;
static int word;
static int requests[2], own[2], epoll;
static sigset_t unblocked;
static sigjmp_buf target;

static void count(int number) {
  ++handled;
}
static void write_to_itself(int number) {
  ++handled;
  write(own[1], "x", 1);
}
static void wake_futex(int number) {
  ++handled;
  __atomic_store_n(&word, 1, __ATOMIC_SEQ_CST);
  syscall(SYS_futex, &word, FUTEX_WAKE, 1, NULL, NULL, 0);
}
static void jump(int number) {
  ++handled;
  siglongjmp(target, 1);
}

static void send_signals(pid_t parent) {
  unsigned delay, random = 1;
  while (read(requests[0], &delay, sizeof delay) == sizeof delay) {
    random = random * 1103515245 + 12345;
    for (volatile unsigned i = (random >> 16) % delay; i > 0; --i) {
    }
    kill(parent, SIGUSR1);
  }
  _exit(0);
}

static void request(void) {
  unsigned delay = 3000;
  write(requests[1], &delay, sizeof delay);
}

static void block(int how) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(how, &set, NULL);
}

static void wait_suspended(int before) {
  while (handled == before) sigsuspend(&unblocked);
}
static void wait_ppoll(int before) {
  while (handled == before) ppoll(NULL, 0, NULL, &unblocked);
}
static void wait_pselect(int before) {
  while (handled == before) pselect(0, NULL, NULL, NULL, NULL, &unblocked);
}
static void wait_epoll(int before) {
  struct epoll_event event;
  while (handled == before) epoll_pwait(epoll, &event, 1, -1, &unblocked);
}
static void wait_read(int before) {
  char byte;
  while (read(own[0], &byte, 1) != 1) {
  }
}
static void wait_futex(int before) {
  while (__atomic_load_n(&word, __ATOMIC_SEQ_CST) == 0)
    syscall(SYS_futex, &word, FUTEX_WAIT, 0, NULL, NULL, 0);
  __atomic_store_n(&word, 0, __ATOMIC_SEQ_CST);
}
static void wait_jump(int before) {
  char byte;
  if (sigsetjmp(target, 1) == 0) {
    block(SIG_UNBLOCK);
    read(own[0], &byte, 1);
  }
}

static void run(
    const char* what, void (*handler)(int), int flags, int blocks, void (*wait)(int), int rounds) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigaction(SIGUSR1, &action, NULL);
  if (blocks) block(SIG_BLOCK);
  handled = 0;
  int wrong = 0;
  for (int i = 0; i < rounds; ++i) {
    request();
    wait(i);
    if (handled != i + 1) ++wrong;
  }
  block(SIG_UNBLOCK);
  printf("%s: %d handled, %d wrong\n", what, handled == rounds, wrong);
}

int main(int argc, char** argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1000;
  pid_t parent = getpid();
  pipe(requests);
  pipe(own);
  epoll = epoll_create1(0);
  sigemptyset(&unblocked);
  pid_t child = fork();
  if (child == 0) {
    close(requests[1]);
    send_signals(parent);
  }
  run("sigsuspend", count, 0, 1, wait_suspended, rounds);
  run("ppoll", count, 0, 1, wait_ppoll, rounds);
  run("pselect", count, SA_RESTART, 1, wait_pselect, rounds);
  run("epoll_pwait", count, 0, 1, wait_epoll, rounds);
  run("read", write_to_itself, SA_RESTART, 0, wait_read, rounds);
  run("interrupted read", write_to_itself, 0, 0, wait_read, rounds);
  run("futex", wake_futex, SA_RESTART, 0, wait_futex, rounds);
  run("interrupted futex", wake_futex, 0, 0, wait_futex, rounds);
  run("jump out of read", jump, 0, 1, wait_jump, rounds);
  close(requests[1]);
  waitpid(child, NULL, 0);
  return 0;
}
