#pragma once

#include <array>
#include <memory>
#include <string>

#include "tests/unit/wali/guest.h"
#include "wali/trace/filter.h"
#include "wali/trace/tracer.h"

namespace wali::sys::test {

/// What has been appended to `log`.
inline std::string take_text(TraceLog& log) {
  std::array<iovec, 2> pieces;
  size_t size = log.pending_bytes(pieces);
  std::string text;
  for (const iovec& piece : pieces) text.append(static_cast<char*>(piece.iov_base), piece.iov_len);
  log.take(size);
  return text;
}

/// Traces calls of this process into a log that nobody but the test reads.
class Trace {
 public:
  explicit Trace(const TraceOptions& options = plain_options()) {
    auto log = TraceLog::create(options, Delivery::Late);
    REQUIRE(log.has_value());
    log_ = log->get();
    log_->live_threads() = 1;
    log_->program() = gettid();
    install_tracer(std::move(*log));
  }
  ~Trace() { remove_tracer(); }

  static TraceOptions plain_options() {
    TraceOptions options = default_trace_options();
    options.follows_children = true;
    options.result_column = 0;
    return options;
  }

  /// The lines that one call makes.
  template <typename... Numbers>
  std::string of(Guest& guest, std::string_view name, Numbers... numbers) {
    make(guest, name, {static_cast<uint64_t>(static_cast<int64_t>(numbers))...});
    return text();
  }
  int64_t make(Guest& guest, std::string_view name, std::vector<uint64_t> words) {
    const SyscallRow* row = find_syscall(name);
    REQUIRE(row != nullptr);
    words.resize(std::max<size_t>(row->operands.size(), 1));
    for (size_t i = 0; i < row->operands.size(); ++i) {
      if (!is_64_bit(row->operands[i])) words[i] = static_cast<uint32_t>(words[i]);
    }
    make_call(*row, guest.instance(), words.data());
    return static_cast<int64_t>(words[0]);
  }
  std::string text() { return take_text(*log_); }
  TraceLog& log() { return *log_; }

 private:
  TraceLog* log_;
};

}  // namespace wali::sys::test
