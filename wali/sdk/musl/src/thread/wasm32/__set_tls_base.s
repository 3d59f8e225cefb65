# void __set_tls_base(void *base)
	.globaltype	__tls_base, i32

	.hidden	__set_tls_base
	.globl	__set_tls_base
	.type	__set_tls_base,@function
__set_tls_base:
	.functype	__set_tls_base (i32) -> ()
	local.get	0
	global.set	__tls_base
	end_function
