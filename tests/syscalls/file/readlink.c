#include "paths.h"

int main(void) {
  make_files();
  char target[64] = "################";
  CALL(readlink, "link", target, sizeof target);
  SHOW_BYTES(target, 8);
  CALL(readlink, "folder-link", target, 3);
  SHOW_BYTES(target, 8);
  CALL(readlink, "dangling", target, 7);
  CALL(readlink, "loop", target, sizeof target);
  CALL(readlink, "file", target, sizeof target);
  CALL(readlink, "folder", target, sizeof target);
  CALL(readlink, "absent", target, sizeof target);
  CALL(readlink, "link/x", target, sizeof target);
  CALL(readlink, "", target, sizeof target);
  CALL(readlink, "link", target, 0);
  CALL(readlink, "link", target, -1);
  CALL(readlink, "file", target, -1);
  CALL(readlink, "link", NULL, 8);
  CALL(readlink, "link", no_access(), 8);
  CALL(readlink, NULL, target, 8);
  CALL(readlink, no_access(), target, 8);
  char* end = before_the_end(2);
  CALL(readlink, "link", end, 2);
  SHOW_BYTES(end, 2);
  CALL(readlink, "link", end, 8);
  CALL(readlink, "/proc/self/fd/0", target, sizeof target);
  SHOW_BYTES(target, 9);
}
