#include <sys/sysinfo.h>

#include "check.h"

int main(void) {
  struct sysinfo info;
  memset(&info, 0, sizeof info);
  CALL(sysinfo, &info);
  SHOW(info.totalram);
  SHOW(info.totalswap);
  SHOW(info.mem_unit);
  CHECK(info.uptime > 0 && info.freeram > 0 && info.freeram < info.totalram && info.procs > 1);
  SHOW(info.totalhigh);
  CALL(sysinfo, NULL);
  CALL(sysinfo, no_access());
  CALL(sysinfo, read_only());
  CALL(sysinfo, before_the_end(112));
  CALL(sysinfo, before_the_end(111));
}
