// trace: getuid,geteuid,getgid,getegid,getresuid,getresgid,getgroups,setuid,setreuid,setresgid,getppid,setpgid,setsid,getpgid
#define _GNU_SOURCE
#include <sys/types.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  uid_t real, effective, saved;
  gid_t groups[100];
  getuid();
  geteuid();
  getgid();
  getegid();
  getresuid(&real, &effective, &saved);
  getresgid(&real, &effective, &saved);
  getgroups(0, NULL);
  getgroups(100, groups);
  setpgid(0, 0);
  setpgid(-1, 0);
  setsid();
  setsid();
  return 0;
}
