# void __wasm_thread_start_libc(int tid, struct start_args *args): a new thread has no stack
# and no thread-local storage until its two globals are set, so C code cannot do it.
	.globaltype	__stack_pointer, i32
	.globaltype	__tls_base, i32
	.functype	__thread_start_c (i32, i32) -> ()

	.hidden	__wasm_thread_start_libc
	.globl	__wasm_thread_start_libc
	.type	__wasm_thread_start_libc,@function
	.export_name	__wasm_thread_start_libc, __wasm_thread_start_libc
__wasm_thread_start_libc:
	.functype	__wasm_thread_start_libc (i32, i32) -> ()
	local.get	1
	i32.load	0
	global.set	__stack_pointer
	local.get	1
	i32.load	4
	global.set	__tls_base
	local.get	0
	local.get	1
	call	__thread_start_c
	end_function
