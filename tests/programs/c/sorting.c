#include <search.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(void) {
  for (int size = 0; size < 400; size += 13) {
    int values[400];
    uint32_t state = 99 + size;
    uint32_t sum = 0, sorted_sum = 0;
    for (int i = 0; i < size; i++) sum += values[i] = (state = state * 1103515245 + 12345) % 1000;
    qsort(values, size, sizeof *values, by_value);
    for (int i = 0; i < size; i++) sorted_sum += values[i];
    for (int i = 1; i < size; i++)
      if (values[i - 1] > values[i]) return puts("not sorted"), 1;
    int key = size ? values[size / 2] : 0;
    int *found = bsearch(&key, values, size, sizeof *values, by_value);
    printf("%d %u %d %d\n", size, sum, sum == sorted_sum, found ? *found : -1);
  }
  static int many[100000];
  for (int i = 0; i < 100000; i++) many[i] = (i * 7919) % 100003;
  qsort(many, 100000, sizeof *many, by_value);
  printf("%d %d %d\n", many[0], many[50000], many[99999]);
  const char *words[] = {"pear", "apple", "fig", "banana", "cherry", "date"};
  qsort(words, 6, sizeof *words, by_text);
  for (int i = 0; i < 6; i++) puts(words[i]);
  return 0;
}
