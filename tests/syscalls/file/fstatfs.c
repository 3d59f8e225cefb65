#include "statfs.h"

int main(void) {
  make_files();
  struct statfs status;
  CALL(fstatfs, MUST(open("file", O_RDONLY)), &status);
  SHOW_STATFS(status);
  CALL(fstatfs, MUST(open("folder", O_PATH)), &status);
  SHOW_STATFS(status);
  CALL(fstatfs, MUST(open("/proc/version", O_RDONLY)), &status);
  SHOW_STATFS(status);
  int ends[2];
  MUST(pipe(ends));
  CALL(fstatfs, ends[0], &status);
  SHOW_STATFS(status);
  CALL(fstatfs, -1, &status);
  CALL(fstatfs, 999, &status);
  CALL(fstatfs, 0, NULL);
  CALL(fstatfs, 0, no_access());
  CALL(fstatfs, 0, read_only());
  CALL(fstatfs, -1, NULL);
  struct statfs* end = before_the_end(120);
  CALL(fstatfs, 0, end);
  CALL(fstatfs, 0, (char*)end + 1);
}
