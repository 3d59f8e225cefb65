#include "maps.h"

int main(void) {
  unsigned char page;
  CALL(munlockall);
  MUST(mlockall(MCL_FUTURE));
  CALL(munlockall);
  char* area = new_pages(2, PROT_READ | PROT_WRITE);
  MUST(mincore(area, 4096, &page));
  SHOW(page);
  CALL(munlockall);
}
