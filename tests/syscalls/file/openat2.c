#include <stdint.h>

#include "check.h"

struct open_how {
  uint64_t flags, mode, resolve;
};
struct longer_how {
  struct open_how how;
  uint64_t more[2];
};
enum { NO_XDEV = 1, NO_MAGICLINKS = 2, NO_SYMLINKS = 4, BENEATH = 8, IN_ROOT = 16, CACHED = 32 };

int main(void) {
  umask(0);
  mkdir("folder", 0755);
  make_file("folder/inner", "in");
  make_file("outer", "out");
  symlink("../outer", "folder/up");
  symlink("inner", "folder/same");
  symlink("/outer", "folder/top");
  int folder = MUST(open("folder", O_RDONLY));
#define TRY(path, flags, mode, resolve, size)     \
  ({                                              \
    struct open_how how = {flags, mode, resolve}; \
    CALL(openat2, folder, path, &how, size);      \
  })
  TRY("inner", O_RDONLY, 0, 0, 24);
  TRY("inner", O_RDWR | O_CLOEXEC, 0, 0, 24);
  TRY("new", O_WRONLY | O_CREAT, 0621, 0, 24);
  SHOW_OCTAL(mode_of("folder/new"));
  TRY("inner", O_RDONLY, 0600, 0, 24);
  TRY("inner", O_CREAT, 010000, 0, 24);
  TRY("inner", 1ul << 40, 0, 0, 24);
  TRY("inner", O_RDONLY, 0, 64, 24);
  TRY("inner", O_RDONLY, 0, 1ul << 33, 24);
  TRY("inner", O_PATH | O_RDWR, 0, 0, 24);
  TRY("inner", O_PATH | O_NOFOLLOW, 0, 0, 24);
  TRY("up", O_RDONLY, 0, 0, 24);
  TRY("up", O_RDONLY, 0, BENEATH, 24);
  TRY("../outer", O_RDONLY, 0, BENEATH, 24);
  TRY("/dev/null", O_RDONLY, 0, BENEATH, 24);
  TRY("same", O_RDONLY, 0, BENEATH, 24);
  TRY("same", O_RDONLY, 0, NO_SYMLINKS, 24);
  TRY("inner", O_RDONLY, 0, NO_SYMLINKS | NO_XDEV | NO_MAGICLINKS, 24);
  TRY("up", O_RDONLY, 0, IN_ROOT, 24);
  TRY("../inner", O_RDONLY, 0, IN_ROOT, 24);
  TRY("/inner", O_RDONLY, 0, IN_ROOT, 24);
  TRY("top", O_RDONLY, 0, IN_ROOT, 24);
  TRY("inner", O_RDONLY, 0, IN_ROOT | BENEATH, 24);
  TRY("inner", O_RDONLY, 0, CACHED, 24);
  TRY("new2", O_CREAT | O_RDWR, 0600, CACHED, 24);
  TRY("/proc/self/exe", O_RDONLY, 0, NO_MAGICLINKS, 24);
  TRY("inner", O_RDONLY, 0, 0, 0);
  TRY("inner", O_RDONLY, 0, 0, 16);
  TRY("inner", O_RDONLY, 0, 0, 23);
  struct longer_how longer = {{O_RDONLY}};
  CALL(openat2, folder, "inner", &longer, sizeof longer);
  longer.more[1] = 1;
  CALL(openat2, folder, "inner", &longer, sizeof longer);
  static char page[8192];
  CALL(openat2, folder, "inner", page, 4096);
  CALL(openat2, folder, "inner", page, 4097);
  CALL(openat2, folder, "inner", NULL, 24);
  CALL(openat2, folder, "inner", no_access(), 24);
  struct open_how* end = before_the_end(24);
  CALL(openat2, folder, "inner", end, 24);
  CALL(openat2, folder, "inner", end, 32);
  CALL(openat2, folder, NULL, end, 24);
  CALL(openat2, folder, no_access(), end, 24);
  CALL(openat2, -1, "inner", end, 24);
  CALL(openat2, AT_FDCWD, "outer", end, 24);
}
