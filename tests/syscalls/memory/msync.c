#include "maps.h"

int main(void) {
  int fd = new_file("file", "content");
  MUST(ftruncate(fd, 8192));
  char* shared = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  memcpy(shared, "CON", 3);
  CALL(msync, shared, 8192, MS_SYNC);
  CALL(msync, shared, 8192, MS_ASYNC);
  CALL(msync, shared, 8192, MS_SYNC | MS_INVALIDATE);
  CALL(msync, shared, 8192, 0);
  CALL(msync, shared, 1, MS_SYNC);
  CALL(msync, shared, 0, MS_SYNC);
  CALL(msync, shared, 8192, MS_SYNC | MS_ASYNC);
  CALL(msync, shared, 8192, 8);
  CALL(msync, shared, 8192, -1);
  CALL(msync, shared + 1, 4096, MS_SYNC);
  CALL(msync, NEVER_MAPPED, 4096, MS_SYNC);
  CALL(msync, NEVER_MAPPED, 8192, MS_SYNC);
  MUST(munmap(shared + 4096, 4096));
  CALL(msync, shared, 8192, MS_SYNC);
  CALL(msync, shared + 4096, 4096, MS_ASYNC);
  char* page = new_pages(1, PROT_READ);
  CALL(msync, page, 4096, MS_SYNC);
  MUST(mlock(shared, 4096));
  CALL(msync, shared, 4096, MS_INVALIDATE);
  SHOW_TEXT(content_of("file"));
}
