#include "check.h"

int main(void) {
  int in = new_file("in", "0123456789"), out = new_file("out", "");
  CALL(sendfile, out, in, NULL, 4);
  SHOW_TEXT(content_of("out"));
  SHOW(lseek(in, 0, SEEK_CUR));
  off_t at = 7;
  CALL(sendfile, out, in, &at, 100);
  SHOW(at);
  SHOW(lseek(in, 0, SEEK_CUR));
  SHOW_TEXT(content_of("out"));
  CALL(sendfile, out, in, &at, 100);
  CALL(sendfile, out, in, NULL, 0);
  CALL(sendfile, out, in, NULL, 0x7fffffff);
  at = -1;
  CALL(sendfile, out, in, &at, 4);
  at = 0x7fffffffffffffffl;
  CALL(sendfile, out, in, &at, 4);
  CALL(sendfile, out, in, no_access(), 4);
  CALL(sendfile, out, in, HIGHEST_PAGE, 4);
  off_t* end = before_the_end(8);
  CALL(sendfile, out, in, end, 4);
  SHOW(*end);
  CALL(sendfile, out, in, (char*)end + 4, 4);
  CALL(sendfile, -1, in, NULL, 4);
  CALL(sendfile, out, -1, NULL, 4);
  CALL(sendfile, in, in, NULL, 4);
  CALL(sendfile, MUST(open("out", O_RDONLY)), in, NULL, 4);
  CALL(sendfile, out, MUST(open("in", O_WRONLY)), NULL, 4);
  CALL(sendfile, MUST(open("out", O_WRONLY | O_APPEND)), in, NULL, 4);
  int ends[2];
  MUST(pipe2(ends, O_NONBLOCK));
  at = 0;
  CALL(sendfile, ends[1], in, &at, 10);
  CALL(sendfile, out, ends[0], NULL, 4);
  at = 0;
  CALL(sendfile, out, ends[0], &at, 4);
  SHOW_TEXT(content_of("out"));
}
