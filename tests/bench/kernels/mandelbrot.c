// A loop of floating-point arithmetic: the Mandelbrot set on an n by n grid.
#include <stdint.h>

uint32_t run(uint32_t n) {
  uint32_t inside = 0;
  for (uint32_t row = 0; row < n; ++row) {
    for (uint32_t column = 0; column < n; ++column) {
      double cr = 2.0 * column / n - 1.5, ci = 2.0 * row / n - 1.0;
      double zr = 0, zi = 0;
      uint32_t i = 0;
      for (; i < 100 && zr * zr + zi * zi < 4.0; ++i) {
        double next = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = next;
      }
      inside += i;
    }
  }
  return inside;
}
