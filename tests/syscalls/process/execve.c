#include "check.h"

int main(int count, char** arguments) {
  if (count > 1 && strcmp(arguments[0], "renamed") == 0) {
    for (int i = 0; i < count; i++) SHOW_TEXT(arguments[i]);
    extern char** environ;
    for (char** entry = environ; *entry != NULL; entry++) SHOW_TEXT(*entry);
    SHOW(fcntl(10, F_GETFD));
    SHOW(fcntl(11, F_GETFD));
    return 5;
  }
  char *echo[] = {"echo", "some", "words", NULL}, *none[] = {NULL},
       *environment[] = {"A=1", "B=two words", NULL};
  IN_CHILD(CALL(execve, "/bin/echo", echo, environment));
  IN_CHILD(char* env[] = {"env", NULL}; CALL(execve, "/usr/bin/env", env, environment));
  IN_CHILD(char* env[] = {"env", NULL}; CALL(execve, "/usr/bin/env", env, NULL));
  int fd = new_file("script", "#!/bin/sh\necho script $0 \"$@\"\nexit 3\n");
  MUST(fchmod(fd, 0755));
  close(fd);
  IN_CHILD(CALL(execve, "./script", echo, environment));
  MUST(dup2(0, 10));
  MUST(dup3(0, 11, O_CLOEXEC));
  char* again[] = {"renamed", "", "last", NULL};
  if (arguments[0][0] == '/') IN_CHILD(CALL(execve, arguments[0], again, environment));
  char* limits[] = {
      "sh", "-c", "ulimit -Sd; ulimit -Hd; ulimit -Ss; ulimit -Hs; ulimit -Sv; ulimit -Hv", NULL};
  struct rlimit data = {64 << 20, 128 << 20}, stack = {1 << 20, 2 << 20},
                space = {1 << 29, 1 << 30};
  IN_CHILD(setrlimit(RLIMIT_DATA, &data); setrlimit(RLIMIT_STACK, &stack);
           setrlimit(RLIMIT_AS, &space);
           CALL(execve, "/absent", limits, environment);
           CALL(execve, "/bin/sh", limits, environment));
  CALL(execve, "/absent", echo, environment);
  CALL(execve, "script/below", echo, environment);
  CALL(execve, "", echo, environment);
  CALL(execve, ".", echo, environment);
  make_file("plain", "text");
  CALL(execve, "plain", echo, environment);
  MUST(chmod("plain", 0755));
  CALL(execve, "plain", echo, environment);
  make_file("wrong", "#!/absent/interpreter\n");
  MUST(chmod("wrong", 0755));
  CALL(execve, "wrong", echo, environment);
  IN_CHILD(CALL(execve, "/bin/sh", NULL, NULL));
  IN_CHILD(CALL(execve, "/bin/echo", none, environment));
  CALL(execve, NULL, echo, environment);
  CALL(execve, no_access(), echo, environment);
  CALL(execve, "/bin/echo", no_access(), environment);
  CALL(execve, "/bin/echo", echo, no_access());
  char* bad[] = {"echo", no_access(), NULL};
  CALL(execve, "/bin/echo", bad, environment);
  char** cut = before_the_end(sizeof(char*));
  *cut = "echo";
  CALL(execve, "/bin/echo", cut, environment);
  char* long_word = malloc(140000);
  memset(long_word, 'x', 139999);
  long_word[139999] = 0;
  char* too_long[] = {"echo", long_word, NULL};
  CALL(execve, "/bin/echo", too_long, environment);
}
