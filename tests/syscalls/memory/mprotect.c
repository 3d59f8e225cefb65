#include "maps.h"

int main(void) {
  char* area = new_pages(6, PROT_READ | PROT_WRITE);
  memset(area, 'a', 6 * 4096);
  CALL(mprotect, area, 4096, PROT_READ);
  SHOW(area[0]);
  WRITE_AT(area);
  SHOW(read(MUST(open("/dev/zero", O_RDONLY)), area, 1) < 0 ? errno : 0);
  CALL(mprotect, area, 4096, PROT_NONE);
  READ_AT(area);
  CALL(mprotect, area, 4096, PROT_READ | PROT_WRITE);
  SHOW(area[0]);
  WRITE_AT(area);
  CALL(mprotect, area, 4096, PROT_READ | PROT_EXEC);
  SHOW(area[0]);
  CALL(mprotect, area, 4096, PROT_READ | PROT_WRITE | 8);
  CALL(mprotect, area, 4096, 0x40);
  CALL(mprotect, area, 4096, -1);
  CALL(mprotect, area + 4096, 100, PROT_NONE);
  READ_AT(area + 4096 + 200);
  READ_AT(area + 8192);
  CALL(mprotect, area + 100, 4096, PROT_READ);
  CALL(mprotect, area, 0, PROT_NONE);
  CALL(mprotect, area + 100, 0, PROT_NONE);
  CALL(mprotect, HIGHEST_PAGE, 4096, PROT_READ);
  CALL(mprotect, HIGHEST_PAGE, 8192, PROT_READ);
  MUST(munmap(area + 16384, 4096));
  CALL(mprotect, area + 16384, 4096, PROT_READ);
  CALL(mprotect, area + 12288, 12288, PROT_READ);
  WRITE_AT(area + 12288);
  WRITE_AT(area + 20480);
  CALL(mprotect, area + 12288, 4096, PROT_GROWSDOWN);
  int fd = new_file("file", "content");
  int reading = MUST(open("file", O_RDONLY));
  char* shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, reading, 0);
  CALL(mprotect, shared, 4096, PROT_READ | PROT_WRITE);
  char* private = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, reading, 0);
  CALL(mprotect, private, 4096, PROT_READ | PROT_WRITE);
  private[0] = 'X';
  SHOW_TEXT(content_of("file"));
  shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  CALL(mprotect, shared, 4096, PROT_READ | PROT_WRITE);
  shared[0] = 'Y';
  SHOW_TEXT(content_of("file"));
}
