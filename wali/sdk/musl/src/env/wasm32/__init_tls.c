#include <stdint.h>
#include <stddef.h>
#include "pthread_impl.h"
#include "libc.h"
#include "syscall.h"

volatile int __thread_list_lock;

_Thread_local struct pthread __thread_self;

hidden void __set_tls_base(void *);
void __wasm_init_tls(void *);

int __init_tp(void *p)
{
	pthread_t td = p;
	td->self = td;
	td->detach_state = DT_JOINABLE;
	td->tid = __syscall(SYS_set_tid_address, &__thread_list_lock);
	td->locale = &libc.global_locale;
	td->robust_list.head = &td->robust_list.head;
	td->next = td->prev = td;
	return 0;
}

/* mem has libc.tls_size bytes. __wasm_init_tls copies the image there and makes it the calling
 * thread's own block as well, which has to be undone. */
void *__copy_tls(unsigned char *mem)
{
	char *own_base = __builtin_wasm_tls_base();
	char *base = (char *)(((uintptr_t)mem + libc.tls_align-1) & -libc.tls_align);

	ptrdiff_t offset = (char *)__pthread_self() - own_base;
	__wasm_init_tls(base);
	__set_tls_base(own_base);
	return base + offset;
}

/* The start function has already initialised the main thread's own block. */
static void static_init_tls(size_t *auxv)
{
	libc.tls_align = __builtin_wasm_tls_align();
	if (libc.tls_align < 16) libc.tls_align = 16;
	libc.tls_size = (__builtin_wasm_tls_size() + 2*libc.tls_align - 1) & -libc.tls_align;
	libc.can_do_threads = 1;
	__init_tp(__pthread_self());
}

weak_alias(static_init_tls, __init_tls);
