# What C++ exceptions need that C++ cannot say.
	.functype	__cxa_begin_catch (i32) -> (i32)
	.functype	_ZSt9terminatev () -> ()

# The tag of C++ exceptions; the payload is the address of the _Unwind_Exception.
	.tagtype	__cpp_exception i32
	.globl	__cpp_exception
__cpp_exception:

# void *__call_or_terminate(void *(*function)(void *), void *argument): the C library enters the program and its
# threads through it. Nothing is known of handlers when a WebAssembly exception is thrown, so one that nobody
# catches ends here, with the frames it has crossed already unwound.
	.hidden	__call_or_terminate
	.globl	__call_or_terminate
	.type	__call_or_terminate,@function
__call_or_terminate:
	.functype	__call_or_terminate (i32, i32) -> (i32)
	block	i32
	try_table	i32 (catch __cpp_exception 0)
	local.get	1
	local.get	0
	call_indirect	(i32) -> (i32)
	return
	end_try_table
	end_block
	call	__cxa_begin_catch
	drop
	call	_ZSt9terminatev
	unreachable
	end_function
