/* The memory that pthread_create maps for a thread: guard, stack, thread-local storage. Some of it is
 * kept for the next thread of the same size when a thread has ended, since mapping, unmapping and
 * touching new pages cost as much as the thread itself. Lock-free: a fork may happen at any moment. */
#include <string.h>
#include <sys/mman.h>
#include "pthread_impl.h"
#include "atomic.h"

#define KEPT 16
#define LARGEST_KEPT (256*1024)

/* Lies at the upper end, among the thread-specific data. */
struct thread_stack {
	struct thread_stack *next;
	unsigned char *base;
	size_t size, guard;
};

static void *volatile kept[KEPT];
static struct thread_stack *exited;

static struct thread_stack *describe(void *base, size_t size, size_t guard)
{
	struct thread_stack *s = (void *)((char *)base + size - sizeof *s);
	s->base = base;
	s->size = size;
	s->guard = guard;
	return s;
}

static void keep(struct thread_stack *s)
{
	if (s->size <= LARGEST_KEPT) for (int i=0; i<KEPT; i++)
		if (!kept[i] && !a_cas_p(&kept[i], 0, s)) return;
	__munmap(s->base, s->size);
}

static void *take(size_t size, size_t guard)
{
	for (int i=0; i<KEPT; i++) {
		struct thread_stack *s = kept[i];
		if (!s || a_cas_p(&kept[i], s, 0) != s) continue;
		if (s->size == size && s->guard == guard) {
			/* The rest is set or written before it is read. */
			void *base = s->base;
			memset((char *)base + size - __pthread_tsd_size, 0, __pthread_tsd_size);
			return base;
		}
		keep(s);
	}
	return 0;
}

void *__map_thread_stack(size_t size, size_t guard)
{
	void *base = take(size, guard);
	if (base) return base;
	if (!guard) return __mmap(0, size, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANON, -1, 0);
	base = __mmap(0, size, PROT_NONE, MAP_PRIVATE|MAP_ANON, -1, 0);
	if (base == MAP_FAILED) return base;
	if (__mprotect((char *)base+guard, size-guard, PROT_READ|PROT_WRITE)) {
		__munmap(base, size);
		return MAP_FAILED;
	}
	return base;
}

void __unmap_thread_stack(void *base, size_t size, size_t guard)
{
	keep(describe(base, size, guard));
}

/* What runs on a detached thread's stack cannot give that stack away. The thread list stays locked
 * until the thread is gone, so whoever takes the lock after that may. Both functions need it. */
void __leave_stack_behind(struct pthread *self)
{
	struct thread_stack *s = describe(self->map_base, self->map_size, self->guard_size);
	s->next = exited;
	exited = s;
}

void __reap_exited_threads(void)
{
	while (exited) {
		struct thread_stack *s = exited;
		exited = s->next;
		keep(s);
	}
}
