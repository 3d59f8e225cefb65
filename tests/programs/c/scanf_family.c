// stdin: 42 -7 0x1f 3.5e2 word [bracketed] 99
#include <stddef.h>
#include <stdio.h>

int main(void) {
  int a, b, c, last;
  double d;
  char word[16], inside[16];
  int count = scanf("%d %d %i %lf %15s [%15[^]]] %d", &a, &b, &c, &d, word, inside, &last);
  printf("%d: %d %d %d %g %s %s %d\n", count, a, b, c, d, word, inside, last);

  size_t guard[3] = {1, 1, 1};
  ptrdiff_t difference;
  long long wide;
  short small;
  signed char tiny;
  long ordinary;
  count = sscanf("123 -4 5000000000 -300 7 -9", "%zu %td %lld %hd %hhd %ld", &guard[1], &difference, &wide,
                 &small, &tiny, &ordinary);
  printf("%d: %zu %td %lld %hd %hhd %ld\n", count, guard[1], difference, wide, small, tiny, ordinary);
  printf("%zu %zu\n", guard[0], guard[2]);

  float single;
  int used;
  count = sscanf("2.25xyz", "%fxy%n", &single, &used);
  printf("%d: %g %d\n", count, single, used);
  printf("%d\n", sscanf("no number", "%d", &a));
  printf("%d\n", sscanf("", "%d", &a));
  return 0;
}
