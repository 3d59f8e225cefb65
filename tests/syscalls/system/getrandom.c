#include "check.h"

int main(void) {
  unsigned char bytes[64] = {0}, zero[64] = {0};
  CALL(getrandom, bytes, 32, 0);
  CHECK(memcmp(bytes, zero, 32) != 0);
  CHECK(memcmp(bytes + 32, zero, 32) == 0);
  CALL(getrandom, bytes, 16, 1);
  CALL(getrandom, bytes, 16, 2);
  CALL(getrandom, bytes, 16, 3);
  CALL(getrandom, bytes, 16, 4);
  CALL(getrandom, bytes, 16, 6);
  CALL(getrandom, bytes, 16, 8);
  CALL(getrandom, bytes, 0, 0);
  CALL(getrandom, NULL, 0, 0);
  CALL(getrandom, NULL, 16, 0);
  CALL(getrandom, no_access(), 16, 0);
  CALL(getrandom, read_only(), 16, 0);
  CALL(getrandom, before_the_end(16), 16, 0);
  CALL(getrandom, before_the_end(16), 32, 0);
  CALL(getrandom, new_pages(64, PROT_READ | PROT_WRITE), 64 * 4096, 0);
}
