#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <vector>

#include "jit/thunks.h"
#include "loader/types.h"

/// The machine code of thunks, for `Thunks` alone. Position-independent; one file for each ISA.
namespace wali::jit {

struct EmittedThunk {
  std::vector<std::byte> code;
  uint32_t frame_size;      // as FunctionCode::frame_size
  uint32_t argument_words;  // as FunctionCode::argument_words
  Thunks::Window window = {};
  uint32_t return_offset = 0;  // behind its call of Wasm code, if it has a frame to be stepped over
};

// Each fails only with ENOMEM.
std::expected<EmittedThunk, int> emit_entry(const loader::FunctionType& type);
std::expected<EmittedThunk, int> emit_host_stub(const loader::FunctionType& type,
                                                HostCallback callback,
                                                void* data,
                                                StubKind kind);
std::expected<EmittedThunk, int> emit_instance_switch(const loader::FunctionType& type,
                                                      const void* direct_entry,
                                                      uint32_t instance_id);

}  // namespace wali::jit
