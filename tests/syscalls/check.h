/* What every conformance program includes. A program makes system calls and prints the outcome of
 * each as one line, `LINE: call(arguments) = result`, the same natively and as Wasm; run.py
 * compares the lines. So nothing that differs between two runs may be printed: no process ids,
 * addresses or times. Preparations are made with the C library, the calls under test with CALL and
 * its relatives, which go to the kernel as they are and show -errno as a name. Errors of
 * preparations end the program. */
#pragma once

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel_call.h"

/* Makes the call and prints its result, as a number or an error. Its value is the result. */
#define CALL(name, ...) \
  print_result(__LINE__, #name "(" #__VA_ARGS__ ")", RAW(name __VA_OPT__(, ) __VA_ARGS__))
/* As CALL, for a result that differs between runs: a success is printed as `ok`. */
#define CALL_OK(name, ...) \
  print_success(__LINE__, #name "(" #__VA_ARGS__ ")", RAW(name __VA_OPT__(, ) __VA_ARGS__))
/* As CALL, of the call that the macro THE_CALL names, for programs that differ in nothing but that.
 */
#define CALL_IT(...) \
  print_result(__LINE__, TEXT_OF(THE_CALL) "(" #__VA_ARGS__ ")", NAMED_RAW(THE_CALL, __VA_ARGS__))
#define TEXT_OF(name) TEXT_OF_EXPANDED(name)
#define TEXT_OF_EXPANDED(name) #name
#define NAMED_RAW(name, ...) RAW(name, __VA_ARGS__)
/* Prints a condition and whether it holds. */
#define CHECK(condition) print_line(__LINE__, "%s: %s", #condition, (condition) ? "true" : "false")
/* Prints an integer, a string, bytes. */
#define SHOW(value) print_line(__LINE__, "%s = %lld", #value, (long long)(value))
#define SHOW_OCTAL(value) print_line(__LINE__, "%s = 0%llo", #value, (unsigned long long)(value))
#define SHOW_HEX(value) print_line(__LINE__, "%s = %#llx", #value, (unsigned long long)(value))
#define SHOW_TEXT(text) print_bytes(__LINE__, #text, (text), strlen(text))
#define SHOW_BYTES(bytes, size) print_bytes(__LINE__, #bytes, (bytes), (size))
/* For what has no better words: a line of printf's. */
#define SAY(...) print_line(__LINE__, __VA_ARGS__)
/* A preparation, which must not fail. Its value is that of the expression. */
#define MUST(expression)                                         \
  ({                                                             \
    __typeof__(expression) must_value_ = (expression);           \
    if ((long)must_value_ == -1) give_up(__LINE__, #expression); \
    must_value_;                                                 \
  })

/* Without buffers, since programs fork and die. Compilers disagree on the line of a macro that
 * fills several: 0 is for those. */
__attribute__((format(printf, 2, 3), unused)) static void print_line(int number,
                                                                     const char* format,
                                                                     ...) {
  char line[4096];
  int length = number == 0 ? 0 : snprintf(line, sizeof line, "%d: ", number);
  va_list arguments;
  va_start(arguments, format);
  int more = vsnprintf(line + length, sizeof line - (size_t)length - 1, format, arguments);
  va_end(arguments);
  length = length + more < (int)sizeof line - 1 ? length + more : (int)sizeof line - 2;
  line[length++] = '\n';
  if (write(1, line, (size_t)length) != length) _exit(99);
}

__attribute__((unused)) static const char* error_name(int number) {
  static const struct {
    int number;
    const char* name;
  } names[] = {
#define NAME(error) {error, #error}
    NAME(EPERM),
    NAME(ENOENT),
    NAME(ESRCH),
    NAME(EINTR),
    NAME(EIO),
    NAME(ENXIO),
    NAME(E2BIG),
    NAME(ENOEXEC),
    NAME(EBADF),
    NAME(ECHILD),
    NAME(EAGAIN),
    NAME(ENOMEM),
    NAME(EACCES),
    NAME(EFAULT),
    NAME(ENOTBLK),
    NAME(EBUSY),
    NAME(EEXIST),
    NAME(EXDEV),
    NAME(ENODEV),
    NAME(ENOTDIR),
    NAME(EISDIR),
    NAME(EINVAL),
    NAME(ENFILE),
    NAME(EMFILE),
    NAME(ENOTTY),
    NAME(ETXTBSY),
    NAME(EFBIG),
    NAME(ENOSPC),
    NAME(ESPIPE),
    NAME(EROFS),
    NAME(EMLINK),
    NAME(EPIPE),
    NAME(EDOM),
    NAME(ERANGE),
    NAME(EDEADLK),
    NAME(ENAMETOOLONG),
    NAME(ENOLCK),
    NAME(ENOSYS),
    NAME(ENOTEMPTY),
    NAME(ELOOP),
    NAME(ENOMSG),
    NAME(EIDRM),
    NAME(ENODATA),
    NAME(ETIME),
    NAME(EOVERFLOW),
    NAME(EUSERS),
    NAME(ENOTSOCK),
    NAME(EDESTADDRREQ),
    NAME(EMSGSIZE),
    NAME(EPROTOTYPE),
    NAME(ENOPROTOOPT),
    NAME(EPROTONOSUPPORT),
    NAME(ESOCKTNOSUPPORT),
    NAME(EOPNOTSUPP),
    NAME(EPFNOSUPPORT),
    NAME(EAFNOSUPPORT),
    NAME(EADDRINUSE),
    NAME(EADDRNOTAVAIL),
    NAME(ENETDOWN),
    NAME(ENETUNREACH),
    NAME(ECONNABORTED),
    NAME(ECONNRESET),
    NAME(ENOBUFS),
    NAME(EISCONN),
    NAME(ENOTCONN),
    NAME(ESHUTDOWN),
    NAME(ETIMEDOUT),
    NAME(ECONNREFUSED),
    NAME(EHOSTDOWN),
    NAME(EHOSTUNREACH),
    NAME(EALREADY),
    NAME(EINPROGRESS),
    NAME(ESTALE),
    NAME(EDQUOT),
    NAME(ECANCELED),
    NAME(EOWNERDEAD),
    NAME(ENOTRECOVERABLE),
    NAME(EBADE),
    NAME(EBADFD),
#undef NAME
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (names[i].number == number) return names[i].name;
  }
  return "an error without a name";
}

__attribute__((unused)) static long print_result(int line, const char* call, long result) {
  if (result < 0 && result >= -4095)
    print_line(line, "%s = -%s", call, error_name((int)-result));
  else
    print_line(line, "%s = %ld", call, result);
  return result;
}

__attribute__((unused)) static long print_success(int line, const char* call, long result) {
  if (result < 0 && result >= -4095)
    print_line(line, "%s = -%s", call, error_name((int)-result));
  else
    print_line(line, "%s = ok", call);
  return result;
}

__attribute__((unused)) static void print_bytes(int line,
                                                const char* what,
                                                const void* bytes,
                                                size_t size) {
  char text[2048];
  size_t length = 0;
  for (size_t i = 0; i < size && length < sizeof text - 8; i++) {
    unsigned char byte = ((const unsigned char*)bytes)[i];
    if (byte >= ' ' && byte < 0x7f && byte != '\\')
      text[length++] = (char)byte;
    else
      length += (size_t)sprintf(text + length, "\\%02x", byte);
  }
  text[length] = 0;
  print_line(line, "%s = %zu \"%s\"", what, size, text);
}

__attribute__((noreturn, unused)) static void give_up(int line, const char* what) {
  print_line(line, "could not prepare: %s: %s", what, error_name(errno));
  _exit(98);
}

/* Addresses that no access reaches, but for that of the highest page, which no program has. */
#define HIGHEST_PAGE ((void*)-4096L)

__attribute__((unused)) static void* new_pages(int count, int protection) {
  void* pages = mmap(NULL, (size_t)count * 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) give_up(__LINE__, "mmap");
  return pages;
}

/* A page that cannot be accessed at all. */
__attribute__((unused)) static void* no_access(void) {
  static void* page;
  if (page == NULL) page = new_pages(1, PROT_NONE);
  return page;
}

/* A page that can only be read. It is full of zeros. */
__attribute__((unused)) static void* read_only(void) {
  static void* page;
  if (page == NULL) page = new_pages(1, PROT_READ);
  return page;
}

/* The last `size` bytes, up to 4096, before a page that cannot be accessed. They are zero at first.
 */
__attribute__((unused)) static void* before_the_end(size_t size) {
  char* pages = new_pages(2, PROT_READ | PROT_WRITE);
  MUST(mprotect(pages + 4096, 4096, PROT_NONE));
  return pages + 4096 - size;
}

__attribute__((unused)) static int new_file(const char* name, const char* content) {
  int fd = MUST(open(name, O_RDWR | O_CREAT | O_TRUNC, 0644));
  size_t length = strlen(content);
  if (write(fd, content, length) != (ssize_t)length) give_up(__LINE__, "write");
  MUST(lseek(fd, 0, SEEK_SET));
  return fd;
}

__attribute__((unused)) static void make_file(const char* name, const char* content) {
  close(new_file(name, content));
}

/* A name without slashes that no program but this one has while it runs. */
__attribute__((unused)) static const char* own_name(void) {
  static char name[256];
  if (getcwd(name, sizeof name) == NULL) give_up(__LINE__, "getcwd");
  for (char* at = name; *at != 0; at++) {
    if (*at == '/') *at = '-';
  }
  return name;
}

/* The mode of a file or link, 0 if there is none. */
__attribute__((unused)) static mode_t mode_of(const char* name) {
  struct stat status;
  return lstat(name, &status) == 0 ? status.st_mode : 0;
}

/* The content of a file, up to 4095 bytes. */
__attribute__((unused)) static const char* content_of(const char* name) {
  static char content[4096];
  int fd = open(name, O_RDONLY);
  ssize_t length = fd < 0 ? 0 : read(fd, content, sizeof content - 1);
  if (fd >= 0) close(fd);
  content[length < 0 ? 0 : length] = 0;
  return fd < 0 ? "(no file)" : content;
}

/* The end of a child: `exit 3`, `signal 11`. */
__attribute__((unused)) static void print_end_of(pid_t child) {
  int status;
  MUST(waitpid(child, &status, 0));
  if (WIFEXITED(status))
    print_line(0, "child: exit %d", WEXITSTATUS(status));
  else
    print_line(0, "child: signal %d", WTERMSIG(status));
}
/* Runs a statement in a child process and prints how that ended. */
#define IN_CHILD(...)               \
  do {                              \
    pid_t in_child_ = MUST(fork()); \
    if (in_child_ == 0) {           \
      __VA_ARGS__;                  \
      _exit(0);                     \
    }                               \
    print_end_of(in_child_);        \
  } while (0)
