#include "wali/trace/tracer.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <deque>
#include <span>
#include <vector>

#include "wali/syscall_table.h"
#include "wali/trace/json_line.h"
#include "wali/trace/signal_text.h"

namespace wali::sys {

namespace {

TraceLog* the_log = nullptr;
std::atomic<int> threads_seen = 0;   // of this process
thread_local pid_t this_thread = 0;  // 0 until its first call

bool is_followed(pid_t thread) {
  return the_log->options().follows_children || thread == the_log->program();
}

pid_t thread_id() {
  if (this_thread != 0) return this_thread;
  this_thread = gettid();
  if (is_followed(this_thread)) {
    ++threads_seen;
    if (this_thread != the_log->program()) ++the_log->live_threads();
  }
  return this_thread;
}

void forget_threads() {
  this_thread = 0;
  threads_seen = 0;
}

uint64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

bool is_error(int64_t result) {
  return result < 0 && result >= -4095;
}

/// One traced call from before it is made until its line is complete.
class CallLine {
 public:
  CallLine(const TracedCall& call, const Caller& caller, std::span<const uint64_t> words)
      : call_(call), words_(words), after_(caller, the_log->options().style, words.data()) {
    // What the call reads must be shown as it was before.
    for (const ArgumentInfo& argument : call.target->arguments) {
      TraceLine line(caller, the_log->options().style, words.data());
      argument.print(line, words.data() + argument.first_operand);
      pieces_.emplace_back().add(line);
    }
  }

  /// The part of the line that is known before the call; the rest begins where the call fills
  /// something in.
  std::string beginning() {
    std::string text = fmt::format("{}(", call_.target->name);
    while (next_ < pieces_.size()) {
      PrintTime time = call_.target->arguments[next_].print_time;
      if (time == PrintTime::After) break;
      append_piece(text, next_++);
      if (time == PrintTime::Both) return text;
    }
    if (next_ < pieces_.size()) separate(text);
    return text;
  }

  /// What `beginning` has not said, with what the call has filled in.
  std::string rest(int64_t result) {
    after_.set_result(result);
    std::string text;
    for (size_t i = 0; i < pieces_.size(); ++i) {
      const ArgumentInfo& argument = call_.target->arguments[i];
      after_.clear();
      after_.remember(pieces_[i].remembered);
      argument.print_after(after_, words_.data() + argument.first_operand);
      bool was_empty = pieces_[i].text.empty();
      pieces_[i].add(after_);
      if (i >= next_ || was_empty)
        append_piece(text, i);
      else
        text += after_.text();
    }
    return text + ")";
  }

  /// After `rest`: what stands behind the equals sign.
  std::string result() {
    int64_t result = after_.result();
    if (is_error(result)) {
      int number = static_cast<int>(-result);
      return fmt::format("-1 {} ({})", errno_name(number), errno_message(number));
    }
    std::string text = after_.result_text();
    if (text.empty()) text = plain_result(result);
    if (!after_.note().empty()) text += fmt::format(" ({})", after_.note());
    return text;
  }

  /// After `rest`: the text of each argument.
  std::vector<std::string> arguments() const {
    std::vector<std::string> texts;
    for (const Piece& piece : pieces_) {
      if (piece.text.empty()) continue;
      size_t start = 0;
      for (size_t end : piece.ends) {
        texts.push_back(piece.text.substr(start, end - start));
        start = end + TraceLine::kSeparator.size();
      }
      texts.push_back(piece.text.substr(start));
    }
    return texts;
  }

 private:
  struct Piece {
    std::string text;
    std::vector<size_t> ends;
    std::optional<uint32_t> remembered;

    void add(TraceLine& line) {
      remembered = line.remembered();
      for (size_t end : line.argument_ends()) ends.push_back(text.size() + end);
      text += line.text();
    }
  };

  std::string plain_result(int64_t result) {
    switch (call_.result) {
      case ResultStyle::Number:
        break;
      case ResultStyle::Octal:
        return fmt::format("0{:02o}", result);
      case ResultStyle::Address:
        if (result != 0) return fmt::format("{:#x}", result);
        break;
      case ResultStyle::Signal:
        return fmt::format("{} ({})", result, signal_name(static_cast<int>(result)));
      case ResultStyle::Descriptor:
        after_.clear();
        after_.append_descriptor(static_cast<int32_t>(result));
        return after_.text();
    }
    return fmt::format("{}", result);
  }
  void separate(std::string& text) {
    if (needs_separator_) text += TraceLine::kSeparator;
    needs_separator_ = false;
  }
  void append_piece(std::string& text, size_t i) {
    if (pieces_[i].text.empty()) return;
    separate(text);
    text += pieces_[i].text;
    needs_separator_ = true;
  }

