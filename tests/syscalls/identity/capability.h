#pragma once

#include <stdint.h>

#include "identity.h"

struct head {
  uint32_t version;
  int pid;
};
struct data {
  uint32_t effective, permitted, inheritable;
};
enum { VERSION_1 = 0x19980330, VERSION_2 = 0x20071026, VERSION_3 = 0x20080522 };
