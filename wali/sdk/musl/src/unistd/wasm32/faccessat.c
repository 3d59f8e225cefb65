#include <unistd.h>
#include <fcntl.h>
#include "syscall.h"

int faccessat(int fd, const char *filename, int amode, int flag)
{
	if (flag) return syscall(SYS_faccessat2, fd, filename, amode, flag);
	return syscall(SYS_faccessat, fd, filename, amode);
}
