#pragma once

#include <sys/stat.h>
#include <sys/uio.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "wali/trace/options.h"

/// Where traced processes leave their lines for the writer.
///
/// The lines lie in memory that all of them share with the writer, a process of its own. So a line
/// is safe as soon as it has been appended, whatever then ends its process; lines of several
/// processes have one order; and there is no descriptor that a guest could close or write to. A
/// process that dies while it appends gives the lock up (a robust mutex), and what it has not
/// finished is not seen.
namespace wali::sys {

struct CallCounter {
  std::atomic<uint64_t> calls, errors, nanoseconds;
};

enum class Delivery : uint8_t {
  Late,       // who appends a line goes on at once
  Immediate,  // when it has been written: for an output that the guest writes to as well
};

class TraceLog {
 public:
  /// Fails with an errno value.
  static std::expected<std::unique_ptr<TraceLog>, int> create(const TraceOptions& options,
                                                              Delivery delivery);
  /// The log at `path`, a file in /proc/PID/fd of the writer.
  static std::expected<std::unique_ptr<TraceLog>, int> open(const std::string& path);
  ~TraceLog();
  TraceLog(const TraceLog&) = delete;
  TraceLog& operator=(const TraceLog&) = delete;

  const TraceOptions& options() const { return options_; }
  /// Whether `file` is the log's own.
  bool is_in(const struct stat& file) const {
    return file.st_ino == inode_ && file.st_dev == device_;
  }

  /// `text` begins a line of `thread` that close_line ends; if others write meanwhile, it is marked
  /// as unfinished.
  void open_line(pid_t thread, std::string_view text);
  /// The rest of a call's line, and `result` at the column for results. Without a line that
  /// `thread` has left open it says which call is resumed.
  void close_line(pid_t thread,
                  std::string_view call,
                  std::string_view rest,
                  std::string_view result);
  /// A line of its own; `result` may be empty.
  void add_line(pid_t thread, std::string_view text, std::string_view result = {});
  /// As it is, without the thread and the time in front.
  void add_bare_line(std::string_view text);
  /// The end of a line that `thread` left open when it died, if there is one.
  void abandon_line(pid_t thread);

  CallCounter& counter(size_t index);
  /// Threads that are known to be traced now.
  std::atomic<int32_t>& live_threads();
  /// Which thread has called execve and may come back as another program.
  std::atomic<pid_t>& executing_thread();
  /// The process that the trace began with.
  std::atomic<pid_t>& program();

  /// For the writer: called by one thread, in the process that has created the log.
  int descriptor() const { return descriptor_; }
  void become_writer();
  /// What has not been taken yet, in one piece or two; the number of bytes. Waits for some until
  /// `finish` is called.
  size_t wait_for_bytes(std::array<iovec, 2>& pieces);
  /// What has not been taken yet.
  size_t pending_bytes(std::array<iovec, 2>& pieces);
  void take(size_t size);
  /// Nobody appends any more.
  void finish();
  /// Nothing can be written any more: what follows is dropped.
  void fail();
  /// The descriptor is for the writer alone.
  void close_descriptor();

 private:
  struct Shared;
  explicit TraceLog(Shared* shared, int descriptor);
  static std::expected<std::unique_ptr<TraceLog>, int> map(int fd);
  struct Lock;
  std::string prefix(pid_t thread);
  void interrupt_open_line();
  void append(std::string_view bytes);
  void wait_until_written();
  bool wait_for_room(uint32_t taken);

  Shared* shared_;
  int descriptor_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
  TraceOptions options_;
};

}  // namespace wali::sys
