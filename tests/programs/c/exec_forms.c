// Programs that are executed by every call there is: native ones, scripts and this one itself, a
// module when it is run as Wasm. What an execution keeps and what it resets. Ones that fail, which
// leave the caller as it was.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

static void write_file(const char* name, const char* text, int mode) {
  int fd = open(name, O_CREAT | O_WRONLY | O_TRUNC, 0700);
  write(fd, text, strlen(text));
  close(fd);
  chmod(name, mode);
}

static void in_child(const char* what, void (*function)(void)) {
  printf("%s\n", what);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    function();
    printf("not executed: %d\n", errno);
    fflush(stdout);
    _exit(9);
  }
  int status;
  waitpid(child, &status, 0);
  printf("exit %d, signal %d\n", WEXITSTATUS(status), WTERMSIG(status));
}

static char* const kArguments[] = {"name", "one", "", "with space", NULL};
static char* const kEnvironment[] = {"A=1", "B=two words", NULL};
static char* const kSelf[] = {"itself", "second", "life", NULL};

static void native(void) {
  execve("/usr/bin/printf", (char*[]){"printf", "%s|", "a", "", "c", NULL}, environ);
}
static void by_path(void) {
  execlp("sh", "sh", "-c", "echo $0 $#; exit 5", "zero", "x", "y", NULL);
}
static void script(void) {
  execve("./script", kArguments, kEnvironment);
}
static void script_of_script(void) {
  execve("./outer", kArguments, kEnvironment);
}
static void without_line_directly(void) {
  execve("./plain", kArguments, environ);
}
static void itself(void) {
  execve("/proc/self/exe", kSelf, kEnvironment);
}
static void itself_by_descriptor(void) {
  fexecve(open("/proc/self/exe", O_RDONLY | O_CLOEXEC), kSelf, kEnvironment);
}
static void in_folder(void) {
  int folder = open("/usr/bin", O_RDONLY | O_DIRECTORY);
  syscall(SYS_execveat, folder, "env", (char*[]){"env", NULL}, kEnvironment, 0);
}
static void by_descriptor(void) {
  int file = open("/usr/bin/env", O_PATH);
  syscall(SYS_execveat, file, "", (char*[]){"env", NULL}, kEnvironment, AT_EMPTY_PATH);
}
static void link_refused(void) {
  symlink("/usr/bin/env", "link");
  syscall(SYS_execveat, AT_FDCWD, "link", kArguments, kEnvironment, AT_SYMLINK_NOFOLLOW);
}

static void handler(int number) {}
static void keeps(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGSEGV);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGUSR2, SIG_IGN);
  signal(SIGHUP, handler);
  raise(SIGUSR1);
  dup2(1, 20);
  dup2(1, 21);
  fcntl(21, F_SETFD, FD_CLOEXEC);
  umask(027);
  alarm(100);
  execve("/proc/self/exe", (char*[]){"itself", "state", NULL}, kEnvironment);
}

static void* sleeper(void* data) {
  for (;;) pause();
}
static void* execute(void* data) {
  itself();
  return NULL;
}
static void from_thread(void) {
  pthread_t thread;
  for (int i = 0; i < 3; ++i) pthread_create(&thread, NULL, sleeper, NULL);
  pthread_create(&thread, NULL, execute, NULL);
  pthread_join(thread, NULL);
}

static int second_life(int argc, char** argv) {
  if (strcmp(argv[1], "state") != 0) {
    for (int i = 0; i < argc; ++i) printf("[%s]", argv[i]);
    for (char** entry = environ; *entry != NULL; ++entry) printf(" %s", *entry);
    printf("\n");
    return 6;
  }
  sigset_t set, pending;
  sigprocmask(SIG_BLOCK, NULL, &set);
  sigpending(&pending);
  struct sigaction action;
  printf("blocked %d %d %d, pending %d",
         sigismember(&set, SIGUSR1),
         sigismember(&set, SIGSEGV),
         sigismember(&set, SIGUSR2),
         sigismember(&pending, SIGUSR1));
  for (int number = SIGHUP; number <= SIGUSR2; ++number) {
    sigaction(number, NULL, &action);
    if (action.sa_handler == SIG_IGN) printf(", %d ignored", number);
    if (action.sa_handler != SIG_IGN && action.sa_handler != SIG_DFL)
      printf(", %d handled", number);
  }
  printf(", descriptors %d %d, umask %o, alarm %d\n",
         fcntl(20, F_GETFD),
         fcntl(21, F_GETFD),
         umask(0),
         alarm(0) > 90);
  return 4;
}

