#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>

#include "tests/unit/wali/trace_fixture.h"
#include "wali/trace/summary.h"
#include "wali/trace/writer.h"

namespace wali::sys::test {

namespace {

std::unique_ptr<TraceLog> new_log(TraceOptions options = Trace::plain_options()) {
  auto log = TraceLog::create(options, Delivery::Late);
  REQUIRE(log.has_value());
  (*log)->live_threads() = 1;
  return std::move(*log);
}

/// What a writer makes of everything that `append` puts into a log.
template <typename Function>
std::string written(WriteMethod method, Function append) {
  auto log = new_log();
  log->become_writer();
  int file = memfd_create("lines", MFD_CLOEXEC);
  std::thread writer([&] { write_log(*log, file, method); });
  append(*log);
  log->finish();
  writer.join();
  std::string text(static_cast<size_t>(lseek(file, 0, SEEK_END)), 0);
  REQUIRE(pread(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  close(file);
  return text;
}

}  // namespace

TEST_CASE("trace log: a line is begun and ended, or interrupted and resumed") {
  auto log = new_log();
  log->open_line(1, "read(0, ");
  log->close_line(1, "read", "\"x\", 1)", "= 1");
  CHECK(take_text(*log) == "read(0, \"x\", 1) = 1\n");
  log->live_threads() = 2;
  log->open_line(1, "read(0, ");
  log->add_line(2, "getpid()", "= 5");
  log->close_line(1, "read", "\"x\", 1)", "= 1");
  CHECK(take_text(*log) ==
        "[pid     1] read(0,  <unfinished ...>\n"
        "[pid     2] getpid() = 5\n"
        "[pid     1] <... read resumed>\"x\", 1) = 1\n");
}

TEST_CASE("trace log: a line whose thread has died") {
  auto log = new_log();
  log->open_line(7, "pause(");
  log->abandon_line(8);
  log->abandon_line(7);
  CHECK(take_text(*log) == "pause( <unfinished ...>) = ?\n");
}

TEST_CASE("trace log: what a killed process has appended is there, in order with that of others") {
  auto log = new_log();
  log->add_bare_line("first");
  pid_t child = fork();
  if (child == 0) {
    log->add_bare_line("second");
    kill(getpid(), SIGKILL);
  }
  waitpid(child, nullptr, 0);
  log->add_bare_line("third");
  CHECK(take_text(*log) == "first\nsecond\nthird\n");
}

TEST_CASE("trace log: another process joins it by its path") {
  auto log = new_log();
  std::string path = fmt::format("/proc/{}/fd/{}", getpid(), log->descriptor());
  auto joined = TraceLog::open(path);
  REQUIRE(joined.has_value());
  CHECK((*joined)->options().follows_children);
  (*joined)->add_bare_line("from there");
  CHECK(take_text(*log) == "from there\n");
  CHECK(TraceLog::open("/dev/null").error() == EINVAL);
  CHECK(TraceLog::open("/no/such/log").error() == ENOENT);
}

TEST_CASE("trace log: writers write everything in order, more than the log can hold at once") {
  constexpr int kLines = 40'000;
  std::string expected;
  for (int i = 0; i < kLines; ++i) expected += fmt::format("line {} of many that do not fit\n", i);
  REQUIRE(expected.size() > 1 << 20);
  for (WriteMethod method : {WriteMethod::Ring, WriteMethod::Plain}) {
    bool is_equal = expected == written(method, [](TraceLog& log) {
                      for (int i = 0; i < kLines; ++i)
                        log.add_bare_line(fmt::format("line {} of many that do not fit", i));
                    });
    CHECK(is_equal);
  }
}

TEST_CASE("trace log: lines of several threads stay whole") {
  constexpr int kThreads = 4, kLines = 2000;
  std::string text = written(WriteMethod::Ring, [](TraceLog& log) {
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&log, t] {
        for (int i = 0; i < kLines; ++i) log.add_bare_line(fmt::format("{}-{}", t, i));
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  int next[kThreads] = {}, lines = 0;
  for (size_t at = 0; at < text.size(); ++lines) {
    size_t end = text.find('\n', at);
    int thread = text[at] - '0';
    REQUIRE((thread >= 0 && thread < kThreads));
    REQUIRE(text.substr(at, end - at) == fmt::format("{}-{}", thread, next[thread]++));
    at = end + 1;
  }
  CHECK(lines == kThreads * kLines);
}

TEST_CASE("trace log: when nothing can be written, lines are dropped and nobody waits") {
  auto log = new_log();
  log->become_writer();
  int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  std::thread writer([&] { write_log(*log, full); });
  for (int i = 0; i < 60'000; ++i) log->add_bare_line("a line that goes to a full device");
  log->finish();
  writer.join();
  close(full);
  CHECK(take_text(*log).size() <= 1 << 20);
}

TEST_CASE("trace filter: names, negation, classes and expressions") {
  auto selected = [](std::string_view expression, std::string_view name) {
    TraceOptions options = default_trace_options();
    REQUIRE(apply_expression(options, expression));
    auto call = std::ranges::find_if(
        traced_calls(), [&](const TracedCall& row) { return row.target->name == name; });
    REQUIRE(call != traced_calls().end());
    return options.calls[call->index];
  };
  CHECK(selected("trace=open,read", "read"));
  CHECK(selected("read", "read"));
  CHECK_FALSE(selected("trace=open,read", "write"));
  CHECK_FALSE(selected("trace=!read", "read"));
  CHECK(selected("trace=!read", "write"));
  CHECK(selected("trace=%file", "openat"));
  CHECK(selected("file", "execve"));
  CHECK_FALSE(selected("trace=%file", "read"));
  CHECK(selected("trace=%desc", "read"));
  CHECK(selected("trace=%desc", "epoll_create1"));
  CHECK(selected("trace=%network", "listen"));
  CHECK(selected("trace=%net", "socketpair"));
  CHECK(selected("trace=%memory", "mmap"));
  CHECK(selected("trace=%signal", "kill"));
  CHECK(selected("trace=%process", "__wasm_thread_spawn"));
  CHECK(selected("trace=%%stat", "lstat"));
  CHECK(selected("trace=%%stat", "newfstatat"));
  CHECK(selected("trace=/^f.*stat", "fstatfs"));
  CHECK(selected("trace=?no_such_call,read", "read"));
  CHECK(selected("trace=all", "wait4"));
  CHECK(selected("all", "__proc_exit"));
  CHECK_FALSE(selected("trace=all", "__cl_get_argc"));
  CHECK(selected("trace=__cl_get_argc", "__cl_get_argc"));
  CHECK_FALSE(selected("trace=none", "read"));
  CHECK(selected("fadvise64", "fadvise"));
  TraceOptions options = default_trace_options();
  for (const char* wrong : {"trace=nonsense",
                            "trace=%nonsense",
                            "trace=/(",
                            "trace=/no_such",
                            "inject=all",
                            "signal=x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(apply_expression(options, wrong));
  }
  REQUIRE(apply_expression(options, "signal=!io,SIGCHLD"));
  CHECK((options.signals & (signal_bit(SIGIO) | signal_bit(SIGCHLD))) == 0);
  CHECK((options.signals & signal_bit(SIGTERM)) != 0);
}

TEST_CASE("trace tables: each name stands once, each class names calls that there are") {
  for (const TracedCall& call : traced_calls()) CHECK(call.index < kUnknownCall);
  auto known = [](std::string_view name) {
    return std::ranges::any_of(traced_calls(),
                               [&](const TracedCall& call) { return call.target->name == name; });
  };
  for (std::string_view list : classified_calls()) {
    for (size_t at = 0; at < list.size();) {
      size_t end = std::min(list.find(',', at), list.size());
      std::string_view name = list.substr(at, end - at);
      CAPTURE(name);
      CHECK(known(name));
      at = end + 1;
      while (at < list.size() && list[at] == ' ') ++at;
    }
  }
}

TEST_CASE("trace summary: as strace's table") {
  TraceOptions options = Trace::plain_options();
  auto log = new_log(options);
  CallCounter& reads = log->counter(0);
  reads.calls = 4;
  reads.nanoseconds = 30'000'000;
  CallCounter& writes = log->counter(1);
  writes.calls = 2;
  writes.errors = 1;
  writes.nanoseconds = 10'000'000;
  CHECK(summary_text(*log) ==
        "% time     seconds  usecs/call     calls    errors syscall\n"
        "------ ----------- ----------- --------- --------- ----------------\n"
        " 75.00    0.030000        7500         4           read\n"
        " 25.00    0.010000        5000         2         1 write\n"
        "------ ----------- ----------- --------- --------- ----------------\n"
        "100.00    0.040000        6666         6         1 total\n");
}

}  // namespace wali::sys::test
