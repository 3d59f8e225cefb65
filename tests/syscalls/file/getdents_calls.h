/* getdents and getdents64, for the programs that define THE_CALL to be one of the two and where a
 * record has name and type. */
#pragma once

#include "paths.h"

struct record {
  unsigned long long inode, offset;
  unsigned short reclen;
  char rest[];
};

/* All records, in an order of their own. */
static void print_records(const char* bytes, long size) {
  static const char* expected[] = {
      ".", "..", "file", "other", "folder", "empty", "link", "dangling", "absent"};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    for (long at = 0; at < size; at += ((const struct record*)(bytes + at))->reclen) {
      const struct record* record = (const struct record*)(bytes + at);
      if (strcmp(NAME_OF(record), expected[i]) == 0)
        SAY("%s: type %d, record of %d", expected[i], TYPE_OF(record), record->reclen);
    }
  }
}

int main(void) {
  make_files();
  static char bytes[4096];
  int fd = MUST(open(".", O_RDONLY));
  long size = CALL_IT(fd, bytes, sizeof bytes);
  print_records(bytes, size);
  CALL_IT(fd, bytes, sizeof bytes);
  MUST(lseek(fd, 0, SEEK_SET));
  CALL_IT(fd, bytes, 10);
  CALL_IT(fd, bytes, 0);
  CALL_IT(fd, NULL, 4096);
  CALL_IT(fd, no_access(), 4096);
  CALL_IT(fd, read_only(), 4096);
  CALL_IT(fd, bytes, 24);
  char* end = before_the_end(24);
  CALL_IT(fd, end, 24);
  CALL_IT(-1, bytes, sizeof bytes);
  CALL_IT(MUST(open("file", O_RDONLY)), bytes, sizeof bytes);
  CALL_IT(MUST(open(".", O_PATH)), bytes, sizeof bytes);
  int empty = MUST(open("empty", O_RDONLY));
  CALL_IT(empty, bytes, sizeof bytes);
  MUST(lseek(empty, 0, SEEK_SET));
  rmdir("empty");
  CALL_IT(empty, bytes, sizeof bytes);
}
