// trace: fork,wait4,waitid,read,write,kill,getpgid,getsid
// options: -f
#define _GNU_SOURCE
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  int ends[2], status;
  char bytes[16];
  pipe(ends);
  pid_t child = fork();
  if (child == 0) {
    usleep(50000);
    write(ends[1], "from the child", 14);
    _exit(3);
  }
  read(ends[0], bytes, sizeof bytes);
  waitpid(child, &status, 0);
  waitpid(-1, &status, WNOHANG);
  child = fork();
  if (child == 0) {
    write(ends[1], "second", 6);
    _exit(255);
  }
  siginfo_t info;
  read(ends[0], bytes, sizeof bytes);
  wait4(child, &status, WUNTRACED, NULL);
  waitid(P_PGID, 99999999, NULL, WEXITED | WNOWAIT);
  getsid(99999999);
  return 0;
}
