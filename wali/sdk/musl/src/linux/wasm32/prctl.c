#include <sys/prctl.h>
#include <stdarg.h>
#include "syscall.h"

/* Callers pass the second argument as an int, a long or a pointer, and a variable argument keeps
 * its own size; its low half is at the same place in each case. Only the options below have more
 * arguments than that. */
int prctl(int op, ...)
{
	unsigned long x[4] = { 0 };
	va_list ap;
	va_start(ap, op);
	switch (op) {
	case PR_CAP_AMBIENT:
	case PR_SET_SECCOMP:
		x[0] = va_arg(ap, unsigned);
		x[1] = va_arg(ap, unsigned);
		break;
	case PR_SET_MM:
	case PR_MCE_KILL:
	case PR_SET_SYSCALL_USER_DISPATCH:
		for (int i=0; i<4; i++) x[i] = va_arg(ap, unsigned long);
		break;
	default:
		x[0] = va_arg(ap, unsigned);
	}
	va_end(ap);
	return syscall(SYS_prctl, op, x[0], x[1], x[2], x[3]);
}
