#pragma once

#include "wali/trace/log.h"

namespace wali::sys {

enum class WriteMethod : uint8_t {
  Ring,   // io_uring, or Plain where it is denied
  Plain,  // writev
};

/// Writes what arrives in `log` to `fd`, in order, until the log is finished.
void write_log(TraceLog& log, int fd, WriteMethod method = WriteMethod::Ring);

}  // namespace wali::sys
