#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "tests/unit/wali/guest.h"
#include "wali/tracer.h"

namespace wali::sys::test {

namespace {

/// Everything this test program writes to standard error while it lives goes to a file of its own.
/// The tracer's sink is taken once per process, so there is one of these for all cases.
class Trace {
 public:
  static Trace& instance() {
    static Trace trace;
    return trace;
  }

  /// The lines written by one call.
  template <typename... Numbers>
  std::string of(Guest& guest, std::string_view name, Numbers... numbers) {
    const SyscallRow* row = find_syscall(name);
    REQUIRE(row != nullptr);
    std::vector<uint64_t> words{static_cast<uint64_t>(static_cast<int64_t>(numbers))...};
    words.resize(std::max<size_t>(row->operands.size(), 1));
    for (size_t i = 0; i < row->operands.size(); ++i) {
      if (!is_64_bit(row->operands[i])) words[i] = static_cast<uint32_t>(words[i]);
    }
    return take([&] { trace_call(const_cast<SyscallRow*>(row), guest.instance(), words.data()); });
  }
  template <typename Function>
  std::string take(Function function) {
    off_t start = lseek(file_, 0, SEEK_END);
    function();
    std::string text(static_cast<size_t>(lseek(file_, 0, SEEK_END) - start), 0);
    REQUIRE(pread(file_, text.data(), text.size(), start) == static_cast<ssize_t>(text.size()));
    return text;
  }

 private:
  Trace() {
    file_ = memfd_create("trace", MFD_CLOEXEC);
    int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 100);
    dup2(file_, STDERR_FILENO);
    start_tracing();
    dup2(saved, STDERR_FILENO);
    close(saved);
  }
  int file_;
};

}  // namespace

TEST_CASE("trace: a path and flags, with the errno of a failure") {
  Guest guest;
  uint32_t path = guest.string("/no/such/file.lua");
  CHECK(Trace::instance().of(guest, "openat", AT_FDCWD, path, 0100000, 0) ==
        "openat(AT_FDCWD, \"/no/such/file.lua\", O_RDONLY|O_LARGEFILE) = "
        "-1 ENOENT (No such file or directory)\n");
}

TEST_CASE("trace: the mode of an open that may create a file") {
  Guest guest;
  uint32_t path = guest.string("/no/such/file");
  CHECK(Trace::instance().of(guest, "open", path, 0101, 0644) ==
        "open(\"/no/such/file\", O_WRONLY|O_CREAT, 0644) = "
        "-1 ENOENT (No such file or directory)\n");
}

