#include "paths.h"

static void own_program(const char* own) {
  char target[4096];
  long length = RAW(readlink, "/proc/self/exe", target, sizeof target);
  CHECK(length == (long)strlen(own) && memcmp(target, own, (size_t)length) == 0);
  length = RAW(readlink, "/proc/thread-self/exe", target, sizeof target);
  CHECK(length == (long)strlen(own) && memcmp(target, own, (size_t)length) == 0);
}

int main(int count, char** arguments) {
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
  const char* own = realpath(arguments[0], NULL);
  own_program(own);
  if (geteuid() == 0) IN_CHILD(MUST(setuid(65534)); own_program(own));
}
