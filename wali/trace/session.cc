#include "wali/trace/session.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "wali/host_call.h"
#include "wali/process.h"
#include "wali/trace/json_line.h"
#include "wali/trace/log.h"
#include "wali/trace/signal_text.h"
#include "wali/trace/summary.h"
#include "wali/trace/tracer.h"
#include "wali/trace/writer.h"

// The writer is the traced program's parent, as strace is: so the trace is whole however the
// program ends, and whoever waits for `wali` sees the program's end when the trace is complete.

namespace wali::sys {

namespace {

std::string& own_log_path() {
  static std::string path;
  return path;
}

/// The part of a trace that the writer does.
class Runner {
 public:
  Runner(TraceLog& log, pid_t program, int output)
      : log_(log), program_(program), output_(output) {}

  [[noreturn]] void run() {
    log_.become_writer();
    std::thread writer([this] { write_log(log_, output_); });
    wait_for_processes();
    if (log_.options().summary != SummaryUse::None) append_summary();
    log_.finish();
    writer.join();
    end_alike();
  }

  /// Signals that end a process or stop it arrive here as well; they are for the program.
  static sigset_t watched_signals() {
    sigset_t watched;
    sigfillset(&watched);
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS})
      sigdelset(&watched, fault);
    return watched;
  }

 private:
  void wait_for_processes() {
    sigset_t watched = watched_signals();
    while (collect_children()) {
      siginfo_t info;
      int signal = sigwaitinfo(&watched, &info);
      if (signal <= 0 || signal == SIGCHLD) continue;
      if (signal == SIGTSTP && info.si_code > 0) {
        raise(SIGSTOP);  // the terminal has stopped the program as well
      } else if (info.si_code <= 0 && info.si_pid != program_ && !is_over_) {
        kill(program_, signal);
      }
    }
  }

  // False when there is nobody left to wait for.
  bool collect_children() {
    for (;;) {
      int status = 0;
      pid_t child = waitpid(-1, &status, WNOHANG | WUNTRACED | __WALL);
      if (child == 0) return true;
      if (child < 0) return errno == EINTR;
      if (child == program_ && WIFSTOPPED(status)) {
        raise(SIGSTOP);
        kill(program_, SIGCONT);
      } else if (child == program_) {
        is_over_ = true;
        status_ = status;
        say_how_it_ended();
        if (!log_.options().follows_children) return false;
      }
    }
  }

  void say_how_it_ended() {
    log_.abandon_line(program_);
    const TraceOptions& options = log_.options();
    if (!options.shows_exits || options.summary == SummaryUse::Only) return;
    if (WIFSIGNALED(status_) && (options.signals & signal_bit(WTERMSIG(status_))) == 0) return;
    if (options.format == LineFormat::Json) {
      log_.add_bare_line(WIFSIGNALED(status_) ? json_killed(program_, WTERMSIG(status_))
                                              : json_exit(program_, WEXITSTATUS(status_)));
    } else if (WIFSIGNALED(status_)) {
      log_.add_line(program_,
                    fmt::format("+++ killed by {}{} +++",
                                signal_name(WTERMSIG(status_)),
                                WCOREDUMP(status_) ? " (core dumped)" : ""));
    } else {
      log_.add_line(program_, fmt::format("+++ exited with {} +++", WEXITSTATUS(status_)));
    }
  }

  void append_summary() {
    std::string text = summary_text(log_);
    text.pop_back();
    log_.add_bare_line(text);
  }

  [[noreturn]] void end_alike() {
    if (WIFSIGNALED(status_)) {
      rlimit no_core{0, 0};
      setrlimit(RLIMIT_CORE, &no_core);
      int signal = WTERMSIG(status_);
      ::signal(signal, SIG_DFL);
      raise(signal);
      sigset_t only;
      sigemptyset(&only);
      sigaddset(&only, signal);
      sigprocmask(SIG_UNBLOCK, &only, nullptr);
    }
    _exit(WIFSIGNALED(status_) ? 128 + WTERMSIG(status_) : WEXITSTATUS(status_));
  }

  TraceLog& log_;
  pid_t program_;
  int output_;
  int status_ = 0;
  bool is_over_ = false;
};

std::string problem(std::string_view what, int error) {
  return fmt::format("{}: {}", what, strerror(error));
}

// Late lines for an output that the program does not write to.
std::expected<std::unique_ptr<TraceLog>, std::string> make_log(const TraceOptions& options,
                                                               const TraceOutput& output) {
  auto log = TraceLog::create(options, output.path.empty() ? Delivery::Immediate : Delivery::Late);
  if (!log) return std::unexpected(problem("cannot make a trace", log.error()));
  return std::move(*log);
}

}  // namespace

std::expected<void, std::string> start_trace(const TraceOptions& options,
                                             const TraceOutput& output) {
  int fd = STDERR_FILENO;
  if (!output.path.empty()) {
    int mode = O_WRONLY | O_CREAT | O_CLOEXEC | (output.appends ? O_APPEND : O_TRUNC);
    fd = open(output.path.c_str(), mode, 0666);
    if (fd < 0) return std::unexpected(problem(output.path, errno));
  }
  auto log = make_log(options, output);
  if (!log) return std::unexpected(log.error());

  sigset_t watched = Runner::watched_signals(), before;
  sigprocmask(SIG_BLOCK, &watched, &before);
  if (options.follows_children) prctl(PR_SET_CHILD_SUBREAPER, 1);
  (*log)->live_threads() = 1;
  own_log_path() = fmt::format("/proc/{}/fd/{}", getpid(), (*log)->descriptor());
  pid_t child = fork();
  if (child < 0) return std::unexpected(problem("cannot start a process to trace", errno));
  if (child != 0) Runner(**log, child, fd).run();

  sigprocmask(SIG_SETMASK, &before, nullptr);
  if (fd != STDERR_FILENO) close(fd);
  (*log)->close_descriptor();
  (*log)->program() = getpid();
  install_tracer(std::move(*log));
  return {};
}

std::expected<void, std::string> join_trace(const std::string& log_path) {
  auto log = TraceLog::open(log_path);
  if (!log) return std::unexpected(problem(log_path, log.error()));
  own_log_path() = log_path;
  install_tracer(std::move(*log));
  return {};
}

std::string trace_to_join() {
  return traces_this_thread() ? own_log_path() : std::string();
}

}  // namespace wali::sys
