#include "statfs.h"

int main(void) {
  make_files();
  struct statfs status;
  SHOW(sizeof status);
  CALL(statfs, ".", &status);
  SHOW_STATFS(status);
  CHECK(status.f_bfree <= status.f_blocks && status.f_bavail <= status.f_bfree);
  CALL(statfs, "/proc", &status);
  SHOW_STATFS(status);
  CALL(statfs, "/proc/self/status", &status);
  SHOW_STATFS(status);
  CALL(statfs, "/dev/shm", &status);
  SHOW_HEX(status.f_type);
  CALL(statfs, "link", &status);
  CALL(statfs, "dangling", &status);
  CALL(statfs, "loop", &status);
  CALL(statfs, "absent", &status);
  CALL(statfs, "file/x", &status);
  CALL(statfs, "", &status);
  CALL(statfs, NULL, &status);
  CALL(statfs, no_access(), &status);
  CALL(statfs, ".", NULL);
  CALL(statfs, ".", no_access());
  CALL(statfs, ".", read_only());
  struct statfs* end = before_the_end(120);
  CALL(statfs, ".", end);
  CALL(statfs, ".", (char*)end + 8);
}