TEST_CASE("trace: buffers are escaped, cut at 32 bytes and limited to what was read") {
  Guest guest;
  int fd = memfd_create("data", MFD_CLOEXEC);
  std::string text =
      "a\tb\"c\\d\n\x01\x02"
      "3\xff";
  REQUIRE(write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  lseek(fd, 0, SEEK_SET);
  uint32_t buffer = guest.room(4096);
  CHECK(Trace::instance().of(guest, "read", fd, buffer, 4096) ==
        fmt::format("read({}, \"a\\tb\\\"c\\\\d\\n\\1\\0023\\377\", 4096) = 12\n", fd));
  uint32_t longer = guest.string(std::string(40, 'x'));
  CHECK(Trace::instance().of(guest, "write", fd, longer, 40) ==
        fmt::format("write({}, \"{}\"..., 40) = 40\n", fd, std::string(32, 'x')));
  CHECK(Trace::instance().of(guest, "read", -1, 16, 4096) ==
        "read(-1, 0x10, 4096) = -1 EBADF (Bad file descriptor)\n");
  close(fd);
}

TEST_CASE("trace: structures that the call reads and fills in") {
  Guest guest;
  uint32_t out = guest.room(128);
  std::string line = Trace::instance().of(guest, "clock_getres", CLOCK_MONOTONIC, out);
  CHECK(line == "clock_getres(CLOCK_MONOTONIC, {tv_sec=0, tv_nsec=1}) = 0\n");
  uint32_t time = guest.place(timespec{-5, 7});
  CHECK(Trace::instance().of(guest, "nanosleep", time, 0) ==
        "nanosleep({tv_sec=-5, tv_nsec=7}, NULL) = -1 EINVAL (Invalid argument)\n");
  line = Trace::instance().of(guest, "pipe", out);
  Pair ends = guest.read<Pair>(out);
  CHECK(line == fmt::format("pipe([{}, {}]) = 0\n", ends[0], ends[1]));
  uint32_t fds = guest.place(pollfd{ends[1], POLLOUT, 0});
  CHECK(
      Trace::instance().of(guest, "poll", fds, 1, 0) ==
      fmt::format("poll([{{fd={0}, events=POLLOUT}}], 1 => [{{fd={0}, revents=POLLOUT}}], 0) = 1\n",
                  ends[1]));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("trace: signal sets and actions") {
  Guest guest;
  uint32_t set = guest.place(uint64_t{signal_bit(SIGINT) | signal_bit(SIGCHLD)});
  CHECK(Trace::instance().of(guest, "rt_sigprocmask", SIG_UNBLOCK, set, 0, 8) ==
        "rt_sigprocmask(SIG_UNBLOCK, [INT CHLD], NULL, 8) = 0\n");
  uint32_t action = guest.place(GuestSigaction{5, 0x14000000, 1, 0});
  CHECK(Trace::instance().of(guest, "rt_sigaction", SIGKILL, action, 0, 8) ==
        "rt_sigaction(SIGKILL, {sa_handler=0x5, sa_mask=[], sa_flags=SA_RESTORER|SA_RESTART}, "
        "NULL, 8) = -1 EINVAL (Invalid argument)\n");
}

TEST_CASE("trace: commands with their own kind of argument") {
  Guest guest;
  int fd = memfd_create("data", 0);
  CHECK(Trace::instance().of(guest, "fcntl", fd, F_SETFD, 1) ==
        fmt::format("fcntl({}, F_SETFD, FD_CLOEXEC) = 0\n", fd));
  CHECK(Trace::instance().of(guest, "fcntl", fd, F_GETFD, 99) ==
        fmt::format("fcntl({}, F_GETFD) = 1\n", fd));
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_start = 10;
  lock.l_len = 20;
  uint32_t at = guest.place(lock);
  CHECK(Trace::instance().of(guest, "fcntl", fd, 6, at) ==
        fmt::format("fcntl({}, F_SETLK, {{l_type=F_WRLCK, l_whence=SEEK_SET, l_start=10, "
                    "l_len=20}}) = 0\n",
                    fd));
  uint32_t size = guest.room(64);
  CHECK(Trace::instance().of(guest, "ioctl", fd, 0x5413, size) ==
        fmt::format("ioctl({}, TIOCGWINSZ, {:#x}) = -1 ENOTTY (Inappropriate ioctl for device)\n",
                    fd,
                    size));
  close(fd);
}

TEST_CASE("trace: calls about addresses answer in hexadecimal") {
  Guest guest;
  std::string line = Trace::instance().of(guest, "mmap", 0, 4096, 3, 0x22, -1, 0);
  CHECK(line.starts_with(
      "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x"));
}

TEST_CASE("trace: a call that may not return is written before it") {
  Guest guest;
  std::string line = Trace::instance().take([&] {
    pid_t child = fork();
    if (child == 0) {
      const SyscallRow* row = find_syscall("exit_group");
      uint64_t words[1] = {300};
      trace_call(const_cast<SyscallRow*>(row), guest.instance(), words);
      _exit(99);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == (300 & 0xff));
  });
  CHECK(line.starts_with("[pid "));
  CHECK(line.ends_with("] exit_group(300) = ?\n"));
  uint32_t path = guest.string("/no/such/program");
  uint32_t argv = guest.place(std::array<uint32_t, 3>{guest.string("one"), guest.string("two"), 0});
  CHECK(Trace::instance().of(guest, "execve", path, argv, 0) ==
        "execve(\"/no/such/program\", [\"one\", \"two\"], NULL) = ?\n"
        "<... execve resumed> = -1 ENOENT (No such file or directory)\n");
  std::string with_environment = Trace::instance().of(guest, "execve", path, argv, argv);
  CHECK(with_environment.starts_with(fmt::format(
      "execve(\"/no/such/program\", [\"one\", \"two\"], {:#x} /* 2 vars */) = ?\n", argv)));
}

TEST_CASE("trace: a call without a handler says so, and so does an unknown one") {
  Guest guest;
  CHECK(Trace::instance().of(guest, "shmget", 1, 2, 3) ==
        "shmget(1, 2, 3) = -1 ENOSYS (Function not implemented)\n");
  std::string line = Trace::instance().take(
      [&] { guest.call_import("SYS_no_such_call", type_of("i"), {1}, Tracing::On); });
  CHECK(line == "no_such_call() = -1 ENOSYS (Function not implemented)\n");
}

TEST_CASE("trace: every row can be printed with hostile arguments") {
  Guest guest;
  for (const SyscallRow& row : syscalls()) {
    CAPTURE(row.name);
    for (uint64_t word : {uint64_t{0}, ~uint64_t{0}, uint64_t{0xfffff000}, uint64_t{1024}}) {
      std::vector<uint64_t> words(8, word);
      TraceLine line(guest.caller());
      for (int64_t result : {int64_t{-14}, int64_t{0}, int64_t{1} << 40}) {
        line.set_result(result);
        line.text().clear();
        for (const ArgumentInfo& argument : row.arguments) {
          argument.print(line, words.data() + argument.first_operand);
          argument.print_after(line, words.data() + argument.first_operand);
        }
        CHECK(line.text().size() < 40'000);
      }
    }
  }
}

TEST_CASE("trace: errno values have names and messages") {
  CHECK(errno_name(ENOENT) == "ENOENT");
  CHECK(errno_message(ENOENT) == "No such file or directory");
  CHECK(errno_name(4000) == "");
  for (int number : {EPERM, EAGAIN, ERANGE, ENOSYS, ENOTSUP, EHWPOISON}) {
    CHECK_FALSE(errno_name(number).empty());
    CHECK(errno_message(number) == strerror(number));
  }
}

}  // namespace wali::sys::test
