#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static int files, directories;

static int count(const char *path, const struct stat *status, int type) {
  files += type == FTW_F;
  directories += type == FTW_D;
  return 0;
}

static int count_with_level(const char *path, const struct stat *status, int type, struct FTW *level) {
  files += level->level;
  return 0;
}

int main(void) {
  mkdir("tree", 0700);
  mkdir("tree/branch", 0700);
  close(open("tree/leaf", O_CREAT, 0600));
  close(open("tree/branch/leaf", O_CREAT, 0600));
  int result = ftw("tree", count, 10);
  printf("%d %d %d\n", result, files, directories);
  result = nftw("tree", count_with_level, 10, FTW_PHYS);
  printf("%d %d\n", result, files);
  glob_t found;
  result = glob("tree/b*", 0, NULL, &found);
  printf("%d %d %s\n", result, (int)found.gl_pathc, found.gl_pathv[0]);

  char name[16] = "";
  printf("%d\n", prctl(PR_SET_NAME, "renamed"));
  result = prctl(PR_GET_NAME, name);
  printf("%d %s\n", result, name);
  printf("%d\n", prctl(PR_SET_DUMPABLE, 1));
  printf("%d\n", prctl(PR_GET_DUMPABLE));
  printf("%d\n", fcntl(-1, F_GETFL) == -1 && errno == EBADF);
  printf("%d\n", (int)CMSG_SPACE(sizeof(int)));
  return 0;
}
