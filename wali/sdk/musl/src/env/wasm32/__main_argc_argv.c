#include <unistd.h>
#include "libc.h"

int three_argument_main(int, char **, char **) __asm__("main");

/* Clang gives a program's two-argument main this name and leaves a three-argument one as main. */
int __main_argc_argv(int argc, char **argv)
{
	return three_argument_main(argc, argv, __environ);
}
