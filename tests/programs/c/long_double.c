// compare: none
// The host's long double has another format, so the values are checked against what binary128 must give.
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

static void expect(const char *what, const char *actual, const char *wanted) {
  if (strcmp(actual, wanted)) {
    printf("%s: %s, not %s\n", what, actual, wanted);
    failures++;
  }
}

static void expect_format(const char *format, long double value, const char *wanted) {
  char text[256];
  snprintf(text, sizeof text, format, value);
  expect(format, text, wanted);
}

int main(void) {
  if (LDBL_MANT_DIG != 113 || sizeof(long double) != 16) return puts("not binary128"), 1;
  volatile long double one = 1, three = 3;
  expect_format("%Lf", one / 3, "0.333333");
  expect_format("%.36Lf", one / three, "0.333333333333333333333333333333333317");
  expect_format("%.40Lg", 0.1L, "0.1000000000000000000000000000000000048148");
  expect_format("%Le", 123456789.0L, "1.234568e+08");
  expect_format("%Lg", 1e4000L, "1e+4000");
  expect_format("%.0Lf", 1e30L, "1000000000000000000000000000000");
  expect_format("%La", 1.5L, "0x1.8p+0");
  expect_format("%Lf", INFINITY, "inf");
  expect_format("%.33Le", LDBL_MAX, "1.189731495357231765085759326628007e+4932");

  long double value;
  if (sscanf("3.25e100", "%Lf", &value) != 1) failures++;
  expect_format("%.3Le", value, "3.250e+100");
  char *end;
  value = strtold("0.1000000000000000055511151231257827021181583404541015625!", &end);
  if (*end != '!' || value != (long double)0.1) failures += printf("strtold\n");
  if (strtold("0x1.8p1", NULL) != 3) failures += printf("strtold hexadecimal\n");
  expect_format("%.30Lf", sqrtl(2.0L), "1.414213562373095048801688724210");
  expect_format("%.30Lf", sinl(1.0L), "0.841470984807896506652502321630");
  int exponent;
  expect_format("%.4Lf", frexpl(10.0L, &exponent), "0.6250");
  if (exponent != 4) failures += printf("frexpl\n");
  if (floorl(-2.5L) != -3 || ceill(2.5L) != 3 || fmodl(7.5L, 2) != 1.5L) failures += printf("rounding\n");
  puts(failures ? "failed" : "ok");
  return failures != 0;
}
