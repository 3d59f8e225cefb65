/* What the programs that wait for several descriptors share. */
#pragma once

#include "check.h"

/* Pipes with something to read, with nothing to read, without a writer. */
__attribute__((unused)) static void make_pipes(int full[2], int empty[2], int broken[2]) {
  MUST(pipe(full));
  MUST(pipe(empty));
  MUST(pipe(broken));
  MUST(write(full[1], "x", 1));
  MUST(close(broken[1]));
}
