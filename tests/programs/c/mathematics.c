#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Exactly rounded operations must give the same bits everywhere. */
static void bits(double value) {
  uint64_t pattern;
  memcpy(&pattern, &value, sizeof pattern);
  printf("%016llx ", (unsigned long long)pattern);
}

int main(void) {
  static const double values[] = {0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, 1e10 + 0.5, 1e300, -1e-300, 4503599627370497.5, INFINITY, -INFINITY};
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
    double x = values[i];
    bits(floor(x));
    bits(ceil(x));
    bits(trunc(x));
    bits(rint(x));
    bits(nearbyint(x));
    bits(round(x));
    bits(fabs(x));
    bits(sqrt(fabs(x)));
    bits(copysign(3, x));
    bits(fma(x, 2, 1));
    printf("%d %d %d\n", isnan(x - x) != 0, signbit(x) != 0, fpclassify(x) == FP_ZERO);
  }
  for (double x = -3; x < 3; x += 0.7)
    printf("%.12g %.12g %.12g %.12g %.12g %.12g\n", sin(x), cos(x), exp(x), atan2(x, 2), tanh(x), cbrt(x));
  for (double x = 0.1; x < 1000; x *= 3.3)
    printf("%.12g %.12g %.12g %.12g\n", log(x), log10(x), pow(x, 1.7), hypot(x, 3));
  printf("%ld %ld %lld %d\n", lrint(2.5), lround(2.5), llrint(-3.5), ilogb(1000));
  bits(fmod(10.5, 3));
  bits(remainder(10.5, 3));
  bits(ldexp(0.75, 20));
  bits(nextafter(1, 2));
  double whole;
  bits(modf(-7.25, &whole));
  bits(whole);
  printf("\n%d %u %lld\n", (int)-1.9, (unsigned)3e9, (long long)-9e18);
  return 0;
}
