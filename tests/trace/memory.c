// trace: mmap,munmap,mprotect,madvise,msync,mremap,mincore,mlock,munlock
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  int fd = open("file", O_RDWR | O_CREAT, 0600);
  ftruncate(fd, 65536);
  char* pages = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char* file = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 4096);
  mmap(pages, 4096, PROT_NONE, MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mmap(NULL, 4096, PROT_READ, MAP_SHARED, 99, 0);
  mprotect(pages, 8192, PROT_READ | PROT_WRITE);
  mprotect(pages + 1, 4096, PROT_READ);
  madvise(pages, 4096, MADV_DONTNEED);
  madvise(pages, 4096, 77);
  msync(file, 4096, MS_SYNC | MS_INVALIDATE);
  file = mremap(file, 8192, 16384, MREMAP_MAYMOVE);
  munmap(file, 16384);
  munmap(pages + 1, 4096);
  munmap(pages, 65536);
  return 0;
}
