#include "paths.h"

struct record {
  unsigned long long inode, offset;
  unsigned short reclen;
  char name[];
};

/* All records, in an order of their own. */
static void print_records(const char *bytes, long size) {
  static const char *expected[] = {".", "..", "file", "other", "folder", "empty", "link", "dangling", "absent"};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    for (long at = 0; at < size; at += ((const struct record *)(bytes + at))->reclen) {
      const struct record *record = (const struct record *)(bytes + at);
      if (strcmp(record->name + 1, expected[i]) == 0)
        SAY("%s: type %d, record of %d", record->name + 1, record->name[0], record->reclen);
    }
  }
}

int main(void) {
  make_files();
  static char bytes[4096];
  int fd = MUST(open(".", O_RDONLY));
  long size = CALL(getdents64, fd, bytes, sizeof bytes);
  print_records(bytes, size);
  CALL(getdents64, fd, bytes, sizeof bytes);
  MUST(lseek(fd, 0, SEEK_SET));
  CALL(getdents64, fd, bytes, 10);
  CALL(getdents64, fd, bytes, 0);
  CALL(getdents64, fd, NULL, 4096);
  CALL(getdents64, fd, no_access(), 4096);
  CALL(getdents64, fd, read_only(), 4096);
  CALL(getdents64, fd, bytes, 24);
  char *end = before_the_end(24);
  CALL(getdents64, fd, end, 24);
  CALL(getdents64, -1, bytes, sizeof bytes);
  CALL(getdents64, MUST(open("file", O_RDONLY)), bytes, sizeof bytes);
  CALL(getdents64, MUST(open(".", O_PATH)), bytes, sizeof bytes);
  int empty = MUST(open("empty", O_RDONLY));
  CALL(getdents64, empty, bytes, sizeof bytes);
  MUST(lseek(empty, 0, SEEK_SET));
  rmdir("empty");
  CALL(getdents64, empty, bytes, sizeof bytes);
}
