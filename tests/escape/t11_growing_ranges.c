/* Mappings that the kernel makes larger than what was asked for. */
#include <sys/shm.h>

#include "escape.h"

static void attack(void) {
  static const long places[] = {
      0x10000000, 0x7fffe000, 0xffff0000, 0xfffff000, 0xffe00000, 0xc0000000};
  static const int flags[] = {MAP_GROWSDOWN,
                              MAP_STACK,
                              0x40 /* MAP_32BIT */,
                              MAP_HUGETLB,
                              MAP_HUGETLB | 21 << 26,
                              MAP_HUGETLB | 30 << 26,
                              MAP_LOCKED};
  int huge = (int)CALL(319, "huge", 4); /* memfd_create(MFD_HUGETLB) */
  int gigantic = (int)CALL(319, "gigantic", 4 | 30 << 26);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
      CALL(SYS_mmap,
           places[i],
           4096,
           3,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | flags[k],
           -1,
           0);
      CALL(SYS_mmap,
           places[i],
           4096,
           3,
           MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE | flags[k],
           -1,
           0);
    }
    for (int fd = huge; fd != -1; fd = fd == huge ? gigantic : -1) {
      CALL(SYS_mmap, places[i], 4096, 3, MAP_SHARED | MAP_FIXED_NOREPLACE | MAP_NORESERVE, fd, 0);
      CALL(SYS_mmap, places[i], 1, 3, MAP_PRIVATE | MAP_NORESERVE, fd, 0);
    }
    EXPECT(test_check() == 0);
  }
  int id = shmget(
      IPC_PRIVATE, 4096, IPC_CREAT | 04000 /* SHM_HUGETLB */ | 010000 /* SHM_NORESERVE */ | 0600);
  if (id < 0) return;
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) CALL(SYS_shmat, id, places[i], 0);
  CALL(SYS_shmat, id, 0, 0);
  shmctl(id, IPC_RMID, 0);
}
