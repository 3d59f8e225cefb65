/* What the programs of the memory calls share. Addresses are shown as distances from one that the
 * program has. */
#pragma once

#include "check.h"

/* What an access does: the child that makes it ends. */
#define READ_AT(address) IN_CHILD(volatile char* at_ = (volatile char*)(address); (void)*at_)
#define WRITE_AT(address) IN_CHILD(volatile char* at_ = (volatile char*)(address); *at_ = 1)

/* Makes the call and prints where from `base` its result lies. */
#define CALL_NEAR(base, name, ...) \
  print_distance(                  \
      __LINE__, #name "(" #__VA_ARGS__ ")", (char*)(base), RAW(name __VA_OPT__(, ) __VA_ARGS__))

__attribute__((unused)) static char* print_distance(int line,
                                                    const char* call,
                                                    char* base,
                                                    long result) {
  if (result < 0 && result >= -4095) {
    print_line(line, "%s = -%s", call, error_name((int)-result));
    return NULL;
  }
  print_line(line, "%s = %+ld", call, (long)((char*)result - base));
  return (char*)result;
}

/* A place where neither a native process nor a Wasm program has anything, nor gets anything unless
 * it asks for it. */
#define FREE_AREA ((char*)0x40000000)
/* Addresses that are never mapped. */
#define NEVER_MAPPED ((char*)0x7fff0000)

/* Kilobytes of memory that the process really has. */
__attribute__((unused)) static long resident(void) {
  long total, pages;
  FILE* file = fopen("/proc/self/statm", "r");
  if (file == NULL || fscanf(file, "%ld %ld", &total, &pages) != 2) give_up(__LINE__, "statm");
  fclose(file);
  return pages * 4;
}
