#include <stdlib.h>
#include <features.h>
#include <stdint.h>
#include "libc.h"
#include "call_program.h"

hidden void __init_process(void);
void __wasm_call_ctors(void);
int __main_void(void);

/* Calling the constructors here keeps wasm-ld from wrapping every export in a call of them. */
static void *construct_and_run(void *unused)
{
	__wasm_call_ctors();
	return (void *)(intptr_t)__main_void();
}

__attribute__((__export_name__("_start")))
void _start(void)
{
	__init_process();
	exit((intptr_t)__call_program(construct_and_run, 0));
}
