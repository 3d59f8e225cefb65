#include "paths.h"

int main(void) {
  make_files();
  char name[4096];
  MUST(chdir("/"));
  CALL(getcwd, name, sizeof name);
  SHOW_TEXT(name);
  CALL(getcwd, name, 2);
  CALL(getcwd, name, 1);
  CALL(getcwd, name, 0);
  CALL(getcwd, NULL, 0);
  CALL(getcwd, NULL, 100);
  CALL(getcwd, no_access(), 100);
  CALL(getcwd, read_only(), 100);
  MUST(chdir("/proc/self/fd/.."));
  MUST(chdir("/dev"));
  CALL(getcwd, name, 5);
  SHOW_TEXT(name);
  CALL(getcwd, name, 4);
  char* end = before_the_end(5);
  CALL(getcwd, end, 5);
  CALL(getcwd, end, 100);
  CALL(getcwd, end + 1, 100);
  CALL(getcwd, name, 0x7fffffff);
}
