#include <stdlib.h>
#include "libc.h"

__attribute__((__import_module__("wali"), __import_name__("__deinit")))
int __wali_deinit(void);

static void dummy(void)
{
}

/* atexit.c and __stdio_exit.c override these. Destructors are atexit functions in Wasm. */
weak_alias(dummy, __funcs_on_exit);
weak_alias(dummy, __stdio_exit);

_Noreturn void exit(int code)
{
	__funcs_on_exit();
	__stdio_exit();
	__wali_deinit();
	_Exit(code);
}
