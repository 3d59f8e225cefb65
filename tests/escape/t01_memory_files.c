/* /proc/self/mem and its like, under every name. */
#include <sys/socket.h>
#include <sys/uio.h>

#include "escape.h"

static void try_file(int folder, const char* name) {
  static const int flags[] = {
      O_RDONLY, O_WRONLY, O_RDWR, O_WRONLY | O_TRUNC, O_RDWR | O_CREAT, O_RDWR | O_APPEND};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    long fd = CALL(SYS_openat, folder, name, flags[i] | O_CLOEXEC, 0600);
    if (fd >= 0) dprintf(2, "%s opened with %#x\n", name, flags[i]);
    EXPECT(fd < 0);
    long how[3] = {flags[i] | O_CLOEXEC, flags[i] & O_CREAT ? 0600 : 0, 0};
    EXPECT(CALL(437, folder, name, how, sizeof how) < 0);
  }
  /* What only names the file is of no use. */
  long path = CALL(SYS_openat, folder, name, O_PATH | O_CLOEXEC);
  if (path >= 0) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%ld", path);
    EXPECT(CALL(SYS_open, link, O_RDWR) < 0);
    EXPECT(CALL(SYS_pwrite64, path, link, 8, test_data_address()) < 0);
    close(path);
  }
}

static void receive_memory(void) {
  int sockets[2];
  EXPECT(socketpair(AF_UNIX, SOCK_DGRAM, 0, sockets) == 0);
  EXPECT(test_send_memory(sockets[1]) == 0);
  char byte, control[CMSG_SPACE(sizeof(int))];
  struct iovec part = {&byte, 1};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  EXPECT(recvmsg(sockets[0], &message, 0) == 1);
  struct cmsghdr* item = CMSG_FIRSTHDR(&message);
  int fd = -1;
  if (item != 0) memcpy(&fd, CMSG_DATA(item), sizeof fd);
  EXPECT(fd == -1);
  EXPECT(CALL(SYS_pwrite64, fd, control, 8, test_data_address()) < 0);
}

static void attack(void) {
  receive_memory();
  char name[128];
  static const char* const names[] = {"/proc/self/mem",
                                      "/proc/thread-self/mem",
                                      "//proc//self//mem",
                                      "/proc/self/../self/./mem",
                                      "/proc/self/root/proc/self/mem",
                                      "/proc/self/cwd/../../../../../../proc/self/mem",
                                      "/dev/fd/../mem",
                                      "/proc/self/fd/../mem",
                                      "/proc/self/task/../mem",
                                      "/proc/self/ns/../mem",
                                      "/proc/self/net/../mem",
                                      "/proc/self/map_files/../mem",
                                      "/proc/self/attr/../mem",
                                      "/proc/self/fdinfo/../mem",
                                      "/tmp/../proc/self/mem",
                                      "/proc/self/pagemap",
                                      "/proc/self/clear_refs",
                                      "/proc/self/syscall",
                                      "/proc/self/stack",
                                      "/proc/kcore",
                                      "link",
                                      "link-to-link",
                                      "folder/self/mem",
                                      "self/mem",
                                      "self/task/../mem"};
  symlink("/proc/self/mem", "link");
  symlink("link", "link-to-link");
  symlink("/proc", "folder");
  symlink("/proc/self", "self");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) try_file(AT_FDCWD, names[i]);
  long task = CALL(SYS_gettid);
  snprintf(name, sizeof name, "/proc/%d/mem", getpid());
  try_file(AT_FDCWD, name);
  snprintf(name, sizeof name, "/proc/self/task/%ld/mem", task);
  try_file(AT_FDCWD, name);
  snprintf(name, sizeof name, "/proc/%ld/mem", task);
  try_file(AT_FDCWD, name);
  int folder = open("/proc/self", O_RDONLY | O_DIRECTORY);
  if (folder >= 0) {
    try_file(folder, "mem");
    try_file(folder, "task/../mem");
    fchdir(folder);
    try_file(AT_FDCWD, "mem");
  }
  if (getuid() == 0 && chroot("/proc/self") == 0) {
    try_file(AT_FDCWD, "/mem");
    try_file(AT_FDCWD, "/task/../mem");
  }
}
