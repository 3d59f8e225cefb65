#include "check.h"

static void print_open(int line) {
  char text[64];
  for (int i = 0; i < 30; i++)
    text[i] = fcntl(i, F_GETFD) < 0 ? '-' : fcntl(i, F_GETFD) ? 'c' : 'o';
  print_bytes(line, "descriptors", text, 30);
}
#define SHOW_OPEN() print_open(__LINE__)

int main(void) {
  for (int i = 3; i < 25; i++) dup2(1, i);
  CALL(close_range, 10, 12, 0);
  SHOW_OPEN();
  CALL(close_range, 10, 12, 0);
  CALL(close_range, 14, 15, 4);
  SHOW_OPEN();
  CALL(close_range, 16, 16, 2);
  SHOW_OPEN();
  CALL(close_range, 5, 4, 0);
  CALL(close_range, 5, 6, 1);
  CALL(close_range, 5, 6, 8);
  CALL(close_range, 5, 6, -1);
  CALL(close_range, 20, -1, 0);
  SHOW_OPEN();
  CALL(close_range, -2, -1, 0);
  CALL(close_range, 3, -1, 4);
  SHOW_OPEN();
  CALL(close_range, 3, -1, 6);
  SHOW_OPEN();
  IN_CHILD(CALL(close_range, 2, -1, 0); SHOW(open("/dev/null", O_RDONLY)));
}
