/* POSIX timers, whose numbers are the kernel's. */
#pragma once

#include "clock.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

__attribute__((unused)) static struct sigevent signal_event(int number, int value) {
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = number;
  event.sigev_value.sival_int = value;
  return event;
}

/* A timer that sends SIGUSR1, blocked, with the value 77. */
__attribute__((unused)) static int new_timer(void) {
  struct sigevent event = signal_event(SIGUSR1, 77);
  int timer;
  block(SIGUSR1);
  if (RAW(timer_create, CLOCK_MONOTONIC, &event, &timer) != 0) give_up(__LINE__, "timer_create");
  return timer;
}
