#include <stdlib.h>
#include <features.h>
#include "libc.h"

hidden void __init_process(void);
void __wasm_call_ctors(void);
int __main_void(void);

/* Calling the constructors here keeps wasm-ld from wrapping every export in a call of them. */
__attribute__((__export_name__("_start")))
void _start(void)
{
	__init_process();
	__wasm_call_ctors();
	exit(__main_void());
}
