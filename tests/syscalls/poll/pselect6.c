#include <time.h>

#include "sets.h"

int main(void) {
  make_pipes(full, empty, broken);
  struct timespec zero = {0, 0}, brief = {0, 20000};
  fill_sets();
  CALL(pselect6, 20, &in, &out, &other, &zero, NULL);
  SHOW_SET(&in);
  SHOW_SET(&out);
  SHOW_SET(&other);
  fill_sets();
  CALL(pselect6, 0, &in, &out, &other, &zero, NULL);
  SHOW_SET(&in);
  fill_sets();
  CALL(pselect6, full[0] + 1, &in, NULL, NULL, NULL, NULL);
  SHOW_SET(&in);
  FD_ZERO(&in);
  FD_SET(empty[0], &in);
  CALL(pselect6, 20, &in, NULL, NULL, &brief, NULL);
  SHOW_SET(&in);
  SHOW(brief.tv_sec);
  SHOW(brief.tv_nsec);
  CALL(pselect6, 0, NULL, NULL, NULL, &zero, NULL);
  fill_sets();
  FD_SET(30, &in);
  CALL(pselect6, 31, &in, NULL, NULL, &zero, NULL);
  fill_sets();
  CALL(pselect6, -1, &in, NULL, NULL, &zero, NULL);
  CALL(pselect6, 1024, &in, NULL, NULL, &zero, NULL);
  fill_sets();
  CALL(pselect6, 0x7fffffff, &in, NULL, NULL, &zero, NULL);
  CALL(pselect6, 20, no_access(), NULL, NULL, &zero, NULL);
  CALL(pselect6, 20, read_only(), NULL, NULL, &zero, NULL);
  CALL(pselect6, 20, HIGHEST_PAGE, NULL, NULL, &zero, NULL);
  CALL(pselect6, 20, NULL, NULL, NULL, no_access(), NULL);
  char* end = before_the_end(8);
  memcpy(end, &in, 8);
  CALL(pselect6, 64, end, NULL, NULL, &zero, NULL);
  struct timespec bad = {0, -1};
  CALL(pselect6, 0, NULL, NULL, NULL, &bad, NULL);
  bad = (struct timespec){-1, 0};
  CALL(pselect6, 0, NULL, NULL, NULL, &bad, NULL);
  bad = (struct timespec){0, 1000000000};
  fill_sets();
  CALL(pselect6, 20, &in, NULL, NULL, &bad, NULL);
  unsigned long long mask = ~0ull;
  struct {
    size_t address, size;
  } native = {(size_t)&mask, 8};
#ifdef __wasm__
  struct {
    unsigned long long address, size;
  } both = {(unsigned)&mask, 8};
#else
#define both native
#endif
  CALL(pselect6, 0, NULL, NULL, NULL, &zero, &both);
  both.size = 4;
  CALL(pselect6, 0, NULL, NULL, NULL, &zero, &both);
  both.address = 0;
  CALL(pselect6, 0, NULL, NULL, NULL, &zero, &both);
  CALL(pselect6, 0, NULL, NULL, NULL, &zero, no_access());
  both.size = 8;
  both.address = (size_t)no_access();
  CALL(pselect6, 0, NULL, NULL, NULL, &zero, &both);
}
