#include <doctest/doctest.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <ctime>
#include <fstream>
#include <set>

#include "tests/unit/wali/guest.h"

namespace wali::sys::test {

namespace {

/// The exit status of a child that runs `function`, or minus the signal that ended it.
template <typename Function>
int status_of(Function function) {
  pid_t child = fork();
  if (child == 0) {
    function();
    _exit(99);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("process: exit statuses have eight bits") {
  Guest guest;
  CHECK(status_of([&] { guest.call("exit_group", 258); }) == 2);
  CHECK(status_of([&] { guest.call("exit", 7); }) == 7);
  CHECK(status_of([&] { guest.call_import("__proc_exit", type_of("i", ""), {0x101}); }) == 1);
  CHECK(status_of([&] { guest.call_import("SYS_exit", type_of("i", ""), {3}); }) == 3);
}

TEST_CASE("process: a forked child is waited for") {
  Guest guest;
  uint32_t marker = guest.place(int32_t{1});
  uint32_t status = guest.place(int32_t{0});
  for (const char* name : {"fork", "vfork"}) {
    int64_t child = guest.call(name);
    if (child == 0) {
      REQUIRE(guest.caller().store(marker, int32_t{2}));
      guest.call("exit_group", 5);
    }
    REQUIRE(child > 0);
    CHECK(guest.call("wait4", child, status, 0, guest.room(272)) == child);
    CHECK(WEXITSTATUS(guest.read<int32_t>(status)) == 5);
    CHECK(guest.read<int32_t>(marker) == 1);
  }
  CHECK(guest.call("wait4", -1, status, 0, 0) == -ECHILD);
  int64_t child = guest.call("fork");
  if (child == 0) guest.call("exit_group", 6);
  uint32_t info = guest.room(128);
  CHECK(guest.call("waitid", 0, 0, info, 4, 0) == 0);
  CHECK(guest.read<int32_t>(info + 24) == 6);
}

TEST_CASE("process: native programs are executed with arguments and environment") {
  Guest guest;
  uint32_t script = guest.string("test \"$NAME\" = value && test \"$0\" = zero && exit 12");
  uint32_t argv = guest.place(std::array<uint32_t, 5>{
      guest.string("sh"), guest.string("-c"), script, guest.string("zero"), 0});
  uint32_t envp = guest.place(std::array<uint32_t, 2>{guest.string("NAME=value"), 0});
  uint32_t path = guest.string("/bin/sh");
  CHECK(status_of([&] { guest.call("execve", path, argv, envp); }) == 12);
  CHECK(status_of([&] { guest.call("execveat", AT_FDCWD, path, argv, envp, 0); }) == 12);
  CHECK(guest.call("execve", guest.string("/no/such"), argv, envp) == -ENOENT);
  CHECK(guest.call("execve", path, guest.bad_address(), envp) == -EFAULT);
  uint32_t bad = guest.place(std::array<uint32_t, 2>{guest.bad_address(), 0});
  CHECK(guest.call("execve", path, bad, envp) == -EFAULT);
  CHECK(guest.call("execve", guest.bad_address(), argv, envp) == -EFAULT);
}

TEST_CASE("process: argument arrays without an end are refused") {
  Guest guest;
  uint32_t text = guest.string(std::string(60'000, 'x'));
  std::vector<uint32_t> pointers(8000, text);
  uint32_t argv = guest.room(8000 * 4);
  REQUIRE(guest.caller().copy_out(argv, pointers.data(), pointers.size() * 4));
  CHECK(guest.call("execve", guest.string("/bin/true"), argv, 0) == -E2BIG);
}

TEST_CASE("process: a module is executed by the engine, with its own path and arguments") {
  Guest guest;
  TemporaryDirectory directory;
  std::string module = directory / "program.wasm";
  std::ofstream(module) << std::string("\0asm\1\0\0\0", 8);
  uint32_t argv = guest.place(
      std::array<uint32_t, 4>{guest.string("name"), guest.string("one"), guest.string("two"), 0});
  CHECK(guest.call("execve", guest.string(module), argv, 0) == -EACCES);
  chmod(module.c_str(), 0755);
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  // TestProcess names echo(1) as the engine.
  CHECK(status_of([&] {
          dup2(ends[1], 1);
          guest.call("execve", guest.string(module), argv, 0);
        }) == 0);
  close(ends[1]);
  char text[512] = {};
  REQUIRE(read(ends[0], text, sizeof text - 1) > 0);
  close(ends[0]);
  CHECK(std::string(text) == "run --argv0 name " + module + " one two\n");
}

TEST_CASE("process: identity is the host's") {
  Guest guest;
  CHECK(guest.call("getpid") == getpid());
  CHECK(guest.call("getppid") == getppid());
  CHECK(guest.call("gettid") == gettid());
  CHECK(guest.call("getuid") == getuid());
  CHECK(guest.call("getegid") == getegid());
  CHECK(guest.call("getpgrp") == getpgrp());
  CHECK(guest.call("getsid", 0) == getsid(0));
  CHECK(guest.call("set_tid_address", 1024) == gettid());
  CHECK(guest.caller().clear_child_tid == 1024);
  uint32_t name = guest.room(390);
  CHECK(guest.call("uname", name) == 0);
  CHECK(std::string(guest.bytes(name, 65).c_str()) == "Linux");
  CHECK(guest.call("uname", guest.bad_address()) == -EFAULT);
  CHECK(guest.call("sysinfo", guest.room(368)) == 0);
  uint32_t random = guest.room(16);
  CHECK(guest.call("getrandom", random, 16, 0) == 16);
  CHECK(guest.bytes(random, 16) != std::string(16, '\0'));
  CHECK(guest.call("sched_getaffinity", 0, 128, guest.room(128)) > 0);
  CHECK(guest.call("sched_yield") == 0);
}

TEST_CASE("process: limits on address space are recorded and never reach the engine") {
  Guest guest;
  uint32_t out = guest.room(16);
  rlimit before, after;
  REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
  CHECK(guest.call("setrlimit", RLIMIT_AS, guest.place(rlimit{4096, 1 << 20})) == 0);
  REQUIRE(getrlimit(RLIMIT_AS, &after) == 0);
  CHECK(after.rlim_cur == before.rlim_cur);
  CHECK(guest.call("getrlimit", RLIMIT_AS, out) == 0);
  CHECK(guest.read<rlimit>(out).rlim_cur == 4096);
  CHECK(guest.call("prlimit64", 0, RLIMIT_AS, guest.place(rlimit{1, 2}), out) == 0);
  CHECK(guest.read<rlimit>(out).rlim_max == 1 << 20);
  CHECK(guest.call("setrlimit", RLIMIT_AS, guest.place(rlimit{2, 1})) == -EINVAL);
  CHECK(guest.call("setrlimit", RLIMIT_AS, guest.place(rlimit{2, 3})) == -EPERM);
  CHECK(guest.call("getrlimit", RLIMIT_NOFILE, out) == 0);
  CHECK(guest.read<rlimit>(out).rlim_cur > 0);
  CHECK(guest.call("getrlimit", 99, out) == -EINVAL);
}

TEST_CASE("process: prctl knows its options and refuses all others") {
  Guest guest;
  uint32_t name = guest.string("new-name");
  uint32_t out = guest.room(16);
  CHECK(guest.call("prctl", PR_SET_NAME, name, 0, 0, 0) == 0);
  CHECK(guest.call("prctl", PR_GET_NAME, out, 0, 0, 0) == 0);
  CHECK(std::string(guest.bytes(out, 16).c_str()) == "new-name");
  CHECK(guest.call("prctl", PR_SET_NAME, guest.bad_address(), 0, 0, 0) == -EFAULT);
  CHECK(guest.call("prctl", PR_SET_PDEATHSIG, 65, 0, 0, 0) == -EINVAL);
  CHECK(guest.call("prctl", PR_SET_DUMPABLE, 2, 0, 0, 0) == -EINVAL);
  CHECK(guest.call("prctl", PR_GET_DUMPABLE, 0, 0, 0, 0) == prctl(PR_GET_DUMPABLE));
  for (int option :
       {PR_SET_SECCOMP, PR_SET_MM, PR_SET_TSC, PR_SET_SYSCALL_USER_DISPATCH, 65, 1000, -1}) {
    CAPTURE(option);
    CHECK(guest.call("prctl", option, 1, 2, 3, 4) == -EINVAL);
  }
  CHECK(guest.call("personality", 0xffffffff) >= 0);
  CHECK(guest.call("personality", 0x0400000) == -EPERM);
}

TEST_CASE("signals: actions are stored and answered as they were given") {
  Guest guest;
  GuestSigaction handler{17, 0xffffffff'94000000, 3, 0x55};
  uint32_t action = guest.place(handler);
  uint32_t old = guest.room(24);
  CHECK(guest.call("rt_sigaction", SIGUSR1, action, old, 8) == 0);
  CHECK(uint32_t{guest.read<GuestSigaction>(old).handler} == 0);
  CHECK(guest.call("rt_sigaction", SIGUSR1, 0, old, 8) == 0);
  GuestSigaction seen = guest.read<GuestSigaction>(old);
  CHECK(uint64_t{seen.handler} == 17);
  CHECK(uint64_t{seen.flags} == 0x94000000);
  CHECK(uint64_t{seen.mask} == 0x55);
  CHECK(guest.call("rt_sigaction", SIGSEGV, action, 0, 8) == 0);
  CHECK(guest.call("rt_sigaction", SIGKILL, action, 0, 8) == -EINVAL);
  CHECK(guest.call("rt_sigaction", 0, action, 0, 8) == -EINVAL);
  CHECK(guest.call("rt_sigaction", 65, action, 0, 8) == -EINVAL);
  CHECK(guest.call("rt_sigaction", SIGUSR1, action, 0, 128) == -EINVAL);
  CHECK(guest.call("rt_sigaction", SIGUSR1, guest.bad_address(), 0, 8) == -EFAULT);
}

TEST_CASE("signals: ignoring reaches the kernel, faults stay the engine's") {
  Guest guest;
  uint32_t ignore = guest.place(GuestSigaction{SignalAction::kIgnore, 0, 0, 0});
  CHECK(status_of([&] {
          guest.call("rt_sigaction", SIGUSR1, ignore, 0, 8);
          guest.call("kill", getpid(), SIGUSR1);
          _exit(4);
        }) == 4);
  struct sigaction before, after;
  sigaction(SIGSEGV, nullptr, &before);
  CHECK(guest.call("rt_sigaction", SIGSEGV, ignore, 0, 8) == 0);
  sigaction(SIGSEGV, nullptr, &after);
  CHECK((before.sa_sigaction == after.sa_sigaction));
}

TEST_CASE("signals: masks never block what the engine needs, and the guest does not notice") {
  Guest guest;
  uint32_t all = guest.place(~uint64_t{0});
  uint32_t none = guest.place(uint64_t{0});
  uint32_t old = guest.room(8);
  CHECK(guest.call("rt_sigprocmask", SIG_SETMASK, all, old, 8) == 0);
  sigset_t native;
  pthread_sigmask(SIG_SETMASK, nullptr, &native);
  CHECK(sigismember(&native, SIGSEGV) == 0);
  CHECK(sigismember(&native, SIGUSR1) == 1);
  CHECK(guest.call("rt_sigprocmask", SIG_SETMASK, none, old, 8) == 0);
  uint64_t seen = guest.read<uint64_t>(old);
  CHECK((seen & signal_bit(SIGSEGV)) != 0);
  CHECK((seen & signal_bit(SIGUSR1)) != 0);
  CHECK(guest.call("rt_sigprocmask", SIG_BLOCK, 0, old, 8) == 0);
  CHECK(guest.read<uint64_t>(old) == 0);
  CHECK(guest.call("rt_sigprocmask", 77, all, 0, 8) == -EINVAL);
  CHECK(guest.call("rt_sigprocmask", SIG_BLOCK, all, 0, 128) == -EINVAL);
  CHECK(guest.call("rt_sigprocmask", SIG_BLOCK, guest.bad_address(), 0, 8) == -EFAULT);
}

TEST_CASE("signals: a pending signal is seen and taken") {
  Guest guest;
  uint32_t set = guest.place(signal_bit(SIGUSR2));
  REQUIRE(guest.call("rt_sigprocmask", SIG_BLOCK, set, 0, 8) == 0);
  CHECK(guest.call("tkill", gettid(), SIGUSR2) == 0);
  uint32_t out = guest.room(128);
  CHECK(guest.call("rt_sigpending", out, 8) == 0);
  CHECK(guest.read<uint64_t>(out) == signal_bit(SIGUSR2));
  CHECK(guest.call("rt_sigtimedwait", set, out, 0, 8) == SIGUSR2);
  CHECK(guest.read<int32_t>(out) == SIGUSR2);
  CHECK(guest.read<int32_t>(out + 16) == getpid());
  CHECK(guest.call("rt_sigprocmask", SIG_UNBLOCK, set, 0, 8) == 0);
}

TEST_CASE("signals: the alternate stack is kept and never the kernel's") {
  Guest guest;
  stack_t before, after;
  sigaltstack(nullptr, &before);
  uint32_t stack = guest.place(GuestStack{4096, 0, 8192});
  uint32_t old = guest.room(12);
  CHECK(guest.call("sigaltstack", stack, old) == 0);
  CHECK(guest.read<GuestStack>(old).flags == 2);
  CHECK(guest.call("sigaltstack", 0, old) == 0);
  CHECK(guest.read<GuestStack>(old).size == 8192);
  sigaltstack(nullptr, &after);
  CHECK(before.ss_sp == after.ss_sp);
  CHECK(guest.call("sigaltstack", guest.place(GuestStack{4096, 0, 100}), 0) == -ENOMEM);
  CHECK(guest.call("sigaltstack", guest.place(GuestStack{4096, 8, 8192}), 0) == -EINVAL);
}

TEST_CASE("time: clocks are read and slept on") {
  Guest guest;
  uint32_t out = guest.room(16);
  CHECK(guest.call("clock_gettime", CLOCK_REALTIME, out) == 0);
  CHECK(std::abs(guest.read<timespec>(out).tv_sec - time(nullptr)) <= 2);
  CHECK(guest.call("clock_gettime", 99, out) == -EINVAL);
  CHECK(guest.call("clock_gettime", CLOCK_MONOTONIC, guest.bad_address()) == -EFAULT);
  CHECK(guest.call("clock_gettime", CLOCK_MONOTONIC, 0) == -EFAULT);
  CHECK(guest.call("gettimeofday", out, guest.room(8)) == 0);
  CHECK(std::abs(guest.call("time", 0) - time(nullptr)) <= 2);
  CHECK(guest.call("time", guest.bad_address()) == -EFAULT);
  CHECK(guest.call("nanosleep", guest.place(timespec{0, 1000}), 0) == 0);
  CHECK(guest.call("clock_nanosleep", CLOCK_MONOTONIC, 0, guest.place(timespec{0, 1}), 0) == 0);
  CHECK(guest.call("alarm", 100) == 0);
  CHECK(guest.call("alarm", 0) == 100);
  CHECK(guest.call("times", guest.room(32)) > 0);
  CHECK(guest.call("getrusage", 0, guest.room(272)) == 0);
}

TEST_CASE("poll: readiness in all its forms") {
  Guest guest;
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(write(ends[1], "x", 1) == 1);
  uint32_t fds = guest.place(std::array<pollfd, 2>{{{ends[0], POLLIN, 0}, {ends[1], POLLIN, 0}}});
  CHECK(guest.call("poll", fds, 2, 0) == 1);
  CHECK(guest.read<pollfd>(fds).revents == POLLIN);
  uint32_t now = guest.place(timespec{0, 0});
  uint32_t mask = guest.place(~uint64_t{0});
  CHECK(guest.call("ppoll", fds, 2, now, mask, 8) == 1);
  CHECK(guest.call("ppoll", fds, 2, now, mask, 7) == -EINVAL);
  CHECK(guest.call("poll", guest.bad_address(), 2, 0) == -EFAULT);
  CHECK(guest.call("poll", fds, uint64_t{1} << 31, 0) == -EINVAL);

  std::array<uint64_t, 16> set{};
  set[ends[0] / 64] |= uint64_t{1} << (ends[0] % 64);
  uint32_t read_set = guest.place(set);
  uint32_t wait = guest.place(timeval{0, 1'500'000});
  CHECK(guest.call("select", ends[0] + 1, read_set, 0, 0, wait) == 1);
  CHECK(guest.read<std::array<uint64_t, 16>>(read_set) == set);
  CHECK(guest.read<timeval>(wait).tv_sec <= 1);
  CHECK(guest.call("select", -1, 0, 0, 0, 0) == -EINVAL);
  uint32_t sixth = guest.place(GuestSetAndSize{mask, 8});
  CHECK(guest.call("pselect6", ends[0] + 1, read_set, 0, 0, now, sixth) == 1);
  sixth = guest.place(GuestSetAndSize{mask, 9});
  CHECK(guest.call("pselect6", ends[0] + 1, read_set, 0, 0, now, sixth) == -EINVAL);

  int64_t epoll = guest.call("epoll_create1", 0);
  REQUIRE(epoll >= 0);
  for (int i = 0; i < 2; ++i) {
    uint32_t event = guest.place(GuestEpollEvent{i == 0 ? 1u : 4u, 0x1122334455667700u + i});
    CHECK(guest.call("epoll_ctl", epoll, 1, ends[i], event) == 0);
  }
  uint32_t events = guest.room(12 * 8);
  CHECK(guest.call("epoll_wait", epoll, events, 8, 0) == 2);
  std::set<uint64_t> data;
  for (uint32_t i = 0; i < 2; ++i)
    data.insert(uint64_t{guest.read<GuestEpollEvent>(events + 12 * i).data});
  CHECK(data == std::set<uint64_t>{0x1122334455667700, 0x1122334455667701});
  CHECK(guest.call("epoll_pwait", epoll, events, 8, 0, mask, 8) == 2);
  if (host_has(HostFeature::EpollPwait2)) {
    CHECK(guest.call("epoll_pwait2", epoll, events, 8, now, 0, 8) == 2);
  }
  CHECK(guest.call("epoll_wait", epoll, events, 0, 0) == -EINVAL);
  CHECK(guest.call("epoll_wait", epoll, events, -1, 0) == -EINVAL);
  CHECK(guest.call("epoll_wait", epoll, guest.bad_address(), 8, 0) == -EFAULT);
  CHECK(guest.call("epoll_ctl", epoll, 2, ends[0], 0) == 0);
  int64_t counter = guest.call("eventfd2", 3, 0);
  CHECK(guest.call("read", counter, events, 8) == 8);
  CHECK(guest.read<uint64_t>(events) == 3);
  for (int64_t fd : {epoll, counter, int64_t{ends[0]}, int64_t{ends[1]}})
    close(static_cast<int>(fd));
}

TEST_CASE("futex: the fourth operand is a time or a count, by operation") {
  Guest guest;
  uint32_t word = guest.place(int32_t{5});
  uint32_t other = guest.place(int32_t{5});
  uint32_t soon = guest.place(timespec{0, 1000});
  CHECK(guest.call("futex", word, FUTEX_WAIT, 4, 0, 0, 0) == -EAGAIN);
  CHECK(guest.call("futex", word, FUTEX_WAIT, 5, soon, 0, 0) == -ETIMEDOUT);
  CHECK(guest.call("futex", word, FUTEX_WAIT, 5, guest.bad_address(), 0, 0) == -EFAULT);
  CHECK(guest.call("futex", word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, 7, 0, 0) == 0);
  CHECK(guest.call("futex", word, FUTEX_REQUEUE, 0, 1, other, 0) == 0);
  CHECK(guest.call("futex", word, FUTEX_CMP_REQUEUE, 0, 1, other, 6) == -EAGAIN);
  CHECK(guest.call("futex", word, FUTEX_WAKE_OP, 1, 1, other, 0) == 0);
  CHECK(guest.call("futex", word + 1, FUTEX_WAKE, 1, 0, 0, 0) == -EINVAL);
  CHECK(guest.call("futex", 0, FUTEX_WAIT, 0, soon, 0, 0) == -EFAULT);
  CHECK(guest.call("futex", guest.bad_address(), FUTEX_WAIT, 0, soon, 0, 0) == -EFAULT);
  CHECK(guest.call("futex", word, 99, 1, 0, 0, 0) == -ENOSYS);
  CHECK(guest.call("set_robust_list", 1024, 24) == 0);
  CHECK(guest.call("set_robust_list", 1024, 12) == -EINVAL);
}

TEST_CASE("sockets: a pair carries bytes, messages and descriptors") {
  Guest guest;
  uint32_t ends = guest.room(8);
  REQUIRE(guest.call("socketpair", 1, 1, 0, ends) == 0);
  auto [left, right] = guest.read<Pair>(ends);
  uint32_t text = guest.string("abcdef");
  uint32_t out = guest.room(64);
  CHECK(guest.call("sendto", left, text, 6, 0, 0, 0) == 6);
  CHECK(guest.call("recvfrom", right, out, 64, 0, 0, 0) == 6);
  CHECK(guest.bytes(out, 6) == "abcdef");

  struct Control {
    uint32_t length = 20, padding = 0;
    int32_t level = SOL_SOCKET, type = SCM_RIGHTS, fd;
  } control{.fd = left};
  uint32_t vectors = guest.place(std::array<GuestIovec, 2>{{{text, 2}, {text + 4, 2}}});
  GuestMessageHeader header{0, 0, vectors, 2, 0, guest.place(control), 20, 0, 0};
  CHECK(guest.call("sendmsg", left, guest.place(header), 0) == 4);

  uint32_t incoming = guest.place(Control{.fd = -1});
  vectors = guest.place(std::array<GuestIovec, 1>{{{out, 64}}});
  uint32_t at = guest.place(GuestMessageHeader{0, 0, vectors, 1, 0, incoming, 20, 0, -1});
  CHECK(guest.call("recvmsg", right, at, 0) == 4);
  CHECK(guest.bytes(out, 4) == "abef");
  auto seen = guest.read<GuestMessageHeader>(at);
  CHECK(seen.control_length == 20);
  CHECK(seen.flags == 0);
  int received = guest.read<Control>(incoming).fd;
  CHECK(received > right);
  close(received);

  header.iov_count = 1025;
  CHECK(guest.call("sendmsg", left, guest.place(header), 0) == -EMSGSIZE);
  header.iov_count = -1;
  CHECK(guest.call("sendmsg", left, guest.place(header), 0) == -EMSGSIZE);
  CHECK(guest.call("sendmsg", left, 0, 0) == -EFAULT);
  CHECK(guest.call("recvmsg", left, guest.bad_address(), 0) == -EFAULT);

  vectors = guest.place(std::array<GuestIovec, 1>{{{text, 3}}});
  GuestMultiMessage one{{0, 0, vectors, 1, 0, 0, 0, 0, 0}, 0};
  uint32_t several = guest.place(std::array<GuestMultiMessage, 2>{one, one});
  CHECK(guest.call("sendmmsg", left, several, 2, 0) == 2);
  CHECK(guest.read<GuestMultiMessage>(several + 40).length == 3);
  CHECK(guest.call("recvmmsg", right, several, 1, 0, 0) == 1);
  CHECK(guest.read<GuestMultiMessage>(several).length == 3);

  uint32_t value = guest.room(8), length = guest.place(int32_t{4});
  CHECK(guest.call("getsockopt", left, SOL_SOCKET, SO_TYPE, value, length) == 0);
  CHECK(guest.read<int32_t>(value) == SOCK_STREAM);
  CHECK(guest.call("setsockopt", left, SOL_SOCKET, SO_ATTACH_FILTER, value, 7) == -EINVAL);
  // An emulator may have its own reason.
  int64_t flags = 0;
  REQUIRE(setsockopt(left, 999, 1, &flags, sizeof flags) == -1);
  CHECK(guest.call("setsockopt", left, 999, 1, value, 8) == -errno);
  CHECK(guest.call("shutdown", left, SHUT_RDWR) == 0);
  close(left);
  close(right);
}

}  // namespace wali::sys::test
