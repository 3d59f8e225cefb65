/* What the programs of pipe and pipe2 share. */
#pragma once

#include "check.h"

/* Shows a pipe that has been made without flags, and uses it. */
static void use_pipe(const int ends[2]) {
  char bytes[8] = "";
  SHOW(ends[0]);
  SHOW(ends[1]);
  SHOW(fcntl(ends[0], F_GETFD));
  SHOW_OCTAL(fcntl(ends[0], F_GETFL));
  SHOW_OCTAL(fcntl(ends[1], F_GETFL));
  SHOW(fcntl(ends[0], F_GETPIPE_SZ));
  SHOW(write(ends[1], "hello", 5));
  SHOW(read(ends[0], bytes, 8));
  SHOW_TEXT(bytes);
}