  const TracedCall& call_;
  std::span<const uint64_t> words_;
  TraceLine after_;
  std::vector<Piece> pieces_;
  size_t next_ = 0;
  bool needs_separator_ = false;
};

void count(const TracedCall& call, int64_t result, uint64_t duration) {
  CallCounter& counter = the_log->counter(call.index);
  ++counter.calls;
  if (is_error(result)) ++counter.errors;
  counter.nanoseconds += duration;
}

void say_exit(pid_t thread, int status) {
  const TraceOptions& options = the_log->options();
  if (!options.shows_exits || options.summary == SummaryUse::Only) return;
  if (options.format == LineFormat::Json)
    the_log->add_bare_line(json_exit(thread, status));
  else
    the_log->add_line(thread, fmt::format("+++ exited with {} +++", status));
}

// The runner that waits for the first process says how that ends.
void end_thread(const TracedCall& call, pid_t thread, int status) {
  bool ends_process = call.target->name != "exit";
  if ((ends_process ? getpid() : thread) != the_log->program()) say_exit(thread, status);
  the_log->live_threads() -= ends_process ? threads_seen.load() : 1;
  --threads_seen;
}

jit::HostResult make_ending_call(const TracedCall& call,
                                 pid_t thread,
                                 jit::InstanceData* instance,
                                 uint64_t* values) {
  const TraceOptions& options = the_log->options();
  int status = static_cast<int>(values[0] & 0xff);
  if (options.calls[call.index] && options.summary != SummaryUse::Only && options.shows_successes) {
    CallLine line(call, Caller::of(instance), {values, call.target->operands.size()});
    std::string text = line.beginning() + ")";
    if (options.format == LineFormat::Json) {
      the_log->add_bare_line(json_call({thread, call.target->name, line.arguments()}));
    } else {
      the_log->add_line(thread, text, "= ?");
    }
  }
  end_thread(call, thread, status);
  return call.target->entry(nullptr, instance, values);
}

jit::HostResult make_counted_call(const TracedCall& call,
                                  jit::InstanceData* instance,
                                  uint64_t* values) {
  pid_t thread = this_thread;
  uint64_t start = now();
  jit::HostResult outcome = call.target->entry(nullptr, instance, values);
  if (this_thread == thread) count(call, static_cast<int64_t>(values[0]), now() - start);
  return outcome;
}

jit::HostResult make_shown_call(const TracedCall& call,
                                pid_t thread,
                                jit::InstanceData* instance,
                                uint64_t* values) {
  const TraceOptions& options = the_log->options();
  std::vector<uint64_t> words(values, values + call.target->operands.size());
  CallLine line(call, Caller::of(instance), words);
  bool shows_all = options.shows_successes && options.shows_failures;
  bool waits_for_result = !shows_all || options.format == LineFormat::Json;
  std::string beginning = line.beginning();
  if (!waits_for_result) the_log->open_line(thread, beginning);
  if (call.returns == Returns::OnFailure && !waits_for_result) the_log->executing_thread() = thread;

  uint64_t start = now();
  jit::HostResult outcome = call.target->entry(nullptr, instance, values);
  uint64_t duration = now() - start;
  if (this_thread != thread) return outcome;  // the child of a fork

  if (call.returns == Returns::OnFailure) the_log->executing_thread() = 0;
  auto result = static_cast<int64_t>(values[0]);
  if (options.summary == SummaryUse::Also) count(call, result, duration);
  if (!(is_error(result) ? options.shows_failures : options.shows_successes)) return outcome;
  std::string rest = line.rest(result);
  if (options.format == LineFormat::Json) {
    the_log->add_bare_line(
        json_call({thread, call.target->name, line.arguments(), line.result(), result, duration}));
    return outcome;
  }
  std::string end = "= " + line.result();
  if (options.shows_duration)
    end += fmt::format(" <{}.{:06}>", duration / 1'000'000'000, duration % 1'000'000'000 / 1000);
  if (waits_for_result)
    the_log->add_line(thread, beginning + rest, end);
  else
    the_log->close_line(thread, call.target->name, rest, end);
  return outcome;
}

}  // namespace

void install_tracer(std::unique_ptr<TraceLog> log) {
  static bool is_prepared = false;
  if (!is_prepared) pthread_atfork(nullptr, nullptr, forget_threads);
  is_prepared = true;
  the_log = log.release();
  forget_threads();
  pid_t thread = gettid();
  if (the_log->executing_thread() != thread) return;
  the_log->executing_thread() = 0;
  the_log->close_line(thread, "execve", ")", "= 0");
  this_thread = thread;
  threads_seen = 1;
}

bool is_trace_log(const struct stat& file) {
  return the_log != nullptr && the_log->is_in(file);
}

void remove_tracer() {
  delete the_log;
  the_log = nullptr;
}

const TracedCall* traced_call(const Callable& target) {
  if (the_log == nullptr) return nullptr;
  for (const TracedCall& call : traced_calls()) {
    if (call.target != &target) continue;
    bool counts_ends = call.returns == Returns::Never && the_log->options().follows_children;
    return the_log->options().calls[call.index] || counts_ends ? &call : nullptr;
  }
  if (!the_log->options().calls[kUnknownCall]) return nullptr;
  // Like what they describe, they live as long as the process.
  static auto& unknown_calls = *new std::deque<TracedCall>;
  return &unknown_calls.emplace_back(
      TracedCall{&target, kUnknownCall, ResultStyle::Number, Returns::Always});
}

jit::HostResult trace_call(void* data, jit::InstanceData* instance, uint64_t* values) {
  const TracedCall& call = *static_cast<const TracedCall*>(data);
  if (the_log == nullptr) return call.target->entry(nullptr, instance, values);
  pid_t thread = thread_id();
  if (!is_followed(thread)) return call.target->entry(nullptr, instance, values);
  if (call.returns == Returns::Never) return make_ending_call(call, thread, instance, values);
  if (the_log->options().summary == SummaryUse::Only)
    return make_counted_call(call, instance, values);
  return make_shown_call(call, thread, instance, values);
}

void trace_signal(const siginfo_t& info) {
  if (the_log == nullptr) return;
  pid_t thread = thread_id();
  const TraceOptions& options = the_log->options();
  bool is_shown = (options.signals & signal_bit(info.si_signo)) != 0;
  if (!is_followed(thread) || !is_shown || options.summary == SummaryUse::Only) return;
  if (options.format == LineFormat::Json)
    the_log->add_bare_line(json_signal(thread, info));
  else
    the_log->add_line(
        thread, fmt::format("--- {} {} ---", signal_name(info.si_signo), signal_info_text(info)));
}

bool traces_this_thread() {
  return the_log != nullptr && is_followed(thread_id());
}

}  // namespace wali::sys
