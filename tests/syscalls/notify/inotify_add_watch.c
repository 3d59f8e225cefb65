#include "inotify.h"

int main(void) {
  mkdir("folder", 0755);
  make_file("folder/one", "1");
  symlink("folder", "link");
  int fd = MUST(inotify_init1(IN_NONBLOCK));
  CALL(inotify_add_watch, fd, "folder", IN_ALL_EVENTS);
  CALL(inotify_add_watch, fd, "folder/one", IN_MODIFY | IN_ATTRIB | IN_DELETE_SELF);
  make_file("folder/two", "2");
  SHOW_EVENTS(fd);
  rename("folder/two", "folder/three");
  chmod("folder/one", 0600);
  make_file("folder/one", "11");
  mkdir("folder/inner", 0700);
  SHOW_EVENTS(fd);
  CALL(inotify_add_watch, fd, "folder", IN_CREATE);
  unlink("folder/three");
  unlink("folder/one");
  make_file("folder/four", "");
  SHOW_EVENTS(fd);
  CALL(inotify_add_watch, fd, "folder", IN_MODIFY | IN_MASK_ADD);
  CALL(inotify_add_watch, fd, "folder", IN_MODIFY | 0x10000000);
  CALL(inotify_add_watch, fd, "folder", IN_MODIFY | IN_MASK_ADD | 0x10000000);
  CALL(inotify_add_watch, fd, "link", IN_CREATE | IN_DONT_FOLLOW);
  CALL(inotify_add_watch, fd, "folder/four", IN_CREATE | IN_ONLYDIR);
  CALL(inotify_add_watch, fd, "folder/four", IN_ONESHOT | IN_OPEN);
  open("folder/four", O_RDONLY);
  open("folder/four", O_RDONLY);
  SHOW_EVENTS(fd);
  CALL(inotify_add_watch, fd, "absent", IN_CREATE);
  CALL(inotify_add_watch, fd, "folder", 0);
  CALL(inotify_add_watch, fd, "folder", 0x80000);
  CALL(inotify_add_watch, fd, "", IN_CREATE);
  CALL(inotify_add_watch, fd, NULL, IN_CREATE);
  CALL(inotify_add_watch, fd, no_access(), IN_CREATE);
  CALL(inotify_add_watch, -1, "folder", IN_CREATE);
  CALL(inotify_add_watch, 0, "folder", IN_CREATE);
  CALL(inotify_add_watch, 999, NULL, 0);
}
