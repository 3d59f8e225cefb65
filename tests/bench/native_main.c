// Times `run` of the kernel that this file is linked with: prints its checksum and the nanoseconds of one warm call.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

uint32_t run(uint32_t n);

int main(int argc, char** argv) {
  uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1;
  run(n / 16 + 1);
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  uint32_t checksum = run(n);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%u %lld\n", checksum, (end.tv_sec - begin.tv_sec) * 1000000000LL + end.tv_nsec - begin.tv_nsec);
}
