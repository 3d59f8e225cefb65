/* Nothing that can be read under /proc/self tells where the engine lies. */
#include "escape.h"

static long addresses[4];
static int files_read;

static void look(const char* name) {
  static char text[1 << 18];
  int fd = open(name, O_RDONLY | O_NONBLOCK);
  if (fd < 0) return;
  size_t length = 0;
  for (ssize_t got;
       length < sizeof text && (got = read(fd, text + length, sizeof text - length)) > 0;)
    length += got;
  close(fd);
  if (length == 0) return;
  files_read++;
  for (int i = 0; i < 4; i++) {
    char page[32], decimal[32];
    int digits = snprintf(page, sizeof page, "%lx", (unsigned long)addresses[i] >> 16);
    int decimals = snprintf(decimal, sizeof decimal, "%lu", (unsigned long)addresses[i] & ~4095ul);
    int found =
        memmem(text, length, page, digits) != 0 || memmem(text, length, decimal, decimals) != 0;
    if (found) dprintf(2, "%s tells address %d, %lx\n", name, i, (unsigned long)addresses[i]);
    EXPECT(!found);
  }
}

static void look_into(const char* folder) {
  DIR* entries = opendir(folder);
  if (entries == 0) return;
  for (struct dirent* entry; (entry = readdir(entries)) != 0;) {
    char name[512];
    snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
    struct stat status;
    if (lstat(name, &status) == 0 && S_ISREG(status.st_mode)) look(name);
  }
  closedir(entries);
}

static void attack(void) {
  addresses[0] = test_data_address();
  addresses[1] = test_code_address();
  addresses[2] = test_base_address();
  addresses[3] = test_stack_address();
  char name[64];
  look_into("/proc/self");
  snprintf(name, sizeof name, "/proc/%d/task/%ld", getpid(), CALL(SYS_gettid));
  look_into(name);
  EXPECT(files_read > 5);
  EXPECT(open("/proc/self/map_files", O_RDONLY | O_DIRECTORY) < 0);
}
