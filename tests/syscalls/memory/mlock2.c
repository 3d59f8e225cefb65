#include "maps.h"

int main(void) {
  char* area = new_pages(4, PROT_READ | PROT_WRITE);
  CALL(mlock2, area, 4096, 0);
  unsigned char pages[4];
  MUST(mincore(area, 4 * 4096, pages));
  SHOW(pages[0]);
  CALL(mlock2, area + 100, 4096, 0);
  MUST(mincore(area, 4 * 4096, pages));
  SHOW(pages[1]);
  CALL(mlock2, area, 0, 0);
  CALL(mlock2, area + 5000, 0, 0);
  MUST(munmap(area + 12288, 4096));
  CALL(mlock2, area + 8192, 8192, 0);
  CALL(mlock2, area + 12288, 4096, 0);
  CALL(mlock2, NEVER_MAPPED, 4096, 0);
  CALL(mlock2, NEVER_MAPPED, 8192, 0);
  MUST(mprotect(area + 4096, 4096, PROT_NONE));
  CALL(mlock2, area + 4096, 4096, 0);
  struct rlimit limit = {8192, 8192};
  MUST(setrlimit(RLIMIT_MEMLOCK, &limit));
  chmod(".", 0755);
  char* more = new_pages(4, PROT_READ | PROT_WRITE);
  if (geteuid() == 0)
    IN_CHILD(setuid(65534); CALL(mlock2, more, 8192, 0); CALL(mlock2, more, 12288, 0));
  limit = (struct rlimit){0, 0};
  MUST(setrlimit(RLIMIT_MEMLOCK, &limit));
  if (geteuid() == 0) IN_CHILD(setuid(65534); CALL(mlock2, more, 4096, 0));
  char* later = new_pages(2, PROT_READ | PROT_WRITE);
  CALL(mlock2, later, 8192, 1);
  MUST(mincore(later, 8192, pages));
  SHOW(pages[0]);
  CALL(mlock2, later, 8192, 2);
  CALL(mlock2, later, 8192, -1);
}
