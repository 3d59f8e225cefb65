#include "paths.h"

static long long size_of(const char* name) {
  struct stat status;
  return stat(name, &status) == 0 ? status.st_size : -1;
}

int main(void) {
  make_files();
  CALL(truncate, "file", 4);
  SHOW_TEXT(content_of("file"));
  CALL(truncate, "file", 6);
  SHOW_BYTES(content_of("file"), 6);
  CALL(truncate, "link", 0);
  SHOW(size_of("file"));
  CALL(truncate, "file", 1ll << 33);
  SHOW(size_of("file"));
  CALL(truncate, "file", 0);
  CALL(truncate, "file", -1);
  CALL(truncate, "file", 0x7fffffffffffffffll);
  CALL(truncate, "folder", 0);
  CALL(truncate, "absent", 0);
  CALL(truncate, "dangling", 0);
  CALL(truncate, "loop", 0);
  CALL(truncate, "file/x", 0);
  CALL(truncate, "", 0);
  CALL(truncate, NULL, 0);
  CALL(truncate, no_access(), 0);
  CALL(truncate, no_access(), -1);
  CALL(truncate, long_name(256), 0);
  CALL(truncate, "/dev/null", 0);
  mkfifo("fifo", 0600);
  CALL(truncate, "fifo", 0);
}
