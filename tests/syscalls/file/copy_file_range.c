#include "check.h"

int main(void) {
  int in = new_file("in", "0123456789"), out = new_file("out", "abcdefghijkl");
  CALL(copy_file_range, in, NULL, out, NULL, 3, 0);
  SHOW_TEXT(content_of("out"));
  SHOW(lseek(in, 0, SEEK_CUR));
  SHOW(lseek(out, 0, SEEK_CUR));
  long from = 5, to = 8;
  CALL(copy_file_range, in, &from, out, &to, 4, 0);
  SHOW(from);
  SHOW(to);
  SHOW_TEXT(content_of("out"));
  CALL(copy_file_range, in, &from, out, &to, 100, 0);
  CALL(copy_file_range, in, &from, out, &to, 100, 0);
  CALL(copy_file_range, in, NULL, out, NULL, 0, 0);
  from = 0;
  to = 2;
  CALL(copy_file_range, in, &from, in, &to, 4, 0);
  to = 6;
  CALL(copy_file_range, in, &from, in, &to, 4, 0);
  CALL(copy_file_range, in, NULL, out, NULL, 4, 1);
  CALL(copy_file_range, in, NULL, out, NULL, 4, -1);
  from = -1;
  CALL(copy_file_range, in, &from, out, NULL, 4, 0);
  from = 0;
  to = -1;
  CALL(copy_file_range, in, &from, out, &to, 4, 0);
  CALL(copy_file_range, in, no_access(), out, NULL, 4, 0);
  CALL(copy_file_range, in, NULL, out, HIGHEST_PAGE, 4, 0);
  CALL(copy_file_range, -1, NULL, out, NULL, 4, 0);
  CALL(copy_file_range, in, NULL, 999, NULL, 4, 0);
  CALL(copy_file_range, in, NULL, MUST(open("out", O_RDONLY)), NULL, 4, 0);
  CALL(copy_file_range, MUST(open("in", O_WRONLY)), NULL, out, NULL, 4, 0);
  CALL(copy_file_range, in, NULL, MUST(open("out", O_WRONLY | O_APPEND)), NULL, 4, 0);
  CALL(copy_file_range, MUST(open(".", O_RDONLY)), NULL, out, NULL, 4, 0);
  int ends[2];
  MUST(pipe(ends));
  CALL(copy_file_range, in, NULL, ends[1], NULL, 4, 0);
  from = 0;
  int memory = MUST(memfd_create("m", 0));
  CALL(copy_file_range, in, &from, memory, NULL, 4, 0);
}
