/* Variables that would change how the engine is loaded are the program's alone. */
#include "escape.h"

extern char** environ;

static void attack(void) {
  if (getenv("ESCAPE_AGAIN") != 0) {
    EXPECT(getenv("LD_PRELOAD") != 0 &&
           strcmp(getenv("LD_PRELOAD"), "/nonexistent/intruder.so") == 0);
    EXPECT(getenv("LD_DEBUG") != 0 && getenv("GLIBC_TUNABLES") != 0 &&
           getenv("MALLOC_PERTURB_") != 0);
    return;
  }
  setenv("ESCAPE_AGAIN", "1", 1);
  setenv("LD_PRELOAD", "/nonexistent/intruder.so", 1);
  setenv("LD_DEBUG", "all", 1);
  setenv("LD_AUDIT", "/nonexistent/intruder.so", 1);
  setenv("GLIBC_TUNABLES", "glibc.malloc.check=3", 1);
  setenv("MALLOC_PERTURB_", "165", 1);
  int pipes[2];
  EXPECT(pipe(pipes) == 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(pipes[1], 1);
    dup2(pipes[1], 2);
    close(pipes[0]);
    close(pipes[1]);
    char* words[] = {"program", 0};
    execve("/proc/self/exe", words, environ);
    _exit(97);
  }
  close(pipes[1]);
  char text[256];
  ssize_t said = read(pipes[0], text, sizeof text); /* the loader would have complained */
  if (said > 0) dprintf(2, "%.*s\n", (int)said, text);
  EXPECT(said == 0);
  int status;
  waitpid(child, &status, 0);
  EXPECT(status == 0);
}
