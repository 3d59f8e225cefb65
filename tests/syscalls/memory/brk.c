#include "maps.h"

#define PAGES(count) (start + (count) * 4096)
static char* start;

static void grow(void) {
  CALL_NEAR(start, brk, PAGES(3) + 1);
  CALL_NEAR(start, brk, 0);
  SHOW(start[0]);
  SHOW(PAGES(4)[-1]);
  memset(start, 'b', 4 * 4096);
  READ_AT(PAGES(4));
  CALL_NEAR(start, brk, PAGES(2) - 1);
  SHOW(PAGES(2)[-1]);
  WRITE_AT(PAGES(2));
  CALL_NEAR(start, brk, PAGES(4));
  SHOW(PAGES(2)[-1]);
  SHOW(PAGES(2)[0]);
}

static void refuse(void) {
  CALL_NEAR(start, brk, start - 1);
  CALL_NEAR(start, brk, 1);
  CALL_NEAR(start, brk, -1);
  CALL_NEAR(start, brk, HIGHEST_PAGE);
  const int places = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
  CHECK(mmap(PAGES(8), 4096, PROT_READ, places, -1, 0) == PAGES(8));
  CALL_NEAR(start, brk, PAGES(9));
  CALL_NEAR(start, brk, PAGES(8));
  CALL_NEAR(start, brk, PAGES(7) + 1);
  CALL_NEAR(start, brk, PAGES(7));
  CALL_NEAR(start, brk, PAGES(4));
  CALL(munmap, PAGES(8), 4096);
  CALL_NEAR(start, brk, PAGES(9));
}

/* The break is memory as any other. */
static void use(void) {
  CALL(mprotect, start, 4096, PROT_NONE);
  READ_AT(start);
  CALL_NEAR(start, brk, PAGES(10));
  CALL(munmap, PAGES(1), 4096);
  READ_AT(PAGES(1));
  CALL_NEAR(start, brk, PAGES(3));
  IN_CHILD(CALL_NEAR(start, brk, 0); CALL_NEAR(start, brk, PAGES(5)); SHOW(PAGES(4)[0]));
  CALL_NEAR(start, brk, 0);
  CALL_NEAR(start, brk, start);
  READ_AT(start);
}

static void limit(void) {
  struct rlimit none = {0, RLIM_INFINITY}, all = {RLIM_INFINITY, RLIM_INFINITY};
  MUST(setrlimit(RLIMIT_DATA, &none));
  CALL_NEAR(start, brk, PAGES(1));
  MUST(setrlimit(RLIMIT_DATA, &all));
  CALL_NEAR(start, brk, PAGES(1));
}

int main(void) {
  start = (char*)CALL_OK(brk, 0);
  CHECK((long)start % 4096 == 0);
  CALL_NEAR(start, brk, start);
  grow();
  refuse();
  use();
  limit();
  /* More than the C library asks of the kernel at a time, and none of it is lost in between. */
  for (int i = 0; i < 100; i++) {
    if (RAW(brk, PAGES(i * 50)) != (long)PAGES(i * 50))
      SAY("the break does not move to page %d", i * 50);
    if (i > 0) PAGES(i * 50)[-1] = (char)i;
  }
  SHOW(PAGES(2500)[-1]);
  SHOW(PAGES(4950)[-1]);
  CALL_NEAR(start, brk, start);
}
