#include "maps.h"

enum {
  RW = PROT_READ | PROT_WRITE,
  PRIVATE = MAP_PRIVATE | MAP_ANONYMOUS,
  SHARED = MAP_SHARED | MAP_ANONYMOUS
};

static void end_with_three(int number) {
  _exit(3);
}

static void anonymous(void) {
  char* page = (char*)CALL_OK(mmap, NULL, 10000, RW, PRIVATE, -1, 0);
  CHECK(page[0] == 0 && page[9999] == 0 && page[12287] == 0);
  memset(page, 'a', 12288);
  IN_CHILD(SHOW_BYTES(page, 3); page[0] = 'b');
  SHOW_BYTES(page, 3);
  char* shared = (char*)CALL_OK(mmap, NULL, 4096, RW, SHARED, -1, 0);
  IN_CHILD(strcpy(shared, "from the child"));
  SHOW_TEXT(shared);
  char* read_page = (char*)CALL_OK(mmap, NULL, 4096, PROT_READ, PRIVATE, -1, 0);
  SHOW(read_page[0]);
  WRITE_AT(read_page);
  char* none = (char*)CALL_OK(mmap, NULL, 4096, PROT_NONE, PRIVATE, -1, 0);
  READ_AT(none);
  CALL_OK(mmap, NULL, 4096, RW | PROT_EXEC, PRIVATE, -1, 0);
  CALL_OK(mmap, NULL, 4096, RW, PRIVATE | MAP_NORESERVE | MAP_POPULATE | MAP_STACK, -1, 0);
  CALL_OK(mmap, NULL, 4096, RW, PRIVATE | MAP_GROWSDOWN, -1, 0);
  CALL_OK(mmap, NULL, 4096, RW, PRIVATE, 77, 0);
  CALL(mmap, NULL, 0, RW, PRIVATE, -1, 0);
  CALL(mmap, NULL, 4096, RW, MAP_ANONYMOUS, -1, 0);
  CALL(mmap, NULL, 4096, RW, MAP_ANONYMOUS | 5, -1, 0);
  CALL(mmap, NULL, 4096, RW, PRIVATE, -1, 1);
  CALL(mmap, NULL, 4096, RW, MAP_PRIVATE, -1, 0);
  CALL(mmap, NULL, 4096, RW, MAP_SHARED, 999, 0);
}

static void places(void) {
  char* area = FREE_AREA;
  CALL_NEAR(area, mmap, area + 4096, 4096, RW, PRIVATE | MAP_FIXED, -1, 0);
  CALL_NEAR(area, mmap, area + 8192, 4096, RW, PRIVATE, -1, 0);
  area[8192] = 'x';
  CALL_NEAR(area, mmap, area + 8192, 4096, RW, PRIVATE | MAP_FIXED, -1, 0);
  SHOW(area[8192]);
  CALL_NEAR(area, mmap, area + 8192, 4096, RW, PRIVATE | MAP_FIXED_NOREPLACE, -1, 0);
  CALL_NEAR(area, mmap, area + 4096, 16384, RW, PRIVATE | MAP_FIXED_NOREPLACE, -1, 0);
  CALL_NEAR(area, mmap, area + 12288, 4096, RW, PRIVATE | MAP_FIXED_NOREPLACE, -1, 0);
  CHECK((char*)RAW(mmap, area + 8192, 4096, RW, PRIVATE, -1, 0) != area + 8192);
  CALL_NEAR(area, mmap, area + 100, 4096, RW, PRIVATE | MAP_FIXED, -1, 0);
  CALL_NEAR(area, mmap, area + 100, 4096, RW, PRIVATE | MAP_FIXED_NOREPLACE, -1, 0);
  CALL_NEAR(area, mmap, area + 20480 + 100, 4096, RW, PRIVATE, -1, 0);
  CALL(mmap, HIGHEST_PAGE, 4096, RW, PRIVATE | MAP_FIXED, -1, 0);
  CALL(mmap, HIGHEST_PAGE, 8192, RW, PRIVATE | MAP_FIXED, -1, 0);
  CALL_OK(mmap, HIGHEST_PAGE, 4096, RW, PRIVATE, -1, 0);
  CALL_NEAR(area, mmap, area + 4096, 8192, PROT_NONE, PRIVATE | MAP_FIXED, -1, 0);
  READ_AT(area + 4096);
  CALL_NEAR(area, mmap, area + 4096, 8192, RW, PRIVATE | MAP_FIXED, -1, 0);
  SHOW(area[4096]);
}

