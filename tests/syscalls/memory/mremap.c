#include "maps.h"

enum { RW = PROT_READ | PROT_WRITE, PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS };
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

#define AT(page) (area + (page) * 4096)
#define FILL(page, count, letter)                                 \
  mmap(AT(page), (count) * 4096, RW, PRIVATE | MAP_FIXED, -1, 0); \
  memset(AT(page), letter, (count) * 4096)

static void shared(char* area) {
  int fd = new_file("file", "content");
  MUST(ftruncate(fd, 8192));
  char* shared = mmap(NULL, 4096, RW, MAP_SHARED, fd, 0);
  long result = CALL_OK(mremap, shared, 4096, 8192, MREMAP_MAYMOVE);
  if (result < 0 && result >= -4095) return;
  char* longer = (char*)result;
  SHOW_TEXT(longer);
  longer[4096] = 'X';
  char byte;
  SHOW(pread(fd, &byte, 1, 4096));
  SHOW(byte);
  char* same = (char*)CALL_OK(mremap, longer, 0, 4096, MREMAP_MAYMOVE);
  SHOW_TEXT(same);
  longer[0] = 'C';
  SHOW_TEXT(same);
  CALL_NEAR(area, mremap, longer, 0, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, AT(28));
  SHOW_TEXT(AT(28));
  CALL_NEAR(area, mremap, longer, 0, 4096, 0);
  CALL_NEAR(area, mremap, longer, 0, 0, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, longer, 0, 4096, MREMAP_MAYMOVE | MREMAP_DONTUNMAP);
}

int main(void) {
  char* area = FREE_AREA;
  FILL(0, 2, 'a');
  CALL_NEAR(area, mremap, AT(0), 2 * 4096, 4 * 4096, 0);
  SHOW(AT(0)[0]);
  SHOW(AT(1)[4095]);
  SHOW(AT(3)[0]);
  CALL_NEAR(area, mremap, AT(0), 4 * 4096, 4096, 0);
  READ_AT(AT(1));
  SHOW(AT(0)[0]);
  FILL(1, 1, 'b');
  CALL_NEAR(area, mremap, AT(0), 4096, 2 * 4096, 0);
  char* moved = (char*)CALL_OK(mremap, AT(0), 4096, 100 * 4096, MREMAP_MAYMOVE);
  CHECK(moved != AT(0) && moved[0] == 'a' && moved[4096] == 0 && moved[100 * 4096 - 1] == 0);
  READ_AT(AT(0));
  SHOW(AT(1)[0]);
  CALL_NEAR(area, mremap, AT(1), 4096, 4096, 0);
  CALL_NEAR(area, mremap, AT(1), 4096, 4096, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(1), 4096, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, AT(8));
  SHOW(AT(8)[0]);
  SHOW(AT(9)[0]);
  READ_AT(AT(1));
  FILL(12, 1, 'c');
  CALL_NEAR(area, mremap, AT(8), 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, AT(12));
  SHOW(AT(12)[0]);
  CALL_NEAR(area, mremap, AT(12), 4096, 4096, MREMAP_FIXED, AT(14));
  CALL_NEAR(area, mremap, AT(12), 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, AT(14) + 1);
  CALL_NEAR(area, mremap, AT(12), 4096, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, AT(11));
  CALL_NEAR(area, mremap, AT(12), 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, AT(12));
  CALL_NEAR(area, mremap, AT(12), 4096, 0, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(12), 0, 4096, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(12) + 8, 4096, 8192, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(12), 4096, 8192, 8);
  CALL_NEAR(area, mremap, AT(12), 4096, 8192, -1);
  CALL_NEAR(area, mremap, AT(20), 4096, 8192, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(12), 8192, 12288, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(12), 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, HIGHEST_PAGE);
  CALL_NEAR(area, mremap, HIGHEST_PAGE, 4096, 8192, MREMAP_MAYMOVE);
  SHOW(AT(12)[0]);
  char* kept = (char*)CALL_OK(mremap, AT(12), 4096, 4096, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, NULL);
  SHOW(kept[0]);
  SHOW(AT(12)[0]);
  CALL_NEAR(area, mremap, AT(12), 4096, 8192, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, NULL);
  CALL_NEAR(area, mremap, AT(12), 4096, 4096, MREMAP_DONTUNMAP, NULL);
  IN_CHILD(shared(area));
  FILL(24, 3, 'd');
  MUST(mprotect(AT(25), 4096, PROT_READ));
  CALL_NEAR(area, mremap, AT(24), 3 * 4096, 4 * 4096, MREMAP_MAYMOVE);
  CALL_NEAR(area, mremap, AT(24), 3 * 4096, 4096, 0);
  READ_AT(AT(25));
}
