#include "wali/process/page_size.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace wali::process {

Result<void> check_page_size(const loader::Module& module, uint64_t host_page) {
  constexpr uint64_t kGuestPage = 4096;
  constexpr std::string_view kCalls[] = {"SYS_mmap", "SYS_mremap", "SYS_munmap", "SYS_mprotect"};
  if (host_page <= kGuestPage) return {};
  for (const loader::Import& import : module.imports) {
    if (import.module != "wali" || std::ranges::find(kCalls, import.name) == std::end(kCalls)) {
      continue;
    }
    return failure(ErrorKind::Unsupported,
                   fmt::format("{} needs memory pages of 4 KiB, and this kernel's have {} KiB",
                               import.name,
                               host_page / 1024));
  }
  return {};
}

}  // namespace wali::process
