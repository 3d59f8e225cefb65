// calls COUNT: for each of the calls below a line `KIND NAME NANOSECONDS`, the time that one call
// takes, the median of parts of COUNT calls each. As Wasm a call is the import with the types of
// the ABI, natively the bare system call.
//   number  integers alone, or a buffer that goes to the kernel as it is
//   form    structures that the engine reads, builds or writes
//   clock   what the vDSO answers natively
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "kernel_call.h"

#ifdef __wasm__
#define CLOCK_CALL(clock, out) RAW(clock_gettime, clock, out)
#define TIMEOFDAY_CALL(out) RAW(gettimeofday, out, NULL)
#define SIGACTION kernel_action
/* As the kernel has it. */
struct kernel_action {
  uint32_t handler;
  uint64_t flags __attribute__((packed, aligned(4)));
  uint32_t restorer;
  uint64_t mask;
};
#else
#define CLOCK_CALL(clock, out) clock_gettime(clock, out)
#define TIMEOFDAY_CALL(out) gettimeofday(out, NULL)
struct kernel_action {
  uint64_t handler, flags, restorer, mask;
};
#endif

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/* Other programs take the processor for longer than a part of the measurement lasts. */
#define PARTS 41
static double measured[PARTS];

static int compare(const void* left, const void* right) {
  double difference = *(const double*)left - *(const double*)right;
  return (difference > 0) - (difference < 0);
}

static double median_of_parts(void) {
  qsort(measured, PARTS, sizeof *measured, compare);
  return measured[PARTS / 2];
}

/* Makes the call `count` times in each part and prints what one took; a call that fails ends the
 * program. */
#define MEASURE(kind, name, call)                          \
  do {                                                     \
    if ((call) < 0) {                                      \
      fprintf(stderr, "%s fails\n", name);                 \
      exit(1);                                             \
    }                                                      \
    for (int part = 0; part < PARTS; ++part) {             \
      int64_t begin = now();                               \
      for (long i = 0; i < count; ++i) (void)(call);       \
      measured[part] = (double)(now() - begin) / count;    \
    }                                                      \
    printf("%s %s %.2f\n", kind, name, median_of_parts()); \
  } while (0)

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  long count = atol(argv[1]);
  static char bytes[4096];
  struct timespec time = {0};
  struct timeval day;
  MEASURE("clock", "clock_gettime", CLOCK_CALL(CLOCK_MONOTONIC, &time));
  MEASURE("clock", "gettimeofday", TIMEOFDAY_CALL(&day));

  int zero = open("/dev/zero", O_RDWR), file = open(argv[0], O_RDONLY), self = getpid();
  MEASURE("number", "getpid", RAW(getpid));
  MEASURE("number", "gettid", RAW(gettid));
  MEASURE("number", "getuid", RAW(getuid));
  MEASURE("number", "getppid", RAW(getppid));
  MEASURE("number", "getpgid", RAW(getpgid, 0));
  MEASURE("number", "umask", RAW(umask, 022));
  MEASURE("number", "kill", RAW(kill, self, 0));
  MEASURE("number", "lseek", RAW(lseek, file, 0, SEEK_SET));
  MEASURE("number", "read", RAW(read, zero, bytes, 64));
  MEASURE("number", "write", RAW(write, zero, bytes, 64));
  MEASURE("number", "pread64", RAW(pread64, file, bytes, 64, 0));
  MEASURE("number", "pwrite64", RAW(pwrite64, zero, bytes, 64, 0));
  MEASURE("number", "getcwd", RAW(getcwd, bytes, sizeof bytes));
  MEASURE("number", "getrandom", RAW(getrandom, bytes, 16, 0));
  MEASURE("number", "access", RAW(faccessat, AT_FDCWD, "/", R_OK));
  MEASURE("number", "getrusage", RAW(getrusage, RUSAGE_SELF, bytes));
  MEASURE("number", "uname", RAW(uname, bytes));
  MEASURE("number", "times", RAW(times, bytes));
  MEASURE("number", "sysinfo", RAW(sysinfo, bytes));
  MEASURE("number", "clock_getres", RAW(clock_getres, CLOCK_MONOTONIC, &time));

  struct iovec parts[2] = {{bytes, 32}, {bytes + 64, 32}};
  MEASURE("form", "readv", RAW(readv, zero, parts, 2));
  MEASURE("form", "writev", RAW(writev, zero, parts, 2));
  MEASURE("form", "fstat", RAW(fstat, file, bytes));
  MEASURE("form", "stat", RAW(stat, "/", bytes));
  MEASURE("form", "fcntl", RAW(fcntl, file, F_GETFL, 0));
  int value = 0, ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 1;
  MEASURE("form", "ioctl", RAW(ioctl, ends[0], FIONREAD, &value));
  MEASURE("form",
          "setsockopt",
          RAW(setsockopt, ends[0], SOL_SOCKET, SO_KEEPALIVE, &value, sizeof value));
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  MEASURE("form",
          "sendmsg+recvmsg",
          RAW(sendmsg, ends[0], &message, 0) | RAW(recvmsg, ends[1], &message, 0));
  struct pollfd descriptors[2] = {{ends[0], POLLIN, 0}, {ends[1], POLLIN, 0}};
  MEASURE("form", "poll", RAW(poll, descriptors, 2, 0));
  int events = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLOUT};
  epoll_ctl(events, EPOLL_CTL_ADD, ends[0], &event);
  MEASURE("form", "epoll_wait", RAW(epoll_wait, events, bytes, 8, 0));
  uint32_t word = 0;
  MEASURE("form", "futex", RAW(futex, &word, 1 | 128, 1, NULL, NULL, 0));
  struct kernel_action action;
  MEASURE("form", "rt_sigaction", RAW(rt_sigaction, SIGUSR1, NULL, &action, 8));
  uint64_t mask = 0;
  MEASURE("form", "rt_sigprocmask", RAW(rt_sigprocmask, SIG_BLOCK, &mask, NULL, 8));
  char* pages = mmap(NULL, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  MEASURE("form", "madvise", RAW(madvise, pages, 4096, MADV_NORMAL));
  MEASURE(
      "form",
      "mprotect",
      RAW(mprotect, pages, 4096, PROT_READ) | RAW(mprotect, pages, 4096, PROT_READ | PROT_WRITE));
  return 0;
}
