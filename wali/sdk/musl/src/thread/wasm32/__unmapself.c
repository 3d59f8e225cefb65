#include "pthread_impl.h"

/* What runs on a detached thread's stack cannot unmap that stack. The thread list stays locked
 * until the thread is gone, so whoever takes the lock after that may. Both functions need it. */
static struct exited {
	struct exited *next;
	void *map_base;
	size_t map_size;
} *exited_threads;

void __leave_stack_behind(struct pthread *self)
{
	struct exited *e = (void *)(self->map_base + self->guard_size);
	e->next = exited_threads;
	e->map_base = self->map_base;
	e->map_size = self->map_size;
	exited_threads = e;
}

void __reap_exited_threads(void)
{
	while (exited_threads) {
		struct exited e = *exited_threads;
		exited_threads = e.next;
		__syscall(SYS_munmap, e.map_base, e.map_size);
	}
}
