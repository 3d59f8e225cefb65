#define _GNU_SOURCE
#include <ctype.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int main(void) {
  char text[64] = "overlapping moves";
  memmove(text + 3, text, 12);
  puts(text);
  memmove(text, text + 3, 12);
  puts(text);
  printf("%zu %s %s %s\n", strlen("length"), strchr("needle", 'd'), strrchr("banana", 'n'), strstr("haystack", "st"));
  printf("%d %d %d\n", strcmp("a", "b") < 0, strncmp("same1", "same2", 4), strcasecmp("HeLLo", "hEllO"));
  char list[] = "a,b;;c";
  for (char *token = strtok(list, ",;"); token; token = strtok(NULL, ",;")) printf("<%s>", token);
  putchar('\n');
  printf("%ld %ld %lu %lld\n", strtol("-0x1fz", NULL, 0), strtol("777", NULL, 8), strtoul("4294967296", NULL, 10),
         strtoll("-9223372036854775808", NULL, 10));
  printf("%g %g %g\n", strtod("1e3", NULL), strtod("0x1p-2", NULL), atof("nonsense"));
  char big[5000];
  for (size_t size = 0; size < sizeof big; size += 317) {
    memset(big, 'x', size);
    big[size] = 0;
    if (strlen(big) != size || memchr(big, 0, sizeof big) != big + size) return puts("wrong length"), 1;
  }
  printf("%d%d%d\n", isalpha('x') != 0, isdigit('x') != 0, toupper('q'));
  regex_t pattern;
  regmatch_t match[3];
  regcomp(&pattern, "([a-z]+)=([0-9]+)", REG_EXTENDED);
  const char *subject = "  width=640 height=480";
  printf("%d", regexec(&pattern, subject, 3, match, 0));
  for (int i = 0; i < 3; i++) printf(" %.*s", (int)(match[i].rm_eo - match[i].rm_so), subject + match[i].rm_so);
  printf("\n%d\n", regexec(&pattern, "none", 3, match, 0));
  char *joined;
  printf("%d", asprintf(&joined, "%s-%d", "joined", 7));
  puts(joined);
  printf("%s\n", strdup("duplicate"));
  return 0;
}
