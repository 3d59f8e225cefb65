#include "paths.h"

int main(void) {
  make_files();
  CALL(syncfs, MUST(open("file", O_RDONLY)));
  CALL(syncfs, MUST(open("file", O_WRONLY)));
  CALL(syncfs, MUST(open("folder", O_RDONLY)));
  CALL(syncfs, MUST(open("file", O_PATH)));
  CALL(syncfs, MUST(open("/dev/null", O_RDWR)));
  CALL(syncfs, MUST(open("/proc/version", O_RDONLY)));
  CALL(syncfs, MUST(memfd_create("m", 0)));
  int ends[2];
  MUST(pipe(ends));
  CALL(syncfs, ends[0]);
  CALL(syncfs, ends[1]);
  CALL(syncfs, -1);
  CALL(syncfs, 999);
  int fd = MUST(open("file", O_RDONLY));
  close(fd);
  CALL(syncfs, fd);
}
