#include "paths.h"

int main(void) {
  make_files();
  CALL(link, "file", "second");
  struct stat status;
  MUST(stat("file", &status));
  SHOW(status.st_nlink);
  CALL(link, "file", "other");
  CALL(link, "absent", "x");
  CALL(link, "folder", "x");
  CALL(link, "link", "link-2");
  SHOW_OCTAL(mode_of("link-2"));
  CALL(link, "dangling", "dangling-2");
  CALL(link, "file", "absent/x");
  CALL(link, "file", "other/x");
  CALL(link, "file", "folder/x");
  CALL(link, "file", "");
  CALL(link, "", "x");
  CALL(link, NULL, "x");
  CALL(link, "file", NULL);
  CALL(link, no_access(), "x");
  CALL(link, "file", no_access());
  CALL(link, "file", "/proc/x");
  CALL(link, "file", "/dev/shm/wali-x");
  CALL(link, "file", long_name(256));
}
