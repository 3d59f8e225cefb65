/* Files that are mapped where the engine is. */
#include "escape.h"

static void attack(void) {
  /* Nothing of the engine's is open while the guest runs. */
  struct stat status;
  int shown = 0;
  DIR* entries = opendir("/proc/self/fd");
  for (struct dirent* entry; entries != 0 && (entry = readdir(entries)) != 0;) {
    int fd = atoi(entry->d_name);
    if (entry->d_name[0] == '.' || fd <= 2 || fd == dirfd(entries)) continue;
    dprintf(2, "descriptor %d is open\n", fd);
    shown++;
  }
  EXPECT(shown == 0);
  if (entries != 0) closedir(entries);
  EXPECT(open("/proc/self/map_files", O_RDONLY | O_DIRECTORY) < 0);
  /* The engine's own program is the module for whoever asks. */
  char target[4096] = "";
  ssize_t length = readlink("/proc/self/exe", target, sizeof target - 1);
  EXPECT(length <= 0 || strstr(target, ".wasm") != 0);
  int fd = open("/proc/self/exe", O_RDONLY);
  char magic[4] = "";
  EXPECT(fd < 0 || (read(fd, magic, 4) == 4 && memcmp(magic, "\0asm", 4) == 0));
  for (long at = test_code_address() - 0x10000; at < test_code_address() + 0x10000; at += 4096) {
    char name[96];
    snprintf(name, sizeof name, "/proc/self/map_files/%lx-%lx", at, at + 4096);
    EXPECT(stat(name, &status) != 0);
    EXPECT(open(name, O_RDWR) < 0);
  }
}
