#include "paths.h"

int main(void) {
  make_files();
  CALL(rename, "file", "moved");
  SHOW_TEXT(content_of("moved"));
  SHOW_OCTAL(mode_of("file"));
  CALL(rename, "moved", "other");
  SHOW_TEXT(content_of("other"));
  CALL(rename, "absent", "x");
  CALL(rename, "other", "absent/x");
  CALL(rename, "other", "folder");
  CALL(rename, "folder", "other");
  CALL(rename, "folder", "folder/below/x");
  CALL(rename, "empty", "folder");
  CALL(rename, "folder", "empty");
  SHOW_TEXT(content_of("empty/inner"));
  CALL(rename, "other", "other");
  CALL(rename, "link", "renamed-link");
  SHOW_OCTAL(mode_of("renamed-link"));
  CALL(rename, "other/x", "x");
  CALL(rename, ".", "x");
  CALL(rename, "other", ".");
  CALL(rename, "", "x");
  CALL(rename, "other", "");
  CALL(rename, "other/", "x");
  CALL(rename, "empty/", "folder/");
  CALL(rename, NULL, "x");
  CALL(rename, "other", NULL);
  CALL(rename, no_access(), "x");
  CALL(rename, "other", HIGHEST_PAGE);
  CALL(rename, "other", long_name(256));
  CALL(rename, "other", long_name(255));
  CALL(rename, long_name(4096), "x");
}
