/* What the programs of the inotify calls share. */
#pragma once

#include <sys/inotify.h>

#include "check.h"

/* Prints all events that wait. */
__attribute__((unused)) static void print_events(int line, int fd) {
  char bytes[4096] __attribute__((aligned(8)));
  long size = read(fd, bytes, sizeof bytes);
  if (size < 0) print_line(line, "events: %s", error_name(errno));
  for (long at = 0; at < size;) {
    struct inotify_event* event = (struct inotify_event*)(bytes + at);
    print_line(line,
               "watch %d, mask %#x, %s, name of %u: %s",
               event->wd,
               event->mask,
               event->cookie ? "paired" : "single",
               event->len,
               event->len ? event->name : "");
    at += (long)(sizeof *event + event->len);
  }
}
#define SHOW_EVENTS(fd) print_events(__LINE__, fd)
