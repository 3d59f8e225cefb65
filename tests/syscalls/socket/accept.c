#define THE_CALL accept
#include "accept_calls.h"

int main(void) {
  without_flags();
}
