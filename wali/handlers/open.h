#pragma once

namespace wali::sys {

/// Whether a guest may have a descriptor that another process has sent.
bool may_be_received(int fd);

}  // namespace wali::sys
