// A program finds itself as /proc/self/exe, and can run itself again.
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void compare(const char* what, const char* link, const char* self) {
  char target[PATH_MAX] = "";
  long length = readlink(link, target, sizeof target - 1);
  printf("%s: %d\n", what, length == (long)strlen(self) && strcmp(target, self) == 0);
}

int main(int argc, char** argv) {
  if (argc > 1) {
    printf("again: %s %s\n", argv[0], argv[1]);
    return 3;
  }
  char self[PATH_MAX], link[64], cut[8] = "", mine[64], theirs[64];
  if (realpath(argv[0], self) == NULL) return 1;
  compare("self", "/proc/self/exe", self);
  compare("thread-self", "/proc/thread-self/exe", self);
  snprintf(link, sizeof link, "/proc/%d/exe", (int)getpid());
  compare("by number", link, self);
  if (symlink(link, "link-to-exe") == 0) {
    compare("through a link", "link-to-exe", link);
    unlink("link-to-exe");
  }
  int length = (int)readlink("/proc/self/exe", cut, 4);
  printf("cut: %d %d\n", length, memcmp(cut, self, 4) == 0 && cut[4] == 0);
  char behind[PATH_MAX];
  memset(behind, '.', sizeof behind);
  length = (int)readlink("/proc/self/exe", behind, sizeof behind);
  printf("nothing behind: %d\n", behind[length] == '.' && behind[length + 8] == '.');
  int directory = open("/proc/self", O_RDONLY);
  char target[PATH_MAX] = "";
  readlinkat(directory, "exe", target, sizeof target);
  printf("relative: %d\n", strcmp(target, self) == 0);
  int opened = open("/proc/self/exe", O_RDONLY), file = open(self, O_RDONLY);
  read(opened, mine, sizeof mine);
  read(file, theirs, sizeof theirs);
  printf("content: %d\n", memcmp(mine, theirs, sizeof mine) == 0);
  printf("for writing: %d\n", open("/proc/self/exe", O_WRONLY));
  fflush(stdout);
  execl("/proc/self/exe", "name", "argument", (char*)NULL);
  return 1;
}
