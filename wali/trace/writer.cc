#include "wali/trace/writer.h"

#include <liburing.h>
#include <poll.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <memory>

namespace wali::sys {

namespace {

/// One io_uring with one write under way at a time, since two might overtake each other.
class Ring {
 public:
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  /// Null where there is none to be had.
  static std::unique_ptr<Ring> create() {
    std::unique_ptr<Ring> ring(new Ring);
    ring->is_open_ = io_uring_queue_init(4, &ring->ring_, 0) == 0;
    return ring->is_open_ ? std::move(ring) : nullptr;
  }
  ~Ring() {
    if (is_open_) io_uring_queue_exit(&ring_);
  }

  /// As writev, or the negated errno.
  int64_t write(int fd, std::array<iovec, 2>& pieces) {
    io_uring_sqe* entry = io_uring_get_sqe(&ring_);
    constexpr uint64_t kPresentPosition = ~uint64_t{0};
    io_uring_prep_writev(entry, fd, pieces.data(), pieces.size(), kPresentPosition);
    int submitted;
    do submitted = io_uring_submit_and_wait(&ring_, 1);
    while (submitted == -EINTR);
    if (submitted < 0) return submitted;
    io_uring_cqe* completion = nullptr;
    int waited;
    do waited = io_uring_wait_cqe(&ring_, &completion);
    while (waited == -EINTR);
    if (waited < 0) return waited;
    int64_t result = completion->res;
    io_uring_cqe_seen(&ring_, completion);
    return result;
  }

 private:
  Ring() = default;
  io_uring ring_{};
  bool is_open_ = false;
};

int64_t write_plain(int fd, const std::array<iovec, 2>& pieces) {
  ssize_t written = writev(fd, pieces.data(), static_cast<int>(pieces.size()));
  return written < 0 ? -errno : written;
}

}  // namespace

void write_log(TraceLog& log, int fd, WriteMethod method) {
  std::unique_ptr<Ring> ring;
  if (method == WriteMethod::Ring) ring = Ring::create();
  std::array<iovec, 2> pieces;
  while (log.wait_for_bytes(pieces) != 0) {
    int64_t written = ring ? ring->write(fd, pieces) : write_plain(fd, pieces);
    if (written == -EAGAIN) {
      pollfd ready{fd, POLLOUT, 0};
      poll(&ready, 1, -1);
    } else if (ring && (written == -EINVAL || written == -EOPNOTSUPP || written == -EPERM)) {
      ring.reset();
    } else if (written <= 0 && written != -EINTR) {
      return log.fail();
    } else if (written > 0) {
      log.take(static_cast<size_t>(written));
    }
  }
}

}  // namespace wali::sys
