#include <sys/file.h>

#include "check.h"

int main(void) {
  int fd = new_file("file", "x"), other = MUST(open("file", O_RDWR)), copy = MUST(dup(fd));
  CALL(flock, fd, LOCK_SH);
  CALL(flock, other, LOCK_SH | LOCK_NB);
  CALL(flock, other, LOCK_EX | LOCK_NB);
  CALL(flock, other, LOCK_UN);
  CALL(flock, fd, LOCK_EX);
  CALL(flock, copy, LOCK_EX | LOCK_NB);
  CALL(flock, other, LOCK_SH | LOCK_NB);
  IN_CHILD(CALL(flock, fd, LOCK_EX | LOCK_NB); CALL(flock, other, LOCK_EX | LOCK_NB));
  CALL(flock, copy, LOCK_UN);
  CALL(flock, other, LOCK_EX | LOCK_NB);
  CALL(flock, other, LOCK_UN | LOCK_NB);
  CALL(flock, fd, 0);
  CALL(flock, fd, LOCK_SH | LOCK_EX);
  CALL(flock, fd, 64);
  CALL(flock, fd, -1);
  CALL(flock, -1, LOCK_SH);
  CALL(flock, -1, 64);
  CALL(flock, MUST(open("file", O_PATH)), LOCK_SH);
  CALL(flock, MUST(open(".", O_RDONLY)), LOCK_SH);
  CALL(flock, MUST(open("/dev/null", O_RDONLY)), LOCK_SH);
}
