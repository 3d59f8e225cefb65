// args: one "two words" '' -x=3
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
  printf("%d\n", argc);
  for (int i = 1; i < argc; i++) printf("%zu [%s]\n", strlen(argv[i]), argv[i]);
  printf("%d\n", argv[argc] == NULL);
  return argc;
}
