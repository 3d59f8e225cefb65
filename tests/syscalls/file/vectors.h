/* What the programs of readv and its relatives share. */
#pragma once

#include <limits.h>
#include <sys/uio.h>

#include "check.h"

#ifndef RWF_HIPRI
#define RWF_HIPRI 1
#define RWF_DSYNC 2
#define RWF_SYNC 4
#define RWF_NOWAIT 8
#define RWF_APPEND 16
#endif

static char first_part[4], second_part[8];
static struct iovec two_parts[2] = {{first_part, 4}, {second_part, 8}};
static struct iovec many_parts[1025];

/* `count` times one byte. */
__attribute__((unused)) static void fill_many_parts(void) {
  for (int i = 0; i < 1025; i++) many_parts[i] = (struct iovec){first_part, 1};
}
