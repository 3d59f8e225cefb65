#include <stdint.h>
#include "pthread_impl.h"
#include "syscall.h"

uintptr_t __stack_chk_guard;

void __init_ssp(void *entropy)
{
	if (__syscall(SYS_getrandom, &__stack_chk_guard, sizeof __stack_chk_guard, 0)
	    != sizeof __stack_chk_guard)
		__stack_chk_guard = (uintptr_t)&__stack_chk_guard * 1103515245;
	__pthread_self()->canary = __stack_chk_guard;
}

void __stack_chk_fail(void)
{
	a_crash();
}
