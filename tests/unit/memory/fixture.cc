#include "tests/unit/memory/fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <ucontext.h>

#include <string>

#include "engine/memory/guarded_access.h"

namespace wali::memory::test {
namespace {

void on_fault(int signal, siginfo_t*, void* context) {
  auto& machine = static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  auto& pc = machine.gregs[REG_RIP];
#elif defined(__aarch64__)
  auto& pc = machine.pc;
#endif
  const void* resume = fault_fixup(reinterpret_cast<const void*>(pc), signal);
  if (resume) {
    pc = reinterpret_cast<std::remove_reference_t<decltype(pc)>>(resume);
  } else {
    ::signal(signal, SIG_DFL);
  }
}

}  // namespace

void install_fault_handler() {
  struct sigaction action{};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSEGV, &action, nullptr);
  sigaction(SIGBUS, &action, nullptr);
}

std::unique_ptr<LinearMemory> make_memory(uint64_t min_pages,
                                          uint64_t max_pages,
                                          BoundsMode bounds) {
  auto memory =
      LinearMemory::create({.min_pages = min_pages, .max_pages = max_pages, .bounds = bounds});
  REQUIRE(error_of(memory) == 0);
  return std::move(*memory);
}

TestFile::TestFile(unsigned pages) {
  char path[] = "/tmp/wali_memory_test_XXXXXX";
  fd_ = mkstemp(path);
  REQUIRE(fd_ >= 0);
  unlink(path);
  for (unsigned page = 0; page < pages; ++page) {
    std::string content(kPage, static_cast<char>('a' + page));
    REQUIRE(write(fd_, content.data(), content.size()) == static_cast<ssize_t>(kPage));
  }
}

int in_child(const std::function<int()>& child) {
  pid_t pid = fork();
  REQUIRE(pid >= 0);
  if (pid == 0) _exit(child());
  int status = 0;
  REQUIRE(waitpid(pid, &status, 0) == pid);
  return status;
}

}  // namespace wali::memory::test
