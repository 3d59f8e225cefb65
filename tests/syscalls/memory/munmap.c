#include "maps.h"

int main(void) {
  char* area = new_pages(8, PROT_READ | PROT_WRITE);
  memset(area, 'a', 8 * 4096);
  CALL(munmap, area + 4096, 4096);
  READ_AT(area + 4096);
  SHOW(area[0]);
  SHOW(area[8192]);
  CALL(munmap, area + 4096, 4096);
  CALL(munmap, area + 4096, 8192);
  READ_AT(area + 8192);
  CALL(munmap, area + 12288, 100);
  READ_AT(area + 12288);
  SHOW(area[16384]);
  CALL(munmap, area + 100, 4096);
  CALL(munmap, area, 0);
  CALL(munmap, area + 100, 0);
  CALL(munmap, HIGHEST_PAGE, 8192);
  CALL(munmap, area, 8 * 4096);
  READ_AT(area);
  int fd = new_file("file", "content");
  char* shared = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  shared[0] = 'C';
  CALL(munmap, shared, 8192);
  SHOW_TEXT(content_of("file"));
  SHOW(write(fd, shared, 4) < 0 ? errno : 0);
  char* again =
      mmap(area, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  SHOW(again[0]);
}
