/* Cancellation by a flag: a cancellation point tests it before it blocks and when a signal has
 * interrupted it. A Wasm program cannot see where it was interrupted, so a request may have come
 * between the test and the call: the signal is sent again by a timer until the call is over.
 * Asynchronous cancellation acts when the signal's handler runs. */
#define _GNU_SOURCE
#include <string.h>
#include <time.h>
#include "pthread_impl.h"
#include "syscall.h"

struct ksigevent {
	union sigval sigev_value;
	int sigev_signo, sigev_notify, sigev_tid;
};

/* Cancellation points that the thread is in: more than one if a handler is, too. */
static __thread volatile int calls;
static __thread volatile int has_timer;
static __thread int timer;

static void start_timer(pthread_t self)
{
	struct ksigevent event = {
		.sigev_signo = SIGCANCEL, .sigev_notify = SIGEV_THREAD_ID, .sigev_tid = self->tid
	};
	struct itimerspec often = {{0, 1000000}, {0, 100000}};
	if (has_timer || __syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &timer)) return;
	has_timer = 1;
	__syscall(SYS_timer_settime, timer, 0, &often, 0);
}

static void stop_timer(void)
{
	if (!has_timer) return;
	has_timer = 0;
	__syscall(SYS_timer_delete, timer);
}

static void leave_call(void)
{
	if (!--calls) stop_timer();
}

static long act_on_cancel(pthread_t self)
{
	if (self->canceldisable == PTHREAD_CANCEL_ENABLE || self->cancelasync) {
		stop_timer();
		pthread_exit(PTHREAD_CANCELED);
	}
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
	++calls;
	if (!is_cancelled(self, n)) return 0;
	leave_call();
	return act_on_cancel(self);
}

long __cancel_after(long n, long r)
{
	pthread_t self = __pthread_self();
	leave_call();
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
	if (!self->cancel || self->canceldisable == PTHREAD_CANCEL_DISABLE) return;
	if (self->cancelasync) act_on_cancel(self);
	if (calls) start_timer(self);
	else stop_timer();
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
