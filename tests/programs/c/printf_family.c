#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>

static void by_list(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
}

int main(void) {
  printf("%d %i %u %x %X %o %c %%\n", -42, 42, 4000000000u, 0xbeef, 0xBEEF, 0755, 'z');
  printf("%hhd %hd %ld %lld %jd\n", (signed char)-1, (short)-2, LONG_MIN, LLONG_MAX, INTMAX_MIN);
  printf("%lu %llu %ju\n", ULONG_MAX, ULLONG_MAX, UINTMAX_MAX);
  printf("%zu %zd %td\n", (size_t)12345, (ptrdiff_t)-5, (ptrdiff_t)6);
  printf("%" PRId64 " %" PRIu64 " %" PRIx32 "\n", INT64_MIN, UINT64_MAX, UINT32_MAX);
  printf("[%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%*d] [%-*d]\n", 42, 42, 42, 42, 42, 7, 6, 1, 6, 2);
  printf("[%s] [%10s] [%-10s] [%.2s] [%.*s]\n", "text", "text", "text", "text", 3, "text");
  printf("%f %e %g %a\n", 3.14159265358979, 12345.678, 0.0001, 1.0);
  printf("%.0f %.1f %.10f %.20e %G %A\n", 2.5, 0.25, 1.0 / 3, 1.0 / 3, 1e-10, -0.1);
  printf("%f %f %f %e\n", INFINITY, -INFINITY, 0.0 * 1, -0.0);
  printf("%g %g %g %g\n", DBL_MAX, DBL_MIN, DBL_EPSILON, 5e-324);
  printf("%#x %#o %#.0f %+.2e % .3f %08.3f\n", 255, 8, 3.0, 1234.5, 2.25, -3.14159);
  printf("%1$s %2$d %1$s\n", "positional", 3);
  printf("%ls %lc\n", L"wide", L'w');
  int so_far;
  printf("counted%n", &so_far);
  printf(" %d\n", so_far);
  char buffer[8];
  printf("%d ", snprintf(buffer, sizeof buffer, "%s", "longer than eight"));
  puts(buffer);
  by_list("%d %lld %f %s %c %ld\n", 1, 2LL, 3.5, "four", '5', 6L);
  by_list("%d %f %d %f %d %f %d %f %d %f\n", 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5);
  for (double value = 1e-7; value < 1e10; value *= 12.3456789) printf("%g %.15g %.17g\n", value, value, value);
  return 0;
}
