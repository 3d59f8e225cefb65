#include "maps.h"

int main(void) {
  unsigned char page;
  CALL(mlockall, MCL_CURRENT);
  char* area = new_pages(2, PROT_READ | PROT_WRITE);
  MUST(mincore(area, 4096, &page));
  SHOW(page);
  CALL(mlockall, MCL_FUTURE);
  area = new_pages(3, PROT_READ | PROT_WRITE);
  MUST(mincore(area, 4096, &page));
  SHOW(page);
  CALL(mlockall, MCL_FUTURE | 4);
  CALL(mlockall, MCL_CURRENT | MCL_FUTURE);
  CALL(mlockall, 0);
  CALL(mlockall, 4);
  CALL(mlockall, 8);
  CALL(mlockall, -1);
  MUST(munlockall());
  struct rlimit limit = {0, 0};
  MUST(setrlimit(RLIMIT_MEMLOCK, &limit));
  if (geteuid() == 0)
    IN_CHILD(setuid(65534); CALL(mlockall, MCL_CURRENT); CALL(mlockall, 0);
             CALL(mlockall, MCL_FUTURE));
}
