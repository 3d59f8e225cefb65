/* What code compiled with -mllvm -wasm-enable-sjlj calls. A setjmp notes in the buffer which
 * invocation of its function it belongs to and which setjmp of that function it is (a label, never
 * 0). A longjmp throws the tag __c_longjmp; every function that calls setjmp catches it, asks
 * __wasm_setjmp_test whether the buffer is its own, and if not throws on. */
#include <setjmp.h>
#include <stdint.h>
#include "pthread_impl.h"
#include "syscall.h"

struct jump {
	void *invocation;
	uint32_t label;
	/* The payload of the exception, read by the code that catches it. */
	struct {
		void *buffer;
		int value;
	} thrown;
};

_Static_assert(sizeof(struct jump) <= sizeof(__jmp_buf), "a jmp_buf holds a jump");

/* An index into the tags known to the compiler: 0 is C++'s. */
#define LONGJMP_TAG 1

void __wasm_setjmp(void *buffer, uint32_t label, void *invocation)
{
	struct jump *jump = buffer;
	jump->invocation = invocation;
	jump->label = label;
}

uint32_t __wasm_setjmp_test(void *buffer, void *invocation)
{
	struct jump *jump = buffer;
	return jump->invocation == invocation ? jump->label : 0;
}

_Noreturn void __wasm_longjmp(void *buffer, int value)
{
	struct jump *jump = buffer;
	jump->thrown.buffer = buffer;
	jump->thrown.value = value ? value : 1;
	__builtin_wasm_throw(LONGJMP_TAG, &jump->thrown);
}

/* sigsetjmp(buffer, save) is setjmp of what this returns: setjmp itself must be called by the
 * function that is to be returned to. */
struct __jmp_buf_tag *__wasm_sigsetjmp(struct __jmp_buf_tag *buffer, int save)
{
	buffer->__fl = save;
	if (save) __syscall(SYS_rt_sigprocmask, SIG_SETMASK, 0, &buffer->__ss, _NSIG/8);
	return buffer;
}

_Noreturn void __wasm_siglongjmp(struct __jmp_buf_tag *buffer, int value)
{
	if (buffer->__fl) __syscall(SYS_rt_sigprocmask, SIG_SETMASK, &buffer->__ss, 0, _NSIG/8);
	__wasm_longjmp(buffer, value);
}
