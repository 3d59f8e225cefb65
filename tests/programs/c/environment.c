// env: WALI_TEST_A=1
// env: WALI_TEST_EMPTY=
// env: WALI_TEST_EQUALS=a=b=c
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void show(const char* name) {
  const char* value = getenv(name);
  printf("%s: %s\n", name, value ? value : "(unset)");
}

// Entries with newlines survive the execution of a program.
static void run_again(void) {
  char* arguments[] = {"again", NULL};
  char* entries[] = {"WALI_TEST_LINES=one\ntwo\n", "WALI_TEST_A=3", "WALI_TEST_MORE=\n", NULL};
  execve("/proc/self/exe", arguments, entries);
  perror("execve");
}

int main(int count, char** arguments) {
  if (!strcmp(arguments[0], "again")) {
    show("WALI_TEST_LINES");
    show("WALI_TEST_A");
    show("WALI_TEST_MORE");
    return 0;
  }
  show("WALI_TEST_A");
  show("WALI_TEST_EMPTY");
  show("WALI_TEST_EQUALS");
  show("WALI_TEST_MISSING");
  setenv("WALI_TEST_A", "2", 0);
  show("WALI_TEST_A");
  setenv("WALI_TEST_A", "2", 1);
  show("WALI_TEST_A");
  setenv("WALI_TEST_NEW", "new", 1);
  putenv("WALI_TEST_PUT=put");
  unsetenv("WALI_TEST_EQUALS");
  show("WALI_TEST_NEW");
  show("WALI_TEST_PUT");
  show("WALI_TEST_EQUALS");
  clearenv();
  show("WALI_TEST_A");
  printf("%d\n", environ == NULL || *environ == NULL);
  fflush(stdout);
  run_again();
  return 1;
}
