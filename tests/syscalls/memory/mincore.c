#include "maps.h"

int main(void) {
  unsigned char pages[16];
  char* area = new_pages(8, PROT_READ | PROT_WRITE);
  memset(pages, 9, sizeof pages);
  CALL(mincore, area, 8 * 4096, pages);
  SHOW_BYTES(pages, 9);
  area[0] = area[3 * 4096] = 1;
  CALL(mincore, area, 7 * 4096 + 1, pages);
  SHOW_BYTES(pages, 9);
  CALL(mincore, area, 0, pages);
  CALL(mincore, area, 0, NULL);
  CALL(mincore, area + 1, 4096, pages);
  CALL(mincore, area, 4096, NULL);
  CALL(mincore, area, 4096, no_access());
  CALL(mincore, area, 4096, read_only());
  CALL(mincore, NEVER_MAPPED, 4096, pages);
  CALL(mincore, NEVER_MAPPED, 8192, pages);
  MUST(munmap(area + 4096, 4096));
  CALL(mincore, area, 8 * 4096, pages);
  CALL(mincore, area + 4096, 4096, pages);
  CALL(mincore, area + 8192, 4096, before_the_end(1));
  CALL(mincore, area + 8192, 8192, before_the_end(1));
  int fd = new_file("file", "content");
  char* shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  CALL(mincore, shared, 4096, pages);
  SHOW(pages[0] & 1);
}
