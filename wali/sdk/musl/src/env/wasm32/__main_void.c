#include "libc.h"

extern hidden int __process_argc;
extern hidden char **__process_argv;

int __main_argc_argv(int, char **);

/* Clang gives a program's main(void) this name; for every other main it is this function. */
int __main_void(void)
{
	return __main_argc_argv(__process_argc, __process_argv);
}
