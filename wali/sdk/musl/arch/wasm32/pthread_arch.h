/* The thread structure is itself a thread-local variable; src/env/wasm32/__init_tls.c defines it. */
extern hidden _Thread_local struct __pthread __thread_self;

static inline uintptr_t __get_tp(void)
{
	return (uintptr_t)&__thread_self;
}
