#include "check.h"

int main(void) {
  CALL(personality, 0xffffffff);
  IN_CHILD(CALL(personality, 0xffffffff));
}
