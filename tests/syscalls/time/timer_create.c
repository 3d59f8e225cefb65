#include "timer.h"

int main(void) {
  struct sigevent event = signal_event(SIGUSR1, 4321);
  int timer = -1, other = -1;
  block(SIGUSR1);
  block(SIGALRM);
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  CHECK(timer >= 0);
  struct itimerspec soon = {{0, 0}, {0, 10000000}};
  SHOW(RAW(timer_settime, timer, 0, &soon, NULL));
  siginfo_t info = await(SIGUSR1);
  SHOW(info.si_code);
  SHOW(info.si_value.sival_int);
  SHOW(info.si_overrun);
  CALL(timer_create, CLOCK_REALTIME, NULL, &other);
  CHECK(other != timer);
  RAW(timer_settime, other, 0, &soon, NULL);
  info = await(SIGALRM);
  CHECK(info.si_value.sival_int == other);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_notify_thread_id = (int)RAW(gettid);
  CALL(timer_create, CLOCK_BOOTTIME, &event, &timer);
  RAW(timer_settime, timer, 0, &soon, NULL);
  SHOW(await(SIGUSR1).si_value.sival_int);
  event.sigev_notify_thread_id = 1;
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  event.sigev_notify_thread_id = 0;
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  event.sigev_notify = SIGEV_NONE;
  event.sigev_signo = 0;
  CALL(timer_create, CLOCK_PROCESS_CPUTIME_ID, &event, &timer);
  event.sigev_notify = 9;
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  event = signal_event(0, 0);
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  event = signal_event(65, 0);
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  event = signal_event(-1, 0);
  CALL(timer_create, CLOCK_MONOTONIC, &event, &timer);
  CALL(timer_create, 99, NULL, &timer);
  CALL(timer_create, -1, NULL, &timer);
  CALL(timer_create, CLOCK_MONOTONIC_RAW, NULL, &timer);
  CALL(timer_create, CLOCK_MONOTONIC, no_access(), &timer);
  CALL(timer_create, CLOCK_MONOTONIC, NULL, NULL);
  CALL(timer_create, CLOCK_MONOTONIC, NULL, no_access());
  CALL(timer_create, CLOCK_MONOTONIC, NULL, read_only());
  CALL(timer_create, 99, no_access(), NULL);
}
