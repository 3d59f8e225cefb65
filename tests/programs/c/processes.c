#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int main(void) {
  int ends[2], status;
  pipe(ends);
  pid_t child = fork();
  if (child == 0) {
    dprintf(ends[1], "child of %d", getppid());
    _exit(17);
  }
  printf("%d\n", waitpid(child, &status, 0) == child);
  printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));
  char text[64] = {0}, wanted[64];
  read(ends[0], text, sizeof text - 1);
  snprintf(wanted, sizeof wanted, "child of %d", getpid());
  printf("%d\n", strcmp(text, wanted));
  fflush(stdout);

  printf("%d\n", WEXITSTATUS(system("exit 3")));
  FILE *output = popen("echo from a shell; exit 4", "r");
  while (fgets(text, sizeof text, output)) printf("%s", text);
  printf("%d\n", WEXITSTATUS(pclose(output)));

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  char *arguments[] = {"echo", "spawned", NULL};
  printf("%d\n", posix_spawnp(&child, "echo", &actions, NULL, arguments, environ));
  waitpid(child, &status, 0);
  memset(text, 0, sizeof text);
  read(ends[0], text, sizeof text - 1);
  printf("%d %s", WEXITSTATUS(status), text);
  printf("%d\n", posix_spawn(&child, "/no/such/program", NULL, NULL, arguments, environ));
  return 0;
}
