/* Cancellation by a flag: a cancellation point tests it before it blocks and when a signal has
 * interrupted it. A Wasm program cannot see where it was interrupted, so a request that arrives
 * between the test and the call waits for the next cancellation point or interruption, and
 * asynchronous cancellation acts when the signal's handler runs. */
#define _GNU_SOURCE
#include <string.h>
#include "pthread_impl.h"
#include "syscall.h"

static long act_on_cancel(pthread_t self)
{
	if (self->canceldisable == PTHREAD_CANCEL_ENABLE || self->cancelasync)
		pthread_exit(PTHREAD_CANCELED);
	self->canceldisable = PTHREAD_CANCEL_DISABLE;
	return -ECANCELED;
}

static int is_cancelled(pthread_t self, long n)
{
	return self->cancel && self->canceldisable != PTHREAD_CANCEL_DISABLE
		&& !(n == SYS_close && self->canceldisable);
}

long __cancel_before(long n)
{
	pthread_t self = __pthread_self();
	return is_cancelled(self, n) ? act_on_cancel(self) : 0;
}

long __cancel_after(long n, long r)
{
	pthread_t self = __pthread_self();
	if (r == -EINTR && n != SYS_close && is_cancelled(self, n)) return act_on_cancel(self);
	return r;
}

void __testcancel(void)
{
	pthread_t self = __pthread_self();
	if (self->cancel && !self->canceldisable) act_on_cancel(self);
}

static void cancel_handler(int sig, siginfo_t *si, void *ctx)
{
	pthread_t self = __pthread_self();

	a_barrier();
	if (self->cancel && self->cancelasync && self->canceldisable != PTHREAD_CANCEL_DISABLE)
		act_on_cancel(self);
}

static void init_cancellation(void)
{
	struct sigaction sa = {
		.sa_flags = SA_SIGINFO,
		.sa_sigaction = cancel_handler
	};
	memset(&sa.sa_mask, -1, _NSIG/8);
	__libc_sigaction(SIGCANCEL, &sa, 0);
}

int pthread_cancel(pthread_t t)
{
	static int init;
	if (!init) {
		init_cancellation();
		init = 1;
	}
	a_store(&t->cancel, 1);
	if (t == pthread_self()) {
		if (t->canceldisable == PTHREAD_CANCEL_ENABLE && t->cancelasync)
			pthread_exit(PTHREAD_CANCELED);
		return 0;
	}
	return pthread_kill(t, SIGCANCEL);
}
