#include "check.h"

static void show(int resource) {
  struct rlimit limit;
  MUST(getrlimit(resource, &limit));
  SHOW(limit.rlim_cur);
  SHOW(limit.rlim_max);
}

static void set_and_raise(int resource, rlim_t soft, rlim_t hard) {
  struct rlimit limit = {soft, hard};
  CALL(setrlimit, resource, &limit);
  show(resource);
  limit.rlim_max++;
  CALL(setrlimit, resource, &limit);
  limit.rlim_cur = limit.rlim_max + 1;
  CALL(setrlimit, resource, &limit);
  show(resource);
}

static void as_nobody(void) {
  MUST(setgid(65534));
  MUST(setuid(65534));
}

int main(void) {
  struct rlimit limit = {16, 32};
  IN_CHILD(CALL(setrlimit, RLIMIT_NOFILE, &limit); show(RLIMIT_NOFILE);
           while (dup(0) >= 0) continue;
           SHOW(errno);
           IN_CHILD(show(RLIMIT_NOFILE)));
  IN_CHILD(set_and_raise(RLIMIT_AS, 1UL << 30, 1UL << 31));
  IN_CHILD(as_nobody(); set_and_raise(RLIMIT_AS, 1UL << 30, 1UL << 31));
  IN_CHILD(as_nobody(); set_and_raise(RLIMIT_DATA, 1UL << 30, 1UL << 30));
  IN_CHILD(as_nobody(); set_and_raise(RLIMIT_STACK, 1UL << 22, 1UL << 23));
  IN_CHILD(as_nobody(); set_and_raise(RLIMIT_CORE, 0, 0));
  IN_CHILD(as_nobody(); set_and_raise(RLIMIT_FSIZE, 100, 200));
  IN_CHILD(set_and_raise(RLIMIT_NICE, 5, 10));
  limit = (struct rlimit){1 << 28, 1 << 28};
  IN_CHILD(setrlimit(RLIMIT_AS, &limit);
           void* at = mmap(NULL, 1 << 29, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
           CHECK(at == MAP_FAILED && errno == ENOMEM);
           CHECK(mmap(NULL, 1 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
           IN_CHILD(show(RLIMIT_AS)));
  IN_CHILD(setrlimit(RLIMIT_DATA, &limit);
           void* at =
               mmap(NULL, 1 << 29, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
           CHECK(at == MAP_FAILED && errno == ENOMEM);
           CHECK(mmap(NULL, 1 << 29, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED));
  limit = (struct rlimit){10, 10};
  signal(SIGXFSZ, SIG_IGN);
  IN_CHILD(setrlimit(RLIMIT_FSIZE, &limit); int fd = new_file("file", "");
           SHOW(write(fd, "twenty bytes, or not", 20));
           SHOW(write(fd, "x", 1));
           SHOW(errno));
  CALL(setrlimit, -1, &limit);
  CALL(setrlimit, 16, &limit);
  CALL(setrlimit, RLIMIT_NOFILE, NULL);
  CALL(setrlimit, RLIMIT_AS, NULL);
  CALL(setrlimit, RLIMIT_AS, no_access());
  CALL(setrlimit, RLIMIT_NOFILE, no_access());
  CALL(setrlimit, 99, no_access());
  limit.rlim_max = 9;
  CALL(setrlimit, RLIMIT_CORE, &limit);
  CALL(setrlimit, RLIMIT_STACK, &limit);
}
