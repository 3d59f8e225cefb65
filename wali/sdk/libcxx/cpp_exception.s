# The tag of C++ exceptions; the payload is the address of the _Unwind_Exception.
	.tagtype	__cpp_exception i32

	.globl	__cpp_exception
__cpp_exception:
