#include "paths.h"

struct handle {
  unsigned size;
  int type;
  unsigned char bytes[128];
};

int main(void) {
  make_files();
  struct handle handle = {128}, other = {128};
  int mount = -1, mount2 = -1;
  CALL(name_to_handle_at, AT_FDCWD, "file", &handle, &mount, 0);
  SHOW(handle.size);
  SHOW(handle.type);
  CHECK(mount > 0);
  CALL(name_to_handle_at, AT_FDCWD, "link", &other, &mount2, AT_SYMLINK_FOLLOW);
  CHECK(memcmp(&handle, &other, 8 + handle.size) == 0 && mount == mount2);
  other.size = 128;
  CALL(name_to_handle_at, AT_FDCWD, "link", &other, &mount2, 0);
  CHECK(memcmp(&handle, &other, 8 + handle.size) == 0);
  other.size = 0;
  CALL(name_to_handle_at, AT_FDCWD, "file", &other, &mount2, 0);
  SHOW(other.size);
  other.size = 129;
  CALL(name_to_handle_at, AT_FDCWD, "file", &other, &mount2, 0);
  int file = MUST(open("file", O_RDONLY));
  other.size = 128;
  CALL(name_to_handle_at, file, "", &other, &mount2, AT_EMPTY_PATH);
  SHOW(other.size);
  CALL(name_to_handle_at, file, "", &other, &mount2, 0);
  CALL(name_to_handle_at, file, "x", &other, &mount2, 0);
  CALL(name_to_handle_at, -1, "x", &other, &mount2, 0);
  CALL(name_to_handle_at, AT_FDCWD, "absent", &other, &mount2, 0);
  CALL(name_to_handle_at, AT_FDCWD, "/proc/version", &other, &mount2, 0);
  CALL(name_to_handle_at, AT_FDCWD, "file", &other, &mount2, 0x10000);
  CALL(name_to_handle_at, AT_FDCWD, "file", NULL, &mount2, 0);
  CALL(name_to_handle_at, AT_FDCWD, "file", no_access(), &mount2, 0);
  CALL(name_to_handle_at, AT_FDCWD, "file", &other, NULL, 0);
  CALL(name_to_handle_at, AT_FDCWD, NULL, &other, &mount2, 0);
  struct handle* end = before_the_end(8);
  end->size = 128;
  CALL(name_to_handle_at, AT_FDCWD, "file", end, &mount2, 0);
}
