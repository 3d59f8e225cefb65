#include "inotify.h"

int main(void) {
  mkdir("folder", 0755);
  int fd = MUST(inotify_init1(IN_NONBLOCK));
  int watch = MUST(inotify_add_watch(fd, "folder", IN_CREATE));
  make_file("folder/one", "");
  CALL(inotify_rm_watch, fd, watch);
  make_file("folder/two", "");
  SHOW_EVENTS(fd);
  CALL(inotify_rm_watch, fd, watch);
  CALL(inotify_rm_watch, fd, -1);
  CALL(inotify_rm_watch, fd, 1000);
  CALL(inotify_rm_watch, -1, watch);
  CALL(inotify_rm_watch, 0, watch);
  CALL(inotify_rm_watch, 999, watch);
  SHOW(inotify_add_watch(fd, "folder", IN_CREATE));
}
