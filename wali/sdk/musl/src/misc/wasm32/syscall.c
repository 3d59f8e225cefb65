/* The one place where the number is not a constant: a program that calls syscall() imports every
 * system call. Variable arguments keep their own size in Wasm, so each is read with the type that
 * the call declares. */
#define _BSD_SOURCE
#include <unistd.h>
#include <stdarg.h>
#include "syscall.h"

#undef syscall

#define IMPORT0(name, number) \
	case number: return __wali_##name();
#define IMPORT1(name, number, A) \
	case number: { A a = va_arg(ap, A); return __wali_##name(a); }
#define IMPORT2(name, number, A, B) \
	case number: { A a = va_arg(ap, A); B b = va_arg(ap, B); return __wali_##name(a, b); }
#define IMPORT3(name, number, A, B, C) \
	case number: { A a = va_arg(ap, A); B b = va_arg(ap, B); C c = va_arg(ap, C); \
		return __wali_##name(a, b, c); }
#define IMPORT4(name, number, A, B, C, D) \
	case number: { A a = va_arg(ap, A); B b = va_arg(ap, B); C c = va_arg(ap, C); \
		D d = va_arg(ap, D); return __wali_##name(a, b, c, d); }
#define IMPORT5(name, number, A, B, C, D, E) \
	case number: { A a = va_arg(ap, A); B b = va_arg(ap, B); C c = va_arg(ap, C); \
		D d = va_arg(ap, D); E e = va_arg(ap, E); return __wali_##name(a, b, c, d, e); }
#define IMPORT6(name, number, A, B, C, D, E, F) \
	case number: { A a = va_arg(ap, A); B b = va_arg(ap, B); C c = va_arg(ap, C); \
		D d = va_arg(ap, D); E e = va_arg(ap, E); F f = va_arg(ap, F); \
		return __wali_##name(a, b, c, d, e, f); }

static long call(long n, va_list ap)
{
	switch (n) {
#include "syscall_imports.def"
#include "syscall_imports_end.h"
	}
	return -ENOSYS;
}

long syscall(long n, ...)
{
	va_list ap;
	va_start(ap, n);
	long r = call(n, ap);
	va_end(ap);
	return __syscall_ret(r);
}
