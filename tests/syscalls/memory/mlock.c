#include "maps.h"

int main(void) {
  char* area = new_pages(4, PROT_READ | PROT_WRITE);
  CALL(mlock, area, 4096);
  unsigned char pages[4];
  MUST(mincore(area, 4 * 4096, pages));
  SHOW(pages[0]);
  CALL(mlock, area + 100, 4096);
  MUST(mincore(area, 4 * 4096, pages));
  SHOW(pages[1]);
  CALL(mlock, area, 0);
  CALL(mlock, area + 5000, 0);
  MUST(munmap(area + 12288, 4096));
  CALL(mlock, area + 8192, 8192);
  CALL(mlock, area + 12288, 4096);
  CALL(mlock, NEVER_MAPPED, 4096);
  CALL(mlock, NEVER_MAPPED, 8192);
  MUST(mprotect(area + 4096, 4096, PROT_NONE));
  CALL(mlock, area + 4096, 4096);
  struct rlimit limit = {8192, 8192};
  MUST(setrlimit(RLIMIT_MEMLOCK, &limit));
  chmod(".", 0755);
  char* more = new_pages(4, PROT_READ | PROT_WRITE);
  if (geteuid() == 0) IN_CHILD(setuid(65534); CALL(mlock, more, 8192); CALL(mlock, more, 12288));
  limit = (struct rlimit){0, 0};
  MUST(setrlimit(RLIMIT_MEMLOCK, &limit));
  if (geteuid() == 0) IN_CHILD(setuid(65534); CALL(mlock, more, 4096));
}
