#include "check.h"

int main(void) {
  int fd = new_file("out", "");
  CALL(write, fd, "abcdef", 6);
  CALL(write, fd, "ghi", 0);
  CALL(write, fd, NULL, 0);
  CALL(write, fd, NULL, 5);
  CALL(write, fd, no_access(), 5);
  CALL(write, fd, HIGHEST_PAGE, 5);
  char* end = before_the_end(4);
  memcpy(end, "wxyz", 4);
  CALL(write, fd, end, 4);
  CALL(write, fd, end, 8);
  SHOW_TEXT(content_of("out"));
  MUST(lseek(fd, 2, SEEK_SET));
  CALL(write, fd, "CD", 2);
  SHOW_TEXT(content_of("out"));
  MUST(lseek(fd, 20, SEEK_SET));
  CALL(write, fd, "far", 3);
  SHOW_BYTES(content_of("out"), 23);
  CALL(write, -1, "a", 1);
  CALL(write, 999, "a", 1);
  int read_fd = MUST(open("out", O_RDONLY));
  CALL(write, read_fd, "a", 1);
  int append = MUST(open("out", O_WRONLY | O_APPEND));
  CALL(write, append, "+", 1);
  SHOW(lseek(append, 0, SEEK_CUR));
  int ends[2];
  signal(SIGPIPE, SIG_IGN);
  MUST(pipe2(ends, O_NONBLOCK));
  CALL(write, ends[0], "a", 1);
  CALL(write, ends[1], "abc", 3);
  CALL(write, ends[1], no_access(), 3);
  static char much[1 << 20];
  CALL(write, ends[1], much, sizeof much);
  CALL(write, ends[1], much, sizeof much);
  MUST(close(ends[0]));
  CALL(write, ends[1], "abc", 3);
  IN_CHILD(signal(SIGPIPE, SIG_DFL); CALL(write, ends[1], "abc", 3));
  int full = MUST(open("/dev/full", O_WRONLY));
  CALL(write, full, "abc", 3);
  int null = MUST(open("/dev/null", O_WRONLY));
  CALL(write, null, no_access(), 3);
  CALL(write, MUST(open("/dev/null", O_PATH)), "abc", 3);
}
