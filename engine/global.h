#pragma once

#include "jit/instance_layout.h"
#include "loader/types.h"

namespace wali::engine {

/// A global as others import it; the cell belongs to the instance that defines it, or to the store.
struct Global {
  loader::GlobalType type;
  jit::GlobalCell* cell;
};

}  // namespace wali::engine
