#include "signals.h"

int main(void) {
  block(BIT(SIGUSR1));
  struct information info;
  memset(&info, 0, sizeof info);
  info.code = -1;
  info.pid = getpid();
  info.value = 4711;
  int thread = (int)RAW(gettid);
  CALL(rt_tgsigqueueinfo, getpid(), thread, SIGUSR1, &info);
  show_next(SIGUSR1);
  CALL(rt_tgsigqueueinfo, getpid(), thread, 0, &info);
  CALL(rt_tgsigqueueinfo, getpid(), thread, 65, &info);
  CALL(rt_tgsigqueueinfo, getpid(), 0, SIGUSR1, &info);
  CALL(rt_tgsigqueueinfo, 0, thread, SIGUSR1, &info);
  CALL(rt_tgsigqueueinfo, -1, thread, SIGUSR1, &info);
  CALL(rt_tgsigqueueinfo, 1, thread, SIGUSR1, &info);
  CALL(rt_tgsigqueueinfo, getpid(), 1, SIGUSR1, &info);
  CALL(rt_tgsigqueueinfo, getpid(), 0x3fffffff, SIGUSR1, &info);
  CALL(rt_tgsigqueueinfo, getpid(), thread, SIGUSR1, NULL);
  CALL(rt_tgsigqueueinfo, getpid(), thread, SIGUSR1, no_access());
  CALL(rt_tgsigqueueinfo, -1, -1, 99, no_access());
  int parent = getpid();
  IN_CHILD(CALL(rt_tgsigqueueinfo, parent, thread, SIGUSR1, &info); info.code = 0;
           CALL(rt_tgsigqueueinfo, parent, thread, SIGUSR1, &info));
  SHOW(await(SIGUSR1).value);
}
