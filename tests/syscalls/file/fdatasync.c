#include "paths.h"

int main(void) {
  make_files();
  CALL(fdatasync, MUST(open("file", O_RDONLY)));
  CALL(fdatasync, MUST(open("file", O_WRONLY)));
  CALL(fdatasync, MUST(open("folder", O_RDONLY)));
  CALL(fdatasync, MUST(open("file", O_PATH)));
  CALL(fdatasync, MUST(open("/dev/null", O_RDWR)));
  CALL(fdatasync, MUST(open("/proc/version", O_RDONLY)));
  CALL(fdatasync, MUST(memfd_create("m", 0)));
  int ends[2];
  MUST(pipe(ends));
  CALL(fdatasync, ends[0]);
  CALL(fdatasync, ends[1]);
  CALL(fdatasync, -1);
  CALL(fdatasync, 999);
  int fd = MUST(open("file", O_RDONLY));
  close(fd);
  CALL(fdatasync, fd);
}
