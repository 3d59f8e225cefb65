/* A system call with a constant number becomes one call of one typed Wasm import: the switch
 * below is always inlined and folds away, so an object imports only what it uses. Parameters
 * that the caller leaves out are passed as 0, because a Wasm import has a fixed arity. */

#define __SYSCALL_LL_E(x) (x)
#define __SYSCALL_LL_O(x) (x)

#define __WALI_IMPORT(name) __attribute__((__import_module__("wali"), __import_name__(name)))

#define IMPORT0(name, number) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(void);
#define IMPORT1(name, number, A) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(A);
#define IMPORT2(name, number, A, B) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(A, B);
#define IMPORT3(name, number, A, B, C) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(A, B, C);
#define IMPORT4(name, number, A, B, C, D) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(A, B, C, D);
#define IMPORT5(name, number, A, B, C, D, E) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(A, B, C, D, E);
#define IMPORT6(name, number, A, B, C, D, E, F) \
	__WALI_IMPORT("SYS_" #name) long __wali_##name(A, B, C, D, E, F);
#include "syscall_imports.def"
#include "syscall_imports_end.h"

__attribute__((__always_inline__))
static inline long __syscall6(long n, long a, long b, long c, long d, long e, long f)
{
	switch (n) {
#define IMPORT0(name, number) case number: return __wali_##name();
#define IMPORT1(name, number, A) case number: return __wali_##name((A)a);
#define IMPORT2(name, number, A, B) case number: return __wali_##name((A)a, (B)b);
#define IMPORT3(name, number, A, B, C) case number: return __wali_##name((A)a, (B)b, (C)c);
#define IMPORT4(name, number, A, B, C, D) case number: \
	return __wali_##name((A)a, (B)b, (C)c, (D)d);
#define IMPORT5(name, number, A, B, C, D, E) case number: \
	return __wali_##name((A)a, (B)b, (C)c, (D)d, (E)e);
#define IMPORT6(name, number, A, B, C, D, E, F) case number: \
	return __wali_##name((A)a, (B)b, (C)c, (D)d, (E)e, (F)f);
#include "syscall_imports.def"
#include "syscall_imports_end.h"
	}
	return -ENOSYS;
}

#define __WALI_INLINE __attribute__((__always_inline__)) static inline long

__WALI_INLINE __syscall0(long n)
{
	return __syscall6(n, 0, 0, 0, 0, 0, 0);
}

__WALI_INLINE __syscall1(long n, long a)
{
	return __syscall6(n, a, 0, 0, 0, 0, 0);
}

__WALI_INLINE __syscall2(long n, long a, long b)
{
	return __syscall6(n, a, b, 0, 0, 0, 0);
}

__WALI_INLINE __syscall3(long n, long a, long b, long c)
{
	return __syscall6(n, a, b, c, 0, 0, 0);
}

__WALI_INLINE __syscall4(long n, long a, long b, long c, long d)
{
	return __syscall6(n, a, b, c, d, 0, 0);
}

__WALI_INLINE __syscall5(long n, long a, long b, long c, long d, long e)
{
	return __syscall6(n, a, b, c, d, e, 0);
}
