#include <stdint.h>
#include <time.h>

#include "sets.h"

int main(void) {
  make_pipes(full, empty, broken);
  struct timeval zero = {0, 0}, brief = {0, 20000};
  fill_sets();
  CALL(select, 20, &in, &out, &other, &zero);
  SHOW_SET(&in);
  SHOW_SET(&out);
  SHOW_SET(&other);
  fill_sets();
  CALL(select, 0, &in, &out, &other, &zero);
  SHOW_SET(&in);
  fill_sets();
  CALL(select, full[0] + 1, &in, NULL, NULL, NULL);
  SHOW_SET(&in);
  FD_ZERO(&in);
  FD_SET(empty[0], &in);
  CALL(select, 20, &in, NULL, NULL, &brief);
  SHOW_SET(&in);
  SHOW(brief.tv_sec);
  SHOW(brief.tv_usec);
  CALL(select, 0, NULL, NULL, NULL, &zero);
  fill_sets();
  FD_SET(30, &in);
  CALL(select, 31, &in, NULL, NULL, &zero);
  fill_sets();
  CALL(select, -1, &in, NULL, NULL, &zero);
  CALL(select, 1024, &in, NULL, NULL, &zero);
  fill_sets();
  CALL(select, 0x7fffffff, &in, NULL, NULL, &zero);
  CALL(select, 20, no_access(), NULL, NULL, &zero);
  CALL(select, 20, read_only(), NULL, NULL, &zero);
  CALL(select, 20, HIGHEST_PAGE, NULL, NULL, &zero);
  CALL(select, 20, NULL, NULL, NULL, no_access());
  char* end = before_the_end(8);
  memcpy(end, &in, 8);
  CALL(select, 64, end, NULL, NULL, &zero);
  struct timeval bad = {0, -1};
  CALL(select, 0, NULL, NULL, NULL, &bad);
  bad = (struct timeval){-1, 0};
  CALL(select, 0, NULL, NULL, NULL, &bad);
  bad = (struct timeval){INT64_MIN + 5, INT64_MIN + 5};
  CALL(select, 0, NULL, NULL, NULL, &bad);
  bad = (struct timeval){0, 1000000};
  fill_sets();
  CALL(select, 20, &in, NULL, NULL, &bad);
}
