// args: a b
// env: WALI_TEST_COLOUR=blue
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv, char **envp) {
  printf("%d %s %s\n", argc, argv[1], argv[2]);
  for (char **entry = envp; *entry; entry++)
    if (!strncmp(*entry, "WALI_TEST_", 10)) puts(*entry);
  return 0;
}
