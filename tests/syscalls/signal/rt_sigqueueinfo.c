#include "signals.h"

static struct information queued(int value) {
  struct information info;
  memset(&info, 0, sizeof info);
  info.code = -1; /* SI_QUEUE */
  info.pid = getpid();
  info.uid = 12345;
  info.value = value;
  info.number = 99;
  return info;
}

int main(void) {
  block(BIT(SIGUSR1) | BIT(40));
  struct information info = queued(-5);
  CALL(rt_sigqueueinfo, getpid(), SIGUSR1, &info);
  show_next(SIGUSR1);
  info.value = 1;
  CALL(rt_sigqueueinfo, getpid(), 40, &info);
  info.value = 2;
  CALL(rt_sigqueueinfo, getpid(), 40, &info);
  show_next(40);
  show_next(40);
  info.code = -60;
  CALL(rt_sigqueueinfo, getpid(), 40, &info);
  show_next(40);
  info.code = 0; /* SI_USER, to oneself */
  CALL(rt_sigqueueinfo, getpid(), 40, &info);
  show_next(40);
  pid_t parent = getpid();
  IN_CHILD(CALL(rt_sigqueueinfo, parent, SIGUSR1, &info); info.code = -6;
           CALL(rt_sigqueueinfo, parent, SIGUSR1, &info);
           info.code = 3;
           CALL(rt_sigqueueinfo, parent, SIGUSR1, &info);
           info.code = -1;
           CALL(rt_sigqueueinfo, parent, SIGUSR1, &info));
  SHOW(await(SIGUSR1).uid);
  info.code = -1;
  CALL(rt_sigqueueinfo, getpid(), 0, &info);
  CALL(rt_sigqueueinfo, getpid(), 65, &info);
  CALL(rt_sigqueueinfo, getpid(), -1, &info);
  CALL(rt_sigqueueinfo, 0x3fffffff, SIGUSR1, &info);
  CALL(rt_sigqueueinfo, 0, SIGUSR1, &info);
  CALL(rt_sigqueueinfo, -1, SIGUSR1, &info);
  CALL(rt_sigqueueinfo, getpid(), SIGUSR1, NULL);
  CALL(rt_sigqueueinfo, getpid(), SIGUSR1, no_access());
  CALL(rt_sigqueueinfo, getpid(), SIGUSR1, before_the_end(127));
  CALL(rt_sigqueueinfo, 0x3fffffff, 99, no_access());
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(rt_sigqueueinfo, parent, SIGUSR1, &info));
}
