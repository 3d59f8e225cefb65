#include <regex.h>
#include <stdio.h>

static void try(const char* pattern, const char* text, int flags) {
  regex_t compiled;
  regmatch_t match[2] = {{-1, -1}, {-1, -1}};
  if (regcomp(&compiled, pattern, REG_EXTENDED | flags)) {
    printf("%s: refused\n", pattern);
    return;
  }
  int none = regexec(&compiled, text, 2, match, 0);
  printf("%s, %s: %d %d-%d %d-%d\n",
         pattern,
         text,
         none != 0,
         (int)match[0].rm_so,
         (int)match[0].rm_eo,
         (int)match[1].rm_so,
         (int)match[1].rm_eo);
  regfree(&compiled);
}

int main(void) {
  try("(o+)b", "foobar", 0);
  try("^[a-c]+$", "ABC", REG_ICASE);
  try("[[:digit:]]+|x", "ab12", 0);
  try("[[=d=]]..", "a dog", 0);
  try("[[.d.]][^[=x=]]", "a dog", 0);
  try("([[.a.]-[.c.]]+)", "xxabcd", 0);
  try("[[.-.]a]+", "b-a-", 0);
  try("[[.].]]", "a]", 0);
  try("[[=ab=]]", "ab", 0);
  try("[[.a]]", "a", 0);
  try("[a-[.", "a", 0);
  try("[c-a]", "a", 0);
  try("\\x\\-", "x-", 0);
  return 0;
}
