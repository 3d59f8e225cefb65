#pragma once

#include <cstdint>

namespace wali::engine {

/// A tag of the store; its address is its identity.
struct Tag {
  uint32_t type_id;  // canonical, of a function type whose parameters are the payload
};

}  // namespace wali::engine
