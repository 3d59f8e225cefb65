#include <sys/prctl.h>

#include "landlock.h"

int main(void) {
  make_files();
  int fd = new_ruleset();
  struct path_rule rule = {READ_FILE, MUST(open("open", O_PATH))};
  MUST(RAW(landlock_add_rule, fd, 1, &rule, 0) == 0 ? 0 : -1);
  CALL(landlock_restrict_self, -1, 0);
  CALL(landlock_restrict_self, 0, 0);
  CALL(landlock_restrict_self, fd, 0x1000);
  chmod(".", 0755);
  if (geteuid() == 0) IN_CHILD(setuid(65534); CALL(landlock_restrict_self, fd, 0));
  MUST(prctl(PR_SET_NO_NEW_PRIVS, 1ul, 0ul, 0ul, 0ul));
  IN_CHILD(CALL(landlock_restrict_self, fd, 0); SHOW_TEXT(content_of("open/file"));
           SHOW_TEXT(content_of("closed/file"));
           SHOW(open("open/file", O_WRONLY) < 0 ? errno : 0);
           SHOW(open("open", O_RDONLY) < 0 ? errno : 0);
           CALL(landlock_restrict_self, fd, 0);
           SHOW(mkdir("new", 0700)));
  SHOW_TEXT(content_of("closed/file"));
}
