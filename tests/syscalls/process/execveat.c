#include "check.h"

int main(void) {
  char *echo[] = {"echo", "some", "words", NULL}, *environment[] = {"A=1", NULL};
  IN_CHILD(CALL(execveat, MUST(open("/bin", O_RDONLY)), "echo", echo, environment, 0));
  IN_CHILD(CALL(execveat, AT_FDCWD, "/bin/echo", echo, environment, 0));
  IN_CHILD(CALL(execveat, MUST(open("/bin/echo", O_PATH)), "", echo, environment, AT_EMPTY_PATH));
  IN_CHILD(CALL(execveat, -1, "/bin/echo", echo, environment, 0));
  MUST(symlink("/bin/echo", "link"));
  CALL(execveat, AT_FDCWD, "link", echo, environment, AT_SYMLINK_NOFOLLOW);
  IN_CHILD(CALL(execveat, AT_FDCWD, "link", echo, environment, 0));
  CALL(execveat, -1, "echo", echo, environment, 0);
  CALL(execveat, 0, "echo", echo, environment, 0);
  CALL(execveat, 0, "", echo, environment, 0);
  CALL(execveat, AT_FDCWD, "absent", echo, environment, 0);
  CALL(execveat, AT_FDCWD, "/bin/echo", echo, environment, 1);
  CALL(execveat, AT_FDCWD, NULL, echo, environment, 0);
  CALL(execveat, AT_FDCWD, no_access(), echo, environment, 0);
  CALL(execveat, AT_FDCWD, "/bin/echo", no_access(), environment, 0);
  make_file("plain", "text");
  CALL(execveat, AT_FDCWD, "plain", echo, environment, 0);
}
