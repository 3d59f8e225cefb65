#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void* in_thread(void* unused) {
  write(1, "thread\n", 7);
  return NULL;
}

// The first argument says what to do; `execute` does the rest of them in a new image of this
// module.
int main(int count, char** words) {
  const char* task = count > 1 ? words[1] : "";
  if (strcmp(task, "execute") == 0) {
    write(1, "before\n", 7);
    words[1] = words[0];
    execve(words[0], words + 1, (char*[]){NULL});
  } else if (strcmp(task, "kill") == 0) {
    write(1, "last words\n", 11);
    kill(getpid(), SIGKILL);
  } else if (strcmp(task, "kill-child") == 0) {
    pid_t child = fork();
    if (child == 0) {
      write(1, "child\n", 6);
      kill(getpid(), SIGKILL);
    }
    int status;
    waitpid(child, &status, 0);
    write(1, "parent\n", 7);
  } else if (strcmp(task, "thread") == 0) {
    pthread_t thread;
    pthread_create(&thread, NULL, in_thread, NULL);
    pthread_join(thread, NULL);
    write(1, "main\n", 5);
  } else if (strcmp(task, "many") == 0) {
    for (int i = 0; i < 20000; ++i) getppid();
  } else if (strcmp(task, "trap") == 0) {
    write(1, "trap\n", 5);
    __builtin_trap();
  }
  return 5;
}
