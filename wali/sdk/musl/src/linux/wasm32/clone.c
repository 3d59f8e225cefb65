#define _GNU_SOURCE
#include <sched.h>
#include <errno.h>

/* A second native stack in this address space cannot exist: use fork or pthread_create. */
int clone(int (*func)(void *), void *stack, int flags, void *arg, ...)
{
	errno = ENOSYS;
	return -1;
}
