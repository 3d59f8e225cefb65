#include "paths.h"

int main(void) {
  make_files();
  CALL(fsync, MUST(open("file", O_RDONLY)));
  CALL(fsync, MUST(open("file", O_WRONLY)));
  CALL(fsync, MUST(open("folder", O_RDONLY)));
  CALL(fsync, MUST(open("file", O_PATH)));
  CALL(fsync, MUST(open("/dev/null", O_RDWR)));
  CALL(fsync, MUST(open("/proc/version", O_RDONLY)));
  CALL(fsync, MUST(memfd_create("m", 0)));
  int ends[2];
  MUST(pipe(ends));
  CALL(fsync, ends[0]);
  CALL(fsync, ends[1]);
  CALL(fsync, -1);
  CALL(fsync, 999);
  int fd = MUST(open("file", O_RDONLY));
  close(fd);
  CALL(fsync, fd);
}
