#include "tests/support/host_features.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <latch>
#include <optional>
#include <thread>

namespace wali::test {
namespace {

constexpr int kAnonymous = MAP_PRIVATE | MAP_ANONYMOUS;

class Pages {
 public:
  Pages(size_t count, int flags)
      : size_(count * static_cast<size_t>(getpagesize())),
        begin_(mmap(nullptr, size_, PROT_READ | PROT_WRITE, flags, -1, 0)) {}
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages() { munmap(begin_, size_); }

  char* begin() const { return static_cast<char*>(begin_); }
  size_t size() const { return size_; }

 private:
  size_t size_;
  void* begin_;
};

template <typename... Arguments>
bool has_call(long number, Arguments... arguments) {
  return syscall(number, arguments...) != -1 || errno != ENOSYS;
}

/// Whether a child process that calls `test` finds it true.
bool in_child(bool (*test)(void*), void* data) {
  pid_t child = fork();
  if (child == 0) _exit(test(data) ? 0 : 1);
  int status = 1;
  waitpid(child, &status, 0);
  return status == 0;
}

bool has_preadv2() {
  return has_call(SYS_preadv2, -1, nullptr, 0, 0, 0, 0);
}

bool has_openat2() {
  return has_call(SYS_openat2, AT_FDCWD, nullptr, nullptr, 0);
}

bool has_epoll_pwait2() {
  return has_call(SYS_epoll_pwait2, -1, nullptr, 0, nullptr, nullptr, 0);
}

bool has_execveat() {
  return has_call(SYS_execveat, -1, nullptr, nullptr, nullptr, 0);
}

bool has_lock_on_fault() {
  Pages pages(1, kAnonymous);
  return has_call(SYS_mlock2, pages.begin(), pages.size(), 1);
}

bool has_second_view() {
  Pages pages(1, MAP_SHARED | MAP_ANONYMOUS);
  void* view = mremap(pages.begin(), 0, pages.size(), MREMAP_MAYMOVE);
  if (view == MAP_FAILED) return false;
  munmap(view, pages.size());
  return true;
}

// Private pages have no file to remove anything from.
bool has_remove_advice() {
  Pages pages(1, kAnonymous);
  return madvise(pages.begin(), pages.size(), MADV_REMOVE) != 0;
}

bool has_wipe_on_fork() {
  Pages pages(1, kAnonymous);
  *pages.begin() = 1;
  constexpr int kWipeOnFork = 18;
  if (madvise(pages.begin(), pages.size(), kWipeOnFork) != 0) return false;
  return in_child([](void* page) { return *static_cast<char*>(page) == 0; }, pages.begin());
}

bool has_address_space_limit() {
  return in_child(
      [](void*) {
        constexpr size_t kSize = size_t{2} << 30;
        rlimit limit{kSize / 2, kSize / 2};
        return setrlimit(RLIMIT_AS, &limit) == 0 &&
               mmap(nullptr, kSize, PROT_NONE, kAnonymous, -1, 0) == MAP_FAILED;
      },
      nullptr);
}

bool has_exact_maps() {
  Pages pages(3, kAnonymous);
  auto middle = reinterpret_cast<uintptr_t>(pages.begin()) + pages.size() / 3;
  mprotect(reinterpret_cast<void*>(middle), pages.size() / 3, PROT_READ | PROT_WRITE | PROT_EXEC);
  FILE* maps = fopen("/proc/self/maps", "r");
  if (maps == nullptr) return false;
  char line[512];
  bool found = false;
  while (fgets(line, sizeof line, maps) != nullptr) {
    unsigned long begin = 0, end = 0;
    char permissions[5] = "";
    found |= sscanf(line, "%lx-%lx %4s", &begin, &end, permissions) == 3 && begin == middle &&
             end == middle + pages.size() / 3 && permissions[2] == 'x';
  }
  fclose(maps);
  return found;
}

bool has_own_process_files() {
  int fd = open("/proc/self/auxv", O_RDONLY | O_CLOEXEC);
  struct statfs system{};
  fstatfs(fd, &system);
  close(fd);
  return system.f_type == PROC_SUPER_MAGIC;
}

bool has_faults_inside_buffers() {
  Pages pages(2, kAnonymous);
  size_t half = pages.size() / 2;
  munmap(pages.begin() + half, half);
  int zero = open("/dev/zero", O_RDONLY | O_CLOEXEC);
  ssize_t length = read(zero, pages.begin() + half - 1, 2);
  close(zero);
  return length == 1;
}

bool has_threads_after_fork() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return false;  // the one's allocator does not take its locks for a fork, the other gives up
#endif
  std::latch done(1);
  std::thread other([&] { done.wait(); });
  bool has = in_child(
      [](void*) {
        close(STDOUT_FILENO);  // where an emulator would say how it fails
        close(STDERR_FILENO);
        std::thread([] {}).join();
        return true;
      },
      nullptr);
  done.count_down();
  other.join();
  return has;
}

bool has_signals_anywhere() {
#ifdef __SANITIZE_THREAD__
  return false;  // it keeps those of the C library's functions until the next call of one
#endif
  return true;
}

struct Probe {
  HostFeature feature;
  const char* name;
  bool (*test)();
  std::optional<bool> result = {};
};

Probe probes[] = {
    {HostFeature::Preadv2, "preadv2", has_preadv2},
    {HostFeature::Openat2, "openat2", has_openat2},
    {HostFeature::EpollPwait2, "epoll_pwait2", has_epoll_pwait2},
    {HostFeature::Execveat, "execveat", has_execveat},
    {HostFeature::LockOnFault, "MLOCK_ONFAULT", has_lock_on_fault},
    {HostFeature::SecondView, "mremap of length 0", has_second_view},
    {HostFeature::WipeOnFork, "MADV_WIPEONFORK", has_wipe_on_fork},
    {HostFeature::RemoveAdvice, "MADV_REMOVE", has_remove_advice},
    {HostFeature::AddressSpaceLimit, "RLIMIT_AS", has_address_space_limit},
    {HostFeature::ExactMaps, "an exact /proc/self/maps", has_exact_maps},
    {HostFeature::OwnProcessFiles, "the kernel's own /proc/self", has_own_process_files},
    {HostFeature::FaultsInsideBuffers, "partial transfers", has_faults_inside_buffers},
    {HostFeature::ThreadsAfterFork, "threads in a forked process", has_threads_after_fork},
    {HostFeature::SignalsAnywhere, "handlers at any instruction", has_signals_anywhere},
};

}  // namespace

bool host_has(HostFeature feature) {
  for (Probe& probe : probes) {
    if (probe.feature != feature) continue;
    if (!probe.result) {
      probe.result = probe.test();
      if (!*probe.result) printf("skipping what needs %s: the host lacks it\n", probe.name);
    }
    return *probe.result;
  }
  return false;
}

}  // namespace wali::test
