#include "ipc.h"

static long attachments(void) {
  struct shmid_ds status;
  MUST(shmctl(the_id, IPC_STAT, &status));
  return (long)status.shm_nattch;
}

int main(void) {
  int id = new_segment(3 * 4096 + 100);
  char* first = (char*)CALL_OK(shmat, id, NULL, 0);
  char* second = (char*)CALL_OK(shmat, id, NULL, SHM_RDONLY);
  CHECK(first != second);
  CHECK(((size_t)first & 4095) == 0);
  SHOW(attachments());
  strcpy(first, "seen twice");
  SHOW_TEXT(second);
  first[4 * 4096 - 1] = 'x';
  SHOW(second[4 * 4096 - 1]);
  IN_CHILD(strcpy(first, "by the child"); SHOW(attachments()));
  SHOW_TEXT(second);
  IN_CHILD(close(2); second[0] = 'x');
  CALL(shmat, id, first, 0);
  CALL(shmat, id, first + 1, 0);
  char* place = mmap(NULL, 8 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  MUST(munmap(place, 8 * 4096));
  CHECK((char*)RAW(shmat, id, place, 0) == place);
  SHOW_TEXT(place);
  CHECK((char*)RAW(shmat, id, place, SHM_REMAP) == place);
  SHOW(attachments());
  MUST(shmdt(place));
  CHECK((char*)RAW(shmat, id, place + 123, SHM_RND) == place);
  SHOW_TEXT(place);
  CALL(shmat, id, NULL, SHM_REMAP);
  CALL(shmat, id, (char*)5, SHM_RND | SHM_REMAP);
  CALL(shmat, -1, NULL, 0);
  CALL(shmat, 0x7fffffff, NULL, 0);
  MUST(munmap(first, 4 * 4096));
  SHOW(attachments());
  MUST(mprotect(second, 4096, PROT_NONE));
  IN_CHILD(as_nobody(); CALL(shmat, id, NULL, 0); CALL(shmat, id, NULL, SHM_RDONLY));
  MUST(shmctl(id, IPC_RMID, NULL));
  SHOW_TEXT(place);
  CALL_OK(shmat, id, NULL, 0);
  SHOW(attachments());
}
