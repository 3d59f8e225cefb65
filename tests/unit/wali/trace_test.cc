#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>

#include "tests/unit/wali/trace_fixture.h"
#include "wali/struct_layout.h"

namespace wali::sys::test {

TEST_CASE("trace: a path and flags, with the errno of a failure") {
  Guest guest;
  Trace trace;
  uint32_t path = guest.string("/no/such/file.lua");
  CHECK(trace.of(guest, "openat", AT_FDCWD, path, 0100000, 0) ==
        "openat(AT_FDCWD, \"/no/such/file.lua\", O_RDONLY|O_LARGEFILE) = "
        "-1 ENOENT (No such file or directory)\n");
}

TEST_CASE("trace: the mode of an open that may create a file") {
  Guest guest;
  Trace trace;
  uint32_t path = guest.string("/no/such/file");
  CHECK(trace.of(guest, "open", path, 0101, 0644) ==
        "open(\"/no/such/file\", O_WRONLY|O_CREAT, 0644) = "
        "-1 ENOENT (No such file or directory)\n");
}

TEST_CASE("trace: results stand at a column") {
  Guest guest;
  TraceOptions options = Trace::plain_options();
  options.result_column = 40;
  Trace trace(options);
  CHECK(trace.of(guest, "close", -1) ==
        "close(-1)                               = -1 EBADF (Bad file descriptor)\n");
}

TEST_CASE("trace: buffers are escaped, cut and limited to what was read") {
  Guest guest;
  Trace trace;
  int fd = memfd_create("data", MFD_CLOEXEC);
  std::string text =
      "a\tb\"c\\d\n\x01\x02"
      "3\xff";
  REQUIRE(write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  lseek(fd, 0, SEEK_SET);
  uint32_t buffer = guest.room(4096);
  CHECK(trace.of(guest, "read", fd, buffer, 4096) ==
        fmt::format("read({}, \"a\\tb\\\"c\\\\d\\n\\1\\0023\\377\", 4096) = 12\n", fd));
  uint32_t longer = guest.string(std::string(40, 'x'));
  CHECK(trace.of(guest, "write", fd, longer, 40) ==
        fmt::format("write({}, \"{}\"..., 40) = 40\n", fd, std::string(32, 'x')));
  CHECK(trace.of(guest, "read", -1, 16, 4096) ==
        "read(-1, 0x10, 4096) = -1 EBADF (Bad file descriptor)\n");
  close(fd);
}

TEST_CASE("trace: strings in hexadecimal, and of another length") {
  Guest guest;
  TraceOptions options = Trace::plain_options();
  options.style.hex_strings = HexStrings::NonPrintable;
  options.style.string_limit = 3;
  Trace trace(options);
  CHECK(trace.of(guest, "write", -1, guest.string("ab\ncd"), 5) ==
        "write(-1, \"ab\\n\"..., 5) = -1 EBADF (Bad file descriptor)\n");
  CHECK(trace.of(guest, "write", -1, guest.string("a\x01"), 2) ==
        "write(-1, \"\\x61\\x01\", 2) = -1 EBADF (Bad file descriptor)\n");
}

TEST_CASE("trace: paths of descriptors") {
  Guest guest;
  TraceOptions options = Trace::plain_options();
  options.style.shows_paths = true;
  Trace trace(options);
  uint32_t path = guest.string("/dev/null");
  int64_t fd = trace.make(guest, "open", {path, 0, 0});
  CHECK(trace.text() == fmt::format("open(\"/dev/null\", O_RDONLY) = {}</dev/null>\n", fd));
  CHECK(trace.of(guest, "close", fd) == fmt::format("close({}</dev/null>) = 0\n", fd));
}

TEST_CASE("trace: structures that the call reads and fills in") {
  Guest guest;
  Trace trace;
  uint32_t out = guest.room(128);
  CHECK(trace.of(guest, "clock_getres", CLOCK_MONOTONIC, out) ==
        "clock_getres(CLOCK_MONOTONIC, {tv_sec=0, tv_nsec=1}) = 0\n");
  uint32_t time = guest.place(timespec{-5, 7});
  CHECK(trace.of(guest, "nanosleep", time, 0) ==
        "nanosleep({tv_sec=-5, tv_nsec=7}, NULL) = -1 EINVAL (Invalid argument)\n");
  trace.make(guest, "pipe", {out});
  Pair ends = guest.read<Pair>(out);
  CHECK(trace.text() == fmt::format("pipe([{}, {}]) = 0\n", ends[0], ends[1]));
  uint32_t fds = guest.place(pollfd{ends[1], POLLOUT, 0});
  CHECK(
      trace.of(guest, "poll", fds, 1, 0) ==
      fmt::format("poll([{{fd={0}, events=POLLOUT}}], 1, 0) = 1 ([{{fd={0}, revents=POLLOUT}}])\n",
                  ends[1]));
  fds = guest.place(pollfd{ends[0], POLLIN, 0});
  CHECK(trace.of(guest, "poll", fds, 1, 0) ==
        fmt::format("poll([{{fd={}, events=POLLIN}}], 1, 0) = 0 (Timeout)\n", ends[0]));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("trace: what select found and what is left of its time") {
  Guest guest;
  Trace trace;
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  std::array<uint64_t, 16> set{};
  set[static_cast<size_t>(ends[1]) / 64] |= uint64_t{1} << ends[1] % 64;
  uint32_t write_set = guest.place(set), time = guest.place(timeval{0, 0});
  CHECK(trace.of(guest, "select", ends[1] + 1, 0, write_set, 0, time) ==
        fmt::format("select({}, NULL, [{}], NULL, {{tv_sec=0, tv_usec=0}}) = 1 (out [{}], left "
                    "{{tv_sec=0, tv_usec=0}})\n",
                    ends[1] + 1,
                    ends[1],
                    ends[1]));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("trace: signal sets and actions") {
  Guest guest;
  Trace trace;
  uint32_t set = guest.place(uint64_t{signal_bit(SIGINT) | signal_bit(SIGCHLD)});
  CHECK(trace.of(guest, "rt_sigprocmask", SIG_UNBLOCK, set, 0, 8) ==
        "rt_sigprocmask(SIG_UNBLOCK, [INT CHLD], NULL, 8) = 0\n");
  uint32_t full = guest.place(~signal_bit(SIGTERM));
  CHECK(trace.of(guest, "rt_sigprocmask", SIG_UNBLOCK, full, 0, 7) ==
        "rt_sigprocmask(SIG_UNBLOCK, ~[TERM], NULL, 7) = -1 EINVAL (Invalid argument)\n");
  uint32_t action = guest.place(GuestSigaction{5, 0x14000000, 1, 0});
  CHECK(trace.of(guest, "rt_sigaction", SIGKILL, action, 0, 8) ==
        "rt_sigaction(SIGKILL, {sa_handler=0x5, sa_mask=[], sa_flags=SA_RESTORER|SA_RESTART, "
        "sa_restorer=0x1}, NULL, 8) = -1 EINVAL (Invalid argument)\n");
}

TEST_CASE("trace: commands with their own kind of argument") {
  Guest guest;
  Trace trace;
  int fd = memfd_create("data", 0);
  CHECK(trace.of(guest, "fcntl", fd, F_SETFD, 1) ==
        fmt::format("fcntl({}, F_SETFD, FD_CLOEXEC) = 0\n", fd));
  CHECK(trace.of(guest, "fcntl", fd, F_GETFD, 99) ==
        fmt::format("fcntl({}, F_GETFD) = 0x1 (flags FD_CLOEXEC)\n", fd));
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_start = 10;
  lock.l_len = 20;
  uint32_t at = guest.place(lock);
  CHECK(trace.of(guest, "fcntl", fd, 6, at) ==
        fmt::format("fcntl({}, F_SETLK, {{l_type=F_WRLCK, l_whence=SEEK_SET, l_start=10, "
                    "l_len=20}}) = 0\n",
                    fd));
  uint32_t owner = guest.place(std::array{0x652f64, 5});
  CHECK(trace.of(guest, "fcntl", fd, 15, owner) ==
        fmt::format("fcntl({}, F_SETOWN_EX, {{type=0x652f64 /* F_??? */, pid=5}}) = -1 EINVAL "
                    "(Invalid argument)\n",
                    fd));
  uint32_t size = guest.room(64);
  CHECK(trace.of(guest, "ioctl", fd, 0x5413, size) ==
        fmt::format("ioctl({}, TIOCGWINSZ, {:#x}) = -1 ENOTTY (Inappropriate ioctl for device)\n",
                    fd,
                    size));
  CHECK(trace.of(guest, "futex", at, 128, 99, 0, 0, 0) ==
        fmt::format("futex({:#x}, FUTEX_WAIT_PRIVATE, 99, NULL) = -1 EAGAIN (Resource temporarily "
                    "unavailable)\n",
                    at));
  CHECK(trace.of(guest, "futex", at, 1, 1, 0, 0, 0) ==
        fmt::format("futex({:#x}, FUTEX_WAKE, 1) = 0\n", at));
  close(fd);
}

TEST_CASE("trace: socket addresses of each family") {
  Guest guest;
  Trace trace;
  auto address_text = [&](const void* bytes, uint32_t size) {
    uint32_t at = guest.room(128);
    REQUIRE(guest.caller().copy_out(at, bytes, size));
    std::string line = trace.of(guest, "bind", -1, at, size);
    std::string_view end = ") = -1 EBADF (Bad file descriptor)\n";
    REQUIRE(line.ends_with(end));
    return line.substr(9, line.size() - 9 - end.size());
  };
  const unsigned char internet[16] = {AF_INET, 0, 0x1f, 0x90, 127, 0, 0, 1};
  CHECK(address_text(internet, 16) ==
        "{sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr(\"127.0.0.1\")}, 16");
  unsigned char internet6[28] = {AF_INET6, 0, 0, 80};
  internet6[23] = 1;
  CHECK(address_text(internet6, 28) ==
        "{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "
        "\"::1\", &sin6_addr), sin6_scope_id=0}, 28");
  CHECK(address_text("\1\0/run/x", 9) == "{sa_family=AF_UNIX, sun_path=\"/run/x\"}, 9");
  CHECK(address_text("\1\0\0abc", 6) == "{sa_family=AF_UNIX, sun_path=@\"abc\"}, 6");
  CHECK(address_text("\x10\0\0\0\5\0\0\0\1\0\0\0", 12) ==
        "{sa_family=AF_NETLINK, nl_pid=5, nl_groups=00000001}, 12");
}

TEST_CASE("trace: a length that a call changes is shown as it was and as it is") {
  Guest guest;
  Trace trace;
  int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
  uint32_t address = guest.room(128), length = guest.place(uint32_t{110});
  CHECK(trace.of(guest, "getsockname", fd, address, length) ==
        fmt::format("getsockname({}, {{sa_family=AF_UNIX}}, [110 => 2]) = 0\n", fd));
  uint32_t size = guest.place(uint32_t{4});
  CHECK(trace.of(guest, "getsockopt", fd, SOL_SOCKET, SO_TYPE, address, size) ==
        fmt::format("getsockopt({}, SOL_SOCKET, SO_TYPE, [2], [4]) = 0\n", fd));
  close(fd);
}

TEST_CASE("trace: constants without a name") {
  Guest guest;
  Trace trace;
  CHECK(trace.of(guest, "lseek", -1, 0, 99) ==
        "lseek(-1, 0, 0x63 /* SEEK_??? */) = -1 EBADF (Bad file descriptor)\n");
  CHECK(trace.of(guest, "kill", 0, 99) == "kill(0, 99) = -1 EINVAL (Invalid argument)\n");
}

TEST_CASE("trace: calls about addresses answer in hexadecimal") {
  Guest guest;
  Trace trace;
  std::string line = trace.of(guest, "mmap", 0, 4096, 3, 0x22, -1, 0);
  CHECK(line.starts_with(
      "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x"));
}

TEST_CASE("trace: a call that does not return is written before it, and so is the end") {
  Guest guest;
  Trace trace;
  pid_t child = fork();
  if (child == 0) {
    trace.make(guest, "exit_group", {300});
    _exit(99);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == (300 & 0xff));
  CHECK(
      trace.text() ==
      fmt::format("[pid {0:5}] exit_group(300) = ?\n[pid {0:5}] +++ exited with 44 +++\n", child));
}

TEST_CASE("trace: a program that cannot be executed, and its environment") {
  Guest guest;
  Trace trace;
  uint32_t path = guest.string("/no/such/program");
  uint32_t argv = guest.place(std::array<uint32_t, 3>{guest.string("one"), guest.string("two"), 0});
  CHECK(trace.of(guest, "execve", path, argv, argv) ==
        fmt::format(
            "execve(\"/no/such/program\", [\"one\", \"two\"], {:#x} /* 2 vars */) = -1 ENOENT "
            "(No such file or directory)\n",
            argv));
}

TEST_CASE("trace: a call without a handler says so, and so does an unknown one") {
  Guest guest;
  Trace trace;
  CHECK(trace.of(guest, "uselib", 0) == "uselib(NULL) = -1 ENOSYS (Function not implemented)\n");
  guest.call_import("SYS_no_such_call", type_of("i"), {1});
  CHECK(trace.text() == "no_such_call() = -1 ENOSYS (Function not implemented)\n");
}

TEST_CASE("trace: only what a filter selects is bound to the tracer") {
  TraceOptions options = Trace::plain_options();
  REQUIRE(apply_expression(options, "trace=close"));
  Trace trace(options);
  CHECK(traced_call(*find_syscall("close")) != nullptr);
  CHECK(traced_call(*find_syscall("read")) == nullptr);
}

TEST_CASE("trace: without one, imports are bound to the calls' own entries") {
  CHECK(traced_call(*find_syscall("getpid")) == nullptr);
  auto binding = bind_import("SYS_getpid", type_of(""));
  REQUIRE(binding);
  CHECK((binding->callback == find_syscall("getpid")->entry));
}

TEST_CASE("trace: signals that are delivered, unless they are not wanted") {
  TraceOptions options = Trace::plain_options();
  REQUIRE(apply_expression(options, "signal=!SIGUSR1"));
  Trace trace(options);
  siginfo_t info{};
  info.si_signo = SIGCHLD;
  info.si_code = CLD_EXITED;
  info.si_pid = 12;
  info.si_status = 3;
  trace_signal(info);
  CHECK(trace.text() ==
        "--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=12, si_uid=0, si_status=3, "
        "si_utime=0, si_stime=0} ---\n");
  info.si_signo = SIGUSR1;
  info.si_code = SI_TKILL;
  trace_signal(info);
  CHECK(trace.text() == "");
}

TEST_CASE("trace: only calls with the wanted outcome") {
  Guest guest;
  TraceOptions options = Trace::plain_options();
  options.shows_successes = false;
  Trace trace(options);
  CHECK(trace.of(guest, "getpid") == "");
  CHECK(trace.of(guest, "close", -1) == "close(-1) = -1 EBADF (Bad file descriptor)\n");
}

TEST_CASE("trace: a summary counts calls, errors and time and writes no lines") {
  Guest guest;
  TraceOptions options = Trace::plain_options();
  options.summary = SummaryUse::Only;
  Trace trace(options);
  trace.make(guest, "getpid", {});
  trace.make(guest, "close", {static_cast<uint32_t>(-1)});
  CHECK(trace.text() == "");
  const CallCounter& closes = trace.log().counter(traced_call(*find_syscall("close"))->index);
  CHECK(closes.calls == 1);
  CHECK(closes.errors == 1);
}

TEST_CASE("trace: an object of JSON for each call") {
  Guest guest;
  TraceOptions options = Trace::plain_options();
  options.format = LineFormat::Json;
  Trace trace(options);
  auto object = nlohmann::json::parse(trace.of(guest, "write", -1, guest.string("a\xff"), 2));
  CHECK(object["call"] == "write");
  CHECK(object["arguments"] == nlohmann::json({"-1", "\"a\\377\"", "2"}));
  CHECK(object["result"] == -1);
  CHECK(object["errno"] == "EBADF");
  CHECK(object["thread"] == gettid());
  object = nlohmann::json::parse(trace.of(guest, "getpid"));
  CHECK(object["result"] == getpid());
  CHECK(object["arguments"].empty());
}

TEST_CASE("trace: every row can be printed with hostile arguments") {
  Guest guest;
  TraceStyle style;
  for (const SyscallRow& row : syscalls()) {
    CAPTURE(row.name);
    for (uint64_t word : {uint64_t{0}, ~uint64_t{0}, uint64_t{0xfffff000}, uint64_t{1024}}) {
      std::vector<uint64_t> words(8, word);
      TraceLine line(guest.caller(), style, words.data());
      for (int64_t result : {int64_t{-14}, int64_t{0}, int64_t{1} << 40}) {
        line.set_result(result);
        line.clear();
        for (const ArgumentInfo& argument : row.arguments) {
          argument.print(line, words.data() + argument.first_operand);
          argument.print_after(line, words.data() + argument.first_operand);
        }
        CHECK(line.text().size() < 100'000);
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