static void* counter(void* data) {
  for (long i = 0;; ++i) *(volatile long*)data = i;
}

static void fails(const char* path) {
  int result = execve(path, kArguments, kEnvironment);
  printf("%s: %d %d\n", path, result, errno);
}

static void report_failure(int result) {
  printf("%d %d\n", result, errno);
}

static void failures(void) {
  static volatile long progress;
  pthread_t thread;
  pthread_create(&thread, NULL, counter, (void*)&progress);
  mkdir("folder", 0755);
  write_file("not-executable", "#!/bin/sh\n", 0600);
  write_file("no-interpreter", "#!/no/such/thing\n", 0700);
  write_file("empty", "", 0700);
  write_file("damaged.wasm", "\0asm but not really", 0700);
  write_file("endless", "#!./endless\n", 0700);
  symlink("circle", "circle");
  fails("/no/such/program");
  fails("folder");
  fails("not-executable");
  fails("no-interpreter");
  fails("empty");
  fails("endless");
  fails("circle");
  fails("not-executable/below");
  fails("");
  size_t size = 200000;
  char* long_one = malloc(size);
  memset(long_one, 'x', size - 1);
  long_one[size - 1] = 0;
  report_failure(execve("/bin/true", (char*[]){"true", long_one, NULL}, environ));
  report_failure(execve((char*)-1, kArguments, environ));
  report_failure(execve("/bin/true", (char**)-1, environ));
  long before = progress;
  while (progress == before) usleep(1000);
  printf("the other thread goes on\n");
}

static void spawned(void) {
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  posix_spawnattr_setsigmask(&attributes, &set);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "spawned", O_CREAT | O_WRONLY, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, "folder");
  pid_t child;
  int error = posix_spawn(&child, "/proc/self/exe", &actions, &attributes, kSelf, kEnvironment);
  int status;
  waitpid(child, &status, 0);
  char text[200] = "";
  int fd = open("spawned", O_RDONLY);
  read(fd, text, sizeof text - 1);
  printf("spawned: %d, exit %d, %s", error, WEXITSTATUS(status), text);
  printf("%d\n", posix_spawn(&child, "/no/such/program", NULL, NULL, kSelf, environ));
  printf("%d\n", posix_spawnp(&child, "no-such-program", NULL, NULL, kSelf, environ));
}

int main(int argc, char** argv) {
  if (strcmp(argv[0], "itself") == 0) return second_life(argc, argv);
  write_file("script", "#!/bin/sh -u\necho \"$0\" $# \"$3\" \"$B\"\nexit 8\n", 0700);
  write_file("outer", "#!./script  of a script \n", 0700);
  write_file("plain", "echo no first line: $1\nexit 2\n", 0700);
  in_child("native", native);
  in_child("by PATH", by_path);
  in_child("script", script);
  in_child("script of a script", script_of_script);
  in_child("without a line, by execve", without_line_directly);
  in_child("itself", itself);
  in_child("itself by descriptor", itself_by_descriptor);
  in_child("execveat in a folder", in_folder);
  in_child("execveat of a descriptor", by_descriptor);
  in_child("execveat of a link", link_refused);
  in_child("state", keeps);
  in_child("from a thread", from_thread);
  failures();
  spawned();
  fflush(stdout);
  printf("system: %d\n", WEXITSTATUS(system("./script a b c; exit 3")));
  FILE* output = popen("cat; exit 4", "w");
  fprintf(output, "to a shell\n");
  printf("popen: %d\n", WEXITSTATUS(pclose(output)));
  return 0;
}
