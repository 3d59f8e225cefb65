// How threads end, and what that means for the process: exit from a thread, the leader's end, fork
// and exec from a thread, robust futexes of a process that ends, a fault in a thread.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void report(const char* what, void (*function)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    function();
    _exit(99);
  }
  int status;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    printf("%s: signal %d\n", what, WTERMSIG(status));
  else
    printf("%s: status %d\n", what, WEXITSTATUS(status));
}

static void start(void* (*function)(void*), void* argument) {
  pthread_t thread;
  if (pthread_create(&thread, 0, function, argument)) _exit(98);
}

static void* spin(void* p) {
  for (volatile long i = 0;; i++) {
  }
  return p;
}
static void* sleep_long(void* p) {
  sleep(100);
  return p;
}
static void* call_exit(void* p) {
  exit((int)(long)p);
}
static void exit_in_thread(void) {
  start(spin, 0);
  start(sleep_long, 0);
  start(call_exit, (void*)7L);
  sleep(100);
}
static void exit_in_main(void) {
  start(spin, 0);
  start(sleep_long, 0);
  exit(8);
}

static void* work_after_leader(void* p) {
  usleep(30000);
  if (syscall(SYS_gettid) == getpid()) _exit(1);
  int status = system("exit 3");
  _exit(WEXITSTATUS(status) + 20);
  return p;
}
static void leader_ends_first(void) {
  start(work_after_leader, 0);
  pthread_exit(0);
}
static void* short_life(void* p) {
  usleep(20000);
  syscall(SYS_exit, 5);
  return p;
}
static void all_end_by_themselves(void) {
  start(short_life, 0);
  syscall(SYS_exit, 6);
}

static void* trap(void* p) {
  *(volatile int*)p = 1;
  return p;
}
static void fault_in_thread(void) {
  freopen("/dev/null", "w", stderr);
  void* page = mmap(0, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  close(2);
  start(spin, 0);
  start(trap, page);
  sleep(100);
}

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static volatile int stop;
static void* churn(void* p) {
  while (!stop) {
    free(malloc(1000));
    void* page = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    munmap(page, 8192);
  }
  return p;
}
static void* fork_here(void* p) {
  for (int i = 0; i < 20; i++) {
    pid_t child = fork();
    if (child == 0) {
      pthread_t thread;
      void* result = 0;
      free(malloc(5000));
      if (syscall(SYS_gettid) != getpid()) _exit(1);
      stop = 1;
      if (pthread_create(&thread, 0, churn, (void*)1L)) _exit(2);
      pthread_join(thread, &result);
      _exit(result == (void*)1L ? 0 : 3);
    }
    int status = -1;
    waitpid(child, &status, 0);
    if (status) return (void*)(long)status;
  }
  return 0;
}
static void fork_in_thread(void) {
  pthread_t busy[2], forker;
  void* result;
  for (int i = 0; i < 2; i++) pthread_create(&busy[i], 0, churn, 0);
  pthread_create(&forker, 0, fork_here, 0);
  pthread_join(forker, &result);
  stop = 1;
  for (int i = 0; i < 2; i++) pthread_join(busy[i], 0);
  _exit(result ? 1 : 0);
}
static void* exec_here(void* p) {
  execl("/bin/sh", "sh", "-c", "exit 12", (char*)0);
  return p;
}
static void exec_in_thread(void) {
  start(spin, 0);
  start(exec_here, 0);
  sleep(100);
}
static void* exec_nothing(void* p) {
  execl("/nonexistent", "x", (char*)0);
  return p;
}
static void failing_exec(void) {
  pthread_t thread;
  pthread_create(&thread, 0, exec_nothing, (void*)4L);
  void* result;
  pthread_join(thread, &result);
  _exit((int)(long)result);
}

static void robust_across_processes(void) {
  pthread_mutex_t* shared =
      mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(shared, &attributes);
  pid_t child = fork();
  if (child == 0) {
    pthread_mutex_lock(shared);
    _exit(0);
  }
  waitpid(child, 0, 0);
  int result = pthread_mutex_lock(shared);
  printf("owner dead: %d\n", result != 0 && pthread_mutex_consistent(shared) == 0);
  fflush(stdout);
  _exit(0);
}

static void* send_to_thread(void* p) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  int signal = 0;
  sigwait(&set, &signal);
  return (void*)(long)signal;
}
static void directed_signal(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &set, 0);
  pthread_t thread;
  pthread_create(&thread, 0, send_to_thread, 0);
  pthread_kill(thread, SIGUSR1);
  void* result;
  pthread_join(thread, &result);
  _exit(result == (void*)SIGUSR1 ? 0 : 1);
}

int main(void) {
  report("exit in a thread", exit_in_thread);
  report("exit in main", exit_in_main);
  report("leader ends first", leader_ends_first);
  report("all end by themselves", all_end_by_themselves);
  report("fault in a thread", fault_in_thread);
  report("fork in a thread", fork_in_thread);
  report("exec in a thread", exec_in_thread);
  report("failing exec", failing_exec);
  report("robust across processes", robust_across_processes);
  report("directed signal", directed_signal);
  return 0;
}
