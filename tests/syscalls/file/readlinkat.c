#include "paths.h"

int main(void) {
  make_files();
  char target[64] = "################";
  CALL(readlinkat, AT_FDCWD, "link", target, sizeof target);
  SHOW_BYTES(target, 8);
  CALL(readlinkat, AT_FDCWD, "folder-link", target, 3);
  SHOW_BYTES(target, 8);
  CALL(readlinkat, AT_FDCWD, "dangling", target, 7);
  CALL(readlinkat, AT_FDCWD, "loop", target, sizeof target);
  CALL(readlinkat, AT_FDCWD, "file", target, sizeof target);
  CALL(readlinkat, AT_FDCWD, "folder", target, sizeof target);
  CALL(readlinkat, AT_FDCWD, "absent", target, sizeof target);
  CALL(readlinkat, AT_FDCWD, "link/x", target, sizeof target);
  CALL(readlinkat, AT_FDCWD, "", target, sizeof target);
  CALL(readlinkat, AT_FDCWD, "link", target, 0);
  CALL(readlinkat, AT_FDCWD, "link", target, -1);
  CALL(readlinkat, AT_FDCWD, "file", target, -1);
  CALL(readlinkat, AT_FDCWD, "link", NULL, 8);
  CALL(readlinkat, AT_FDCWD, "link", no_access(), 8);
  CALL(readlinkat, AT_FDCWD, NULL, target, 8);
  CALL(readlinkat, AT_FDCWD, no_access(), target, 8);
  char* end = before_the_end(2);
  CALL(readlinkat, AT_FDCWD, "link", end, 2);
  SHOW_BYTES(end, 2);
  CALL(readlinkat, AT_FDCWD, "link", end, 8);
  CALL(readlinkat, AT_FDCWD, "/proc/self/fd/0", target, sizeof target);
  SHOW_BYTES(target, 9);
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  symlink("inner", "folder/near");
  CALL(readlinkat, folder, "near", target, sizeof target);
  CALL(readlinkat, folder, "inner", target, sizeof target);
  CALL(readlinkat, file, "near", target, sizeof target);
  CALL(readlinkat, -1, "near", target, sizeof target);
  int link = MUST(open("link", O_PATH | O_NOFOLLOW));
  CALL(readlinkat, link, "", target, sizeof target);
  SHOW_BYTES(target, 4);
  CALL(readlinkat, file, "", target, sizeof target);
}
