/* What is executed: native programs in all their forms, and this module with words of its own. */
#include "escape.h"

extern char** environ;

static int can_execute(const char* path, char* first, char* second) {
  pid_t child = fork();
  if (child == 0) {
    char* words[] = {first, second, 0};
    int null = open("/dev/null", O_RDWR);
    dup2(null, 1);
    execve(path, words, environ);
    _exit(errno == EACCES ? 111 : 112);
  }
  int status;
  waitpid(child, &status, 0);
  return status == 0;
}

static void attack_again(void) {
  int native = can_execute("/bin/true", "true", 0);
  EXPECT(native == !is_hardened());
  EXPECT(open("/proc/self/mem", O_RDWR) < 0);
  if (is_hardened()) EXPECT(open("/proc/self/comm", O_WRONLY) < 0);
}

static void attack(void) {
  if (getenv("ESCAPE_AGAIN") != 0) {
    attack_again();
    return;
  }
  attack_again();
  int script = open("script", O_RDWR | O_CREAT, 0700);
  (void)!write(script, "#!/bin/true\n", 12);
  close(script);
  EXPECT(can_execute("./script", "script", 0) == !is_hardened());
  int in = open("/bin/true", O_RDONLY), memory = (int)CALL(319, "program", 0);
  static char bytes[65536];
  for (ssize_t got; in >= 0 && (got = read(in, bytes, sizeof bytes)) > 0;)
    (void)!write(memory, bytes, (size_t)got);
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", memory);
  EXPECT(can_execute(name, "true", 0) == !is_hardened());
  if (is_hardened()) {
    static char* const words[] = {"x", 0};
    EXPECT_RESULT(-EACCES,
                  CALL(322, memory, "", words, environ, 0x1000)); /* execveat(AT_EMPTY_PATH) */
    EXPECT(!can_execute("/lib64/ld-linux-x86-64.so.2", "ld.so", "/bin/true"));
  }
  /* Words that look like the engine's options stay the program's. */
  setenv("ESCAPE_AGAIN", "1", 1);
  EXPECT(can_execute("/proc/self/exe", "--policy=/dev/null", "--hardened=false"));
  setenv("LD_PRELOAD", "./intruder.so", 1);
  setenv("GLIBC_TUNABLES", "glibc.malloc.check=3", 1);
  EXPECT(can_execute("/proc/self/exe", "program", "--inherited-policy="));
}