static void files(void) {
  int fd = new_file("file", "content of the file");
  char* private = (char*)CALL_OK(mmap, NULL, 4096, RW, MAP_PRIVATE, fd, 0);
  SHOW_TEXT(private);
  private[0] = 'X';
  SHOW_TEXT(content_of("file"));
  char* shared = (char*)CALL_OK(mmap, NULL, 8192, RW, MAP_SHARED, fd, 0);
  memcpy(shared, "CONTENT", 7);
  SHOW_TEXT(content_of("file"));
  IN_CHILD(memcpy(shared + 8, "OF", 2));
  SHOW_TEXT(content_of("file"));
  MUST(pwrite(fd, "THE", 3, 11));
  SHOW_TEXT(shared);
  char* twice = (char*)CALL_OK(mmap, NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
  shared[0] = 'c';
  SHOW(twice[0]);
  MUST(ftruncate(fd, 3 * 4096));
  MUST(pwrite(fd, "second page", 11, 4096));
  char* second = (char*)CALL_OK(mmap, NULL, 8192, RW, MAP_SHARED, fd, 4096);
  SHOW_TEXT(second);
  CALL(mmap, NULL, 4096, RW, MAP_SHARED, fd, 100);
  CALL(mmap, NULL, 4096, RW, MAP_SHARED, fd, -4096);
  char* beyond = (char*)CALL_OK(mmap, NULL, 4096, RW, MAP_SHARED, fd, 1 << 20);
  READ_AT(beyond);
  MUST(ftruncate(fd, 4096));
  READ_AT(second);
  WRITE_AT(second);
  static char room[8192];
  volatile size_t size = 8192;
  IN_CHILD(memcpy(room, shared, size); SAY("copied"));
  IN_CHILD(memcpy(shared, room, size); SAY("copied"));
  IN_CHILD(memset(second, 'x', size); SAY("filled"));
  signal(SIGBUS, end_with_three);
  IN_CHILD(memcpy(room, second, size); SAY("copied"));
  signal(SIGBUS, SIG_DFL);
  signal(SIGSEGV, end_with_three);
  IN_CHILD(memcpy(room, no_access(), size); SAY("copied"));
  signal(SIGSEGV, SIG_DFL);
  int out = new_file("out", "");
  SHOW(write(out, second, 10) < 0 ? errno : 0);
  SHOW(read(fd, second, 10) < 0 ? errno : 0);
  MUST(close(fd));
  SHOW(twice[0]);
  int reading = MUST(open("file", O_RDONLY)), writing = MUST(open("file", O_WRONLY));
  CALL(mmap, NULL, 4096, RW, MAP_SHARED, reading, 0);
  CALL_OK(mmap, NULL, 4096, RW, MAP_PRIVATE, reading, 0);
  CALL_OK(mmap, NULL, 4096, PROT_READ, MAP_SHARED, reading, 0);
  CALL(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, writing, 0);
  CALL(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, MUST(open("file", O_PATH)), 0);
  CALL(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, MUST(open(".", O_RDONLY)), 0);
  CALL_OK(mmap, NULL, 4096, RW, MAP_PRIVATE, MUST(open("/dev/zero", O_RDWR)), 0);
  CALL(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, MUST(open("/dev/null", O_RDWR)), 0);
  CALL_OK(mmap, NULL, 4096, RW, MAP_SHARED_VALIDATE, MUST(open("file", O_RDWR)), 0);
  CALL(mmap, NULL, 4096, RW, MAP_SHARED_VALIDATE | 0x1000000, MUST(open("file", O_RDWR)), 0);
  int ends[2];
  MUST(pipe(ends));
  CALL(mmap, NULL, 4096, PROT_READ, MAP_PRIVATE, ends[0], 0);
  CALL(mmap, NULL, 0, PROT_READ, MAP_PRIVATE, reading, 0);
}

static void sealed_memory(void) {
  int fd = MUST(memfd_create("m", MFD_ALLOW_SEALING));
  MUST(ftruncate(fd, 8192));
  char* shared = (char*)CALL_OK(mmap, NULL, 8192, RW, MAP_SHARED, fd, 0);
  SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) < 0 ? errno : 0);
  CALL(munmap, shared, 8192);
  SHOW(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) < 0 ? errno : 0);
  CALL(mmap, NULL, 8192, RW, MAP_SHARED, fd, 0);
  CALL_OK(mmap, NULL, 8192, PROT_READ, MAP_SHARED, fd, 0);
}

/* Mappings come and go in sizes that never fit exactly; far more is mapped in all than the memory
 * has. */
static void long_run(void) {
  static char* held[64];
  static size_t sizes[64];
  unsigned seed = 12345;
  unsigned long long total = 0;
  for (int i = 0; i < 20000; i++) {
    seed = seed * 1103515245 + 12345;
    int slot = (seed >> 16) % 64;
    if (held[slot] != NULL) {
      if (held[slot][0] != (char)slot || munmap(held[slot], sizes[slot]) != 0)
        SAY("damaged in round %d", i);
    }
    sizes[slot] = ((seed >> 8) % 512 + 1) * 4096;
    held[slot] = mmap(NULL, sizes[slot], RW, PRIVATE, -1, 0);
    if (held[slot] == MAP_FAILED) {
      SAY("no room in round %d", i);
      return;
    }
    held[slot][0] = (char)slot;
    total += sizes[slot];
  }
  CHECK(total > 10ull << 30);
}

int main(void) {
  anonymous();
  places();
  files();
  sealed_memory();
  long_run();
}
