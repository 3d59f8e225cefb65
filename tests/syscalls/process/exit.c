#include "check.h"

int main(void) {
  IN_CHILD(RAW(exit, 0));
  IN_CHILD(RAW(exit, 77));
  IN_CHILD(RAW(exit, 256 + 3));
  IN_CHILD(RAW(exit, -1));
  RAW(exit, 9);
}
