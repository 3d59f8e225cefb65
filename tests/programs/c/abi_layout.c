// compare: none
// The layouts that the WALI ABI fixes, as the headers of the SDK's C library give them.
#define _GNU_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysinfo.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <termios.h>
#include <time.h>
#include <ucontext.h>

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type)
#define FIELD(type, field, offset) _Static_assert(offsetof(type, field) == (offset), #type "." #field)

SIZE(long, 8);
SIZE(void *, 4);
SIZE(size_t, 4);
SIZE(ptrdiff_t, 4);
SIZE(long double, 16);
SIZE(time_t, 8);
SIZE(off_t, 8);
SIZE(nfds_t, 8);
SIZE(timer_t, 4);
SIZE(sigset_t, 128);
SIZE(jmp_buf, 344);
SIZE(struct stat, 144);
FIELD(struct stat, st_mode, 24);
FIELD(struct stat, st_size, 48);
FIELD(struct stat, st_atim, 72);
SIZE(struct statfs, 120);
SIZE(struct iovec, 8);
SIZE(struct msghdr, 36);
FIELD(struct msghdr, msg_iovlen, 12);
FIELD(struct msghdr, msg_control, 20);
FIELD(struct msghdr, msg_controllen, 24);
FIELD(struct msghdr, msg_flags, 32);
SIZE(struct mmsghdr, 40);
SIZE(struct cmsghdr, 16);
SIZE(struct pollfd, 8);
SIZE(struct epoll_event, 12);
FIELD(struct epoll_event, data, 4);
SIZE(struct rlimit, 16);
SIZE(struct rusage, 272);
SIZE(struct sysinfo, 368);
FIELD(struct sysinfo, mem_unit, 104);
SIZE(struct utsname, 390);
SIZE(struct flock, 32);
FIELD(struct flock, l_start, 8);
FIELD(struct flock, l_pid, 24);
SIZE(struct termios, 60);
SIZE(siginfo_t, 128);
FIELD(siginfo_t, si_pid, 16);
FIELD(siginfo_t, si_status, 24);
FIELD(siginfo_t, si_value, 24);
FIELD(siginfo_t, si_addr, 16);
SIZE(stack_t, 12);
SIZE(ucontext_t, 920);
FIELD(ucontext_t, uc_mcontext, 24);
FIELD(ucontext_t, uc_sigmask, 280);
SIZE(struct sigevent, 64);
FIELD(struct sigevent, sigev_signo, 4);
FIELD(struct sigevent, sigev_notify, 8);
SIZE(struct shmid_ds, 112);
SIZE(struct msqid_ds, 120);
SIZE(struct semid_ds, 88);
SIZE(struct mq_attr, 64);
_Static_assert((int)(intptr_t)SIG_IGN == -2, "SIG_IGN");
_Static_assert(SSIZE_MAX == INT_MAX, "SSIZE_MAX");
_Static_assert(__builtin_types_compatible_p(__typeof__(INT64_C(1)), int64_t), "INT64_C");

int main(void) {
  puts("ok");
  return 0;
}
