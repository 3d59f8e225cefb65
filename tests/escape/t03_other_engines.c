/* The memory of the parent, of a child and of a sibling, which are engines as well. */
#include "escape.h"

static void write_to(pid_t process) {
  static const char* const files[] = {"mem", "task/%d/mem", "map_files", "pagemap"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char format[64], name[128];
    snprintf(format, sizeof format, "/proc/%d/%s", process, files[i]);
    snprintf(name, sizeof name, format, process);
    long fd = CALL(SYS_open, name, O_RDWR);
    EXPECT(fd < 0);
    if (fd >= 0) CALL(SYS_pwrite64, fd, "intruder", 8, test_data_address());
    EXPECT(CALL(SYS_open, name, O_RDONLY) < 0);
  }
}

static pid_t sibling;

static void attack_parent(void) {
  write_to(getppid());
  write_to(sibling);
  if (failures != 0) _exit(98);
}

static void attack(void) {
  sibling = fork();
  if (sibling == 0) {
    pause();
    _exit(0);
  }
  EXPECT(end_of_child(attack_parent) == 0);
  write_to(sibling);
  kill(sibling, SIGKILL);
  waitpid(sibling, 0, 0);
}
