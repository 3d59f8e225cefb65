#include "check.h"

static int shared = 1;

int main(void) {
  int ends[2];
  MUST(pipe(ends));
  char* private = new_pages(1, PROT_READ | PROT_WRITE);
  char* common = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  strcpy(private, "parent");
  long child = RAW(fork);
  if (child == 0) {
    SAY("in the child");
    shared = 2;
    strcpy(private, "child");
    strcpy(common, "child");
    write(ends[1], "from the child", 14);
    _exit(42);
  }
  print_end_of((pid_t)child);
  CHECK(child > 0 && child != getpid());
  char text[32] = "";
  SHOW(read(ends[0], text, sizeof text));
  SHOW_TEXT(text);
  SHOW(shared);
  SHOW_TEXT(private);
  SHOW_TEXT(common);
  for (int i = 0; i < 3; i++) {
    if (RAW(fork) == 0) _exit(i);
    int status;
    MUST(wait(&status));
    SHOW(WEXITSTATUS(status));
  }
  struct rlimit none = {0, 0};
  IN_CHILD(setgid(65533); setrlimit(RLIMIT_NPROC, &none); MUST(setuid(65533)); CALL(fork));
}
