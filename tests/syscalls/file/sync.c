#include "check.h"

int main(void) {
  make_file("file", "content");
  CALL(sync);
  SHOW_TEXT(content_of("file"));
}
