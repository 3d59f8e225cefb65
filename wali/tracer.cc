#include "wali/tracer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "wali/syscall_table.h"

namespace wali::sys {

namespace {

/// The guest may close or replace every descriptor, also this one: what it stands for is checked
/// before each line, so that none ends up in the guest's own files.
struct Sink {
  int fd = -1;
  dev_t device = 0;
  ino_t inode = 0;
  pid_t first_process = 0;
} sink;

void write_line(std::string_view line) {
  struct stat now;
  if (sink.fd < 0 || fstat(sink.fd, &now) != 0) return;
  if (now.st_dev != sink.device || now.st_ino != sink.inode) return;
  while (!line.empty()) {
    int64_t written = host_call(SYS_write, sink.fd, line.data(), line.size());
    if (written <= 0) return;
    line.remove_prefix(static_cast<size_t>(written));
  }
}

void append_result(std::string& out, const Callable& target, int64_t result) {
  if (result < 0 && result >= -4095) {
    int number = static_cast<int>(-result);
    fmt::format_to(
        std::back_inserter(out), "-1 {} ({})", errno_name(number), errno_message(number));
  } else if (result > 0 && !target.arguments.empty() &&
             target.arguments[0].name == Address::name()) {
    fmt::format_to(std::back_inserter(out), "{:#x}", result);  // calls about addresses answer one
  } else {
    fmt::format_to(std::back_inserter(out), "{}", result);
  }
}

}  // namespace

void start_tracing() {
  if (sink.first_process != 0) return;
  sink.first_process = getpid();
  constexpr int kHighDescriptor = 900;
  sink.fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, kHighDescriptor);
  if (sink.fd < 0) sink.fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  struct stat now;
  if (sink.fd < 0 || fstat(sink.fd, &now) != 0) return;
  sink.device = now.st_dev;
  sink.inode = now.st_ino;
}

jit::HostResult trace_call(void* data, jit::InstanceData* instance, uint64_t* values) {
  const Callable& target = *static_cast<const Callable*>(data);
  TraceLine line(Caller::of(instance));
  if (pid_t process = getpid(); process != sink.first_process) line.append("[pid {}] ", process);
  line.append("{}(", target.name);
  std::vector<uint64_t> words(values, values + target.operands.size());

  // What the call reads must be shown as it was before, what it fills in after: both in the order
  // of the arguments.
  std::vector<std::string> before;
  bool may_not_return = false;
  for (const ArgumentInfo& argument : target.arguments) {
    TraceLine piece(line.caller());
    argument.print(piece, words.data() + argument.first_operand);
    before.push_back(std::move(piece.text()));
    may_not_return |= argument.may_not_return;
  }
  auto finish_arguments = [&] {
    for (size_t i = 0; i < before.size(); ++i) {
      if (i != 0) line.text() += ", ";
      line.text() += before[i];
      const ArgumentInfo& argument = target.arguments[i];
      argument.print_after(line, words.data() + argument.first_operand);
    }
    line.text() += ") = ";
  };
  if (may_not_return) {
    finish_arguments();
    write_line(line.text() + "?\n");
    line.text() = fmt::format("<... {} resumed> = ", target.name);
  }
  jit::HostResult outcome = target.entry(nullptr, instance, values);
  int64_t result = static_cast<int64_t>(values[0]);
  line.set_result(result);
  if (!may_not_return) finish_arguments();
  append_result(line.text(), target, result);
  line.text() += '\n';
  write_line(line.text());
  return outcome;
}

}  // namespace wali::sys
