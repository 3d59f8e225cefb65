/* Start-up of a process whose arguments and environment come from the engine.
 *
 * There is no initial stack and no auxiliary vector: arguments are fetched one by one, the
 * environment is a file named by the engine, with one NAME=value a line. Entries that contain
 * newlines follow a NUL byte, each with a NUL at its end. Both end up in one anonymous mapping, so
 * no allocator is needed. */
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "libc.h"
#include "pthread_impl.h"
#include "syscall.h"

#define ENGINE(name) \
	__attribute__((__import_module__("wali"), __import_name__(name)))

ENGINE("__init") int __wali_init(void);
ENGINE("__cl_get_argc") int __wali_argc(void);
ENGINE("__cl_get_argv_len") int __wali_argv_length(int);
ENGINE("__cl_copy_argv") int __wali_copy_argv(char *, int);
ENGINE("__get_init_envfile") int __wali_environment_path(char *, int);

hidden int __process_argc;
hidden char **__process_argv;

static size_t no_auxv[2];

static int open_environment(size_t *size)
{
	char path[1000];
	struct stat st;

	*size = 0;
	if (!__wali_environment_path(path, sizeof path)) return -1;
	int fd = __sys_open(path, O_RDONLY|O_CLOEXEC);
	if (fd < 0) return -1;
	if (!__syscall(SYS_fstat, fd, &st) && st.st_size > 0 && st.st_size < INT_MAX)
		*size = st.st_size;
	return fd;
}

static size_t read_environment(int fd, char *text, size_t size)
{
	size_t length = 0;
	while (length < size) {
		long n = __syscall(SYS_read, fd, text+length, size-length);
		if (n <= 0) break;
		length += n;
	}
	return length;
}

static char **split_environment(char **envp, char *text, char *end, int separator)
{
	while (text < end) {
		char *next = memchr(text, separator, end-text);
		if (!next) next = end;
		*next = 0;
		if (strchr(text, '=')) *envp++ = text;
		text = next+1;
	}
	return envp;
}

static void *map_anonymous(size_t size)
{
	long r = __syscall(SYS_mmap, 0, size, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANON, -1, 0);
	if (r < 0 && r > -4096) a_crash();
	return (void *)(uintptr_t)r;
}

static void init_environment(void)
{
	static char *empty[1];
	size_t size;
	int fd = open_environment(&size);

	__environ = empty;
	if (fd < 0) return;
	if (size) {
		/* Every entry has at least a separator, so the pointers fit in four times the text. */
		char *text = map_anonymous(size*5+64);
		char *end = text + read_environment(fd, text, size);
		char *lines_end = memchr(text, 0, end-text);
		if (!lines_end) lines_end = end;
		__environ = (void *)(text + (size+16 & -16));
		char **envp = split_environment(__environ, text, lines_end, '\n');
		envp = split_environment(envp, lines_end+1, end, 0);
		*envp = 0;
	}
	__syscall(SYS_close, fd);
}

static void init_arguments(void)
{
	int argc = __wali_argc();
	size_t size = (argc+1) * sizeof(char *);

	for (int i=0; i<argc; i++) size += __wali_argv_length(i) + 1;
	char **argv = map_anonymous(size);
	char *text = (char *)(argv+argc+1);
	for (int i=0; i<argc; i++) {
		argv[i] = text;
		__wali_copy_argv(text, i);
		text += strlen(text) + 1;
	}
	argv[argc] = 0;
	__process_argc = argc;
	__process_argv = argv;
	__progname = __progname_full = argc ? argv[0] : "";
	for (char *p = __progname_full; *p; p++) if (*p == '/') __progname = p+1;
}

static void dummy(void *p)
{
}
weak_alias(dummy, __init_ssp);

hidden void __init_process(void)
{
	int code = __wali_init();
	if (code) _Exit(code);
	libc.auxv = no_auxv;
	libc.page_size = PAGE_SIZE;
	__init_tls(no_auxv);
	__init_ssp(0);
	init_environment();
	init_arguments();
}
