#pragma once

#include <cstdint>

#include "loader/module.h"
#include "loader/result.h"

namespace wali::process {

/// Programs take pages to have 4 KiB: their C library was built so, and asks for mappings and
/// protections in such steps. Where the kernel's pages are larger, what manages its own memory is
/// refused; the rest can run.
Result<void> check_page_size(const loader::Module& module, uint64_t host_page);

}  // namespace wali::process
