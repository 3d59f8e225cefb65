#include <linux/futex.h>
#include <pthread.h>

#include "check.h"

struct list {
  struct list* next;
};
static struct {
  struct list lock;
  int word;
} item;
static struct {
  struct list first;
  long offset;
  struct list* pending;
} head;

static void* hold(void* unused) {
  head.first.next = &item.lock;
  item.lock.next = &head.first;
  head.offset = (char*)&item.word - (char*)&item.lock;
  CALL(set_robust_list, &head, sizeof head);
  item.word = (int)RAW(gettid);
  return unused;
}

int main(void) {
  pthread_t thread;
  SHOW(sizeof head);
  pthread_create(&thread, NULL, hold, NULL);
  pthread_join(thread, NULL);
  for (int i = 0; i < 2000 && !(item.word & FUTEX_OWNER_DIED); i++) usleep(1000);
  SHOW_HEX(item.word & 0xc0000000);
  CALL(set_robust_list, &head, 0);
  CALL(set_robust_list, &head, sizeof head - 1);
  CALL(set_robust_list, NULL, sizeof head);
  CALL(set_robust_list, no_access(), sizeof head);
  IN_CHILD(CALL(set_robust_list, no_access(), sizeof head));
}
