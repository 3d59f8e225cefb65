#include "wali/trace/log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <ctime>
#include <new>

#include "wali/host_call.h"

namespace wali::sys {

namespace {

constexpr uint32_t kCapacity = 1 << 20;
constexpr int64_t kSecond = 1'000'000'000;

void futex_wait(std::atomic<uint32_t>& word, uint32_t seen) {
  timespec timeout{0, kSecond / 10};
  short_host_call(SYS_futex, &word, FUTEX_WAIT, seen, &timeout, nullptr, 0);
}

void futex_wake(std::atomic<uint32_t>& word) {
  short_host_call(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

int64_t now() {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * kSecond + time.tv_nsec;
}

void make_shared(pthread_mutex_t& mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  if (pthread_mutex_init(&mutex, &attributes) != 0) {  // an emulated kernel may lack such mutexes
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_STALLED);
    pthread_mutex_init(&mutex, &attributes);
  }
  pthread_mutexattr_destroy(&attributes);
}

std::string clock_text(int64_t time) {
  time_t seconds = time / kSecond;
  tm local{};
  localtime_r(&seconds, &local);
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

}  // namespace

struct TraceLog::Shared {
  uint64_t size;  // of this structure: another build of the engine cannot join
  TraceOptions options;
  Delivery delivery;
  std::atomic<pid_t> writer, program, executing_thread;
  std::atomic<int32_t> live_threads;
  std::atomic<bool> is_finished, has_failed;
  pthread_mutex_t mutex;
  // Guarded by the mutex: the line that has no end yet, and the time of the last one.
  pid_t open_thread;
  uint64_t open_column;
  int64_t last_time;
  // Bytes so far, modulo 2^32; both are futexes.
  std::atomic<uint32_t> written, taken;
  std::atomic<uint32_t> writer_sleeps, appenders_asleep;
  std::array<CallCounter, kMaxTracedCalls> counters;
  std::array<char, kCapacity> bytes;
};

struct TraceLog::Lock {
  explicit Lock(TraceLog& log) : log(log) {
    if (pthread_mutex_lock(&log.shared_->mutex) == EOWNERDEAD)
      pthread_mutex_consistent(&log.shared_->mutex);
  }
  ~Lock() {
    pthread_mutex_unlock(&log.shared_->mutex);
    if (log.shared_->delivery == Delivery::Immediate) log.wait_until_written();
  }
  TraceLog& log;
};

TraceLog::TraceLog(Shared* shared, int descriptor)
    : shared_(shared), descriptor_(descriptor), options_(shared->options) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return;
  device_ = status.st_dev;
  inode_ = status.st_ino;
}

TraceLog::~TraceLog() {
  close_descriptor();
  munmap(shared_, sizeof(Shared));
}

std::expected<std::unique_ptr<TraceLog>, int> TraceLog::map(int fd) {
  void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED) {
    int error = errno;
    close(fd);
    return std::unexpected(error);
  }
  return std::unique_ptr<TraceLog>(new TraceLog(static_cast<Shared*>(memory), fd));
}

std::expected<std::unique_ptr<TraceLog>, int> TraceLog::create(const TraceOptions& options,
                                                               Delivery delivery) {
  int fd = memfd_create("wali-trace", MFD_CLOEXEC);
  if (fd < 0) return std::unexpected(errno);
  if (ftruncate(fd, sizeof(Shared)) != 0) {
    int error = errno;
    close(fd);
    return std::unexpected(error);
  }
  auto log = map(fd);
  if (!log) return log;
  Shared& shared = *(*log)->shared_;
  shared.size = sizeof(Shared);
  shared.options = (*log)->options_ = options;
  shared.delivery = delivery;
  shared.last_time = now();
  make_shared(shared.mutex);
  return log;
}

std::expected<std::unique_ptr<TraceLog>, int> TraceLog::open(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return std::unexpected(errno);
  struct stat status;
  if (fstat(fd, &status) != 0 || status.st_size != sizeof(Shared)) {
    close(fd);
    return std::unexpected(EINVAL);
  }
  auto log = map(fd);
  if (log && (*log)->shared_->size != sizeof(Shared)) return std::unexpected(EINVAL);
  if (log) (*log)->close_descriptor();
  return log;
}

void TraceLog::close_descriptor() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

CallCounter& TraceLog::counter(size_t index) {
  return shared_->counters[index];
}
std::atomic<int32_t>& TraceLog::live_threads() {
  return shared_->live_threads;
}
std::atomic<pid_t>& TraceLog::executing_thread() {
  return shared_->executing_thread;
}
std::atomic<pid_t>& TraceLog::program() {
  return shared_->program;
}

std::string TraceLog::prefix(pid_t thread) {
  std::string text;
  if (options_.always_shows_process)
    text = fmt::format("{:<5} ", thread);
  else if (shared_->live_threads > 1)
    text = fmt::format("[pid {:5}] ", thread);
  if (options_.time_stamp == TimeStamp::None) return text;
  int64_t time = now();
  int64_t micros = time % kSecond / 1000;
  switch (options_.time_stamp) {
    case TimeStamp::None:
      break;
    case TimeStamp::Seconds:
      text += fmt::format("{} ", clock_text(time));
      break;
    case TimeStamp::Microseconds:
      text += fmt::format("{}.{:06} ", clock_text(time), micros);
      break;
    case TimeStamp::Epoch:
      text += fmt::format("{}.{:06} ", time / kSecond, micros);
      break;
    case TimeStamp::SinceLast: {
      int64_t passed = std::max<int64_t>(time - shared_->last_time, 0);
      shared_->last_time = time;
      text += fmt::format("{:6}.{:06} ", passed / kSecond, passed % kSecond / 1000);
      break;
    }
  }
  return text;
}

void TraceLog::interrupt_open_line() {
  if (shared_->open_thread == 0) return;
  shared_->open_thread = 0;
  append(" <unfinished ...>\n");
}

namespace {

void append_result(std::string& line, size_t column, std::string_view result, size_t wanted) {
  line += ' ';
  if (++column < wanted) line.append(wanted - column, ' ');
  line += result;
}

}  // namespace

void TraceLog::open_line(pid_t thread, std::string_view text) {
  Lock lock(*this);
  interrupt_open_line();
  std::string line = prefix(thread);
  line += text;
  append(line);
  shared_->open_thread = thread;
  shared_->open_column = line.size();
}

void TraceLog::close_line(pid_t thread,
                          std::string_view call,
                          std::string_view rest,
                          std::string_view result) {
  Lock lock(*this);
  std::string line;
  size_t column = 0;
  if (shared_->open_thread == thread) {
    column = shared_->open_column;
    shared_->open_thread = 0;
  } else {
    interrupt_open_line();
    line = fmt::format("{}<... {} resumed>", prefix(thread), call);
  }
  line += rest;
  append_result(line, column + line.size(), result, options_.result_column);
  line += '\n';
  append(line);
}

void TraceLog::add_line(pid_t thread, std::string_view text, std::string_view result) {
  Lock lock(*this);
  interrupt_open_line();
  std::string line = prefix(thread);
  line += text;
  if (!result.empty()) append_result(line, line.size(), result, options_.result_column);
  line += '\n';
  append(line);
}

void TraceLog::add_bare_line(std::string_view text) {
  Lock lock(*this);
  interrupt_open_line();
  append(text);
  append("\n");
}

void TraceLog::abandon_line(pid_t thread) {
  Lock lock(*this);
  if (shared_->open_thread != thread) return;
  shared_->open_thread = 0;
  std::string line = " <unfinished ...>)";
  append_result(line, shared_->open_column + line.size(), "= ?\n", options_.result_column);
  append(line);
}

void TraceLog::append(std::string_view bytes) {
  while (!bytes.empty()) {
    if (shared_->has_failed) return;
    uint32_t written = shared_->written, taken = shared_->taken;
    uint32_t used = std::min(written - taken, kCapacity);
    if (used == kCapacity) {
      if (!wait_for_room(taken)) return;
      continue;
    }
    uint32_t at = written % kCapacity;
    size_t size = std::min<size_t>({bytes.size(), kCapacity - used, kCapacity - at});
    std::memcpy(shared_->bytes.data() + at, bytes.data(), size);
    shared_->written = written + static_cast<uint32_t>(size);
    if (shared_->writer_sleeps.exchange(0) != 0) futex_wake(shared_->written);
    bytes.remove_prefix(size);
  }
}

// False if there is no writer any more.
bool TraceLog::wait_for_room(uint32_t taken) {
  ++shared_->appenders_asleep;
  futex_wait(shared_->taken, taken);
  --shared_->appenders_asleep;
  if (shared_->taken != taken) return true;
  pid_t writer = shared_->writer;
  if (writer != 0 && kill(writer, 0) != 0 && errno == ESRCH) shared_->has_failed = true;
  return !shared_->has_failed;
}

void TraceLog::wait_until_written() {
  uint32_t end = shared_->written;
  for (;;) {
    uint32_t taken = shared_->taken;
    if (static_cast<int32_t>(taken - end) >= 0 || !wait_for_room(taken)) return;
  }
}

void TraceLog::become_writer() {
  shared_->writer = getpid();
}

size_t TraceLog::pending_bytes(std::array<iovec, 2>& pieces) {
  uint32_t taken = shared_->taken;
  uint32_t size = std::min(shared_->written - taken, kCapacity);
  uint32_t at = taken % kCapacity;
  uint32_t first = std::min(size, kCapacity - at);
  pieces = {iovec{shared_->bytes.data() + at, first}, iovec{shared_->bytes.data(), size - first}};
  return size;
}

size_t TraceLog::wait_for_bytes(std::array<iovec, 2>& pieces) {
  for (;;) {
    uint32_t written = shared_->written;
    if (size_t size = pending_bytes(pieces)) return size;
    if (shared_->is_finished) return pending_bytes(pieces);
    shared_->writer_sleeps = 1;
    if (shared_->written == written && !shared_->is_finished) futex_wait(shared_->written, written);
  }
}

void TraceLog::take(size_t size) {
  shared_->taken += static_cast<uint32_t>(size);
  if (shared_->appenders_asleep != 0) futex_wake(shared_->taken);
}

void TraceLog::finish() {
  shared_->is_finished = true;
  futex_wake(shared_->written);
}

void TraceLog::fail() {
  shared_->has_failed = true;
  futex_wake(shared_->taken);
}

}  // namespace wali::sys
