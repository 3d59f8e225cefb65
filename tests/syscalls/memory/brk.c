#include "maps.h"

/* Allocators that ask for a break are told, as when there is no room, that it stays where it is. */
int main(void) {
  char* start = (char*)CALL_OK(brk, 0);
  CALL_NEAR(start, brk, 0);
  CALL_NEAR(start, brk, 1);
  CALL_NEAR(start, brk, HIGHEST_PAGE);
  CALL_NEAR(start, brk, -1);
  CALL_NEAR(start, brk, 0);
  IN_CHILD(CALL_NEAR(start, brk, 0));
}
