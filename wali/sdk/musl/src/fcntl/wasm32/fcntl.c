#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <errno.h>
#include "syscall.h"

/* A variable argument keeps its own size in Wasm. Every command's argument is an int or a
 * pointer, and a caller's long has its low half at the same place. */
int fcntl(int fd, int cmd, ...)
{
	unsigned arg;
	va_list ap;
	va_start(ap, cmd);
	arg = va_arg(ap, unsigned);
	va_end(ap);
	if (cmd == F_SETFL) arg |= O_LARGEFILE;
	if (cmd == F_SETOWN) return syscall(SYS_fcntl, fd, cmd, (int)arg);
	if (cmd == F_SETLKW || cmd == F_OFD_SETLKW) return syscall_cp(SYS_fcntl, fd, cmd, arg);
	if (cmd == F_GETOWN) {
		struct f_owner_ex ex;
		int ret = __syscall(SYS_fcntl, fd, F_GETOWN_EX, &ex);
		if (ret == -EINVAL) return __syscall(SYS_fcntl, fd, cmd, 0);
		if (ret) return __syscall_ret(ret);
		return ex.type == F_OWNER_PGRP ? -ex.pid : ex.pid;
	}
	return syscall(SYS_fcntl, fd, cmd, arg);
}
