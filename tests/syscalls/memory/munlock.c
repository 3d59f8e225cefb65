#include "maps.h"

int main(void) {
  char* area = new_pages(4, PROT_READ | PROT_WRITE);
  MUST(mlock(area, 4 * 4096));
  CALL(munlock, area, 4096);
  CALL(munlock, area, 4096);
  CALL(munlock, area + 5000, 4096);
  CALL(munlock, area, 0);
  MUST(munmap(area + 12288, 4096));
  CALL(munlock, area + 8192, 8192);
  CALL(munlock, area + 12288, 4096);
  CALL(munlock, NEVER_MAPPED, 4096);
  CALL(munlock, NEVER_MAPPED, 8192);
}
