/* What the engine has to say goes to standard error as it was, never to a file that has its number
 * now. */
#include "escape.h"

static void trap_with_file(void) {
  close(2);
  int file = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (file != 2) _exit(97);
  *(volatile char*)0xfffffff0 = 1;
}

static void attack(void) {
  int status = end_of_child(trap_with_file);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
  struct stat file;
  EXPECT(stat("file", &file) == 0 && file.st_size == 0);
}
