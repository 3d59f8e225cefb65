/* What the programs of select and pselect6 share. */
#pragma once

#include <sys/select.h>

#include "pipes.h"

static int full[2], empty[2], broken[2];
static fd_set in, out, other;

/* Asks for the state of the pipes. */
static void fill_sets(void) {
  FD_ZERO(&in);
  FD_ZERO(&out);
  FD_ZERO(&other);
  FD_SET(full[0], &in);
  FD_SET(empty[0], &in);
  FD_SET(broken[0], &in);
  FD_SET(empty[1], &out);
  FD_SET(full[0], &other);
}

static void print_set(int line, const fd_set* set) {
  char text[33];
  for (int i = 0; i < 32; i++) text[i] = FD_ISSET(i, set) ? '1' : '0';
  print_bytes(line, "set", text, 32);
}
#define SHOW_SET(set) print_set(__LINE__, set)
