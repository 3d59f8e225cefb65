/* Signals that look like faults but were sent. */
#include <sys/socket.h>

#include "escape.h"

static volatile int caught;
static void handle(int signal) {
  caught = signal;
}

struct info {
  int signal, error, code, filler;
  long address, rest[13];
};

static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP};

static void send_to_self(void) {
  raise(SIGSEGV);
  _exit(97);
}

static void attack(void) {
  signal(SIGIO, SIG_IGN); /* the signal that F_SETSIG leaves in place */
  for (size_t i = 0; i < 5; i++) signal(faults[i], handle);
  for (size_t i = 0; i < 5; i++) {
    for (int code = 1; code < 10; code++) {
      struct info info = {faults[i], 0, code, 0, test_base_address() + 8, {0}};
      EXPECT(CALL(SYS_rt_sigqueueinfo, getpid(), faults[i], &info) < 0);
      EXPECT(CALL(SYS_rt_tgsigqueueinfo, getpid(), CALL(SYS_gettid), faults[i], &info) < 0);
    }
    caught = 0;
    kill(getpid(), faults[i]);
    EXPECT(caught == faults[i]);
    caught = 0;
    CALL(SYS_tgkill, getpid(), CALL(SYS_gettid), faults[i]);
    EXPECT(caught == faults[i]);
    struct info queued = {faults[i], 0, -1, 0, test_base_address() + 8, {0}};
    caught = 0;
    EXPECT_RESULT(0, CALL(SYS_rt_sigqueueinfo, getpid(), faults[i], &queued));
    EXPECT(caught == faults[i]);
    int pair[2];
    EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
    CALL(SYS_fcntl, pair[0], 8 /* F_SETOWN */, getpid());
    CALL(SYS_fcntl, pair[0], 10 /* F_SETSIG */, faults[i]);
    CALL(SYS_fcntl, pair[0], 4 /* F_SETFL */, 020000 | O_NONBLOCK);
    (void)!write(pair[1], "x", 1);
    close(pair[0]);
    close(pair[1]);
    CALL(SYS_prctl, 1, faults[i]); /* PR_SET_PDEATHSIG */
  }
  CALL(SYS_prctl, 1, 0);
  for (size_t i = 0; i < 5; i++) signal(faults[i], SIG_DFL);
  int status = end_of_child(send_to_self);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}
