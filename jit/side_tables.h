#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "jit/instance_layout.h"

/// What is known about machine code by offset: consulted only when something happens (a trap, a
/// backtrace, a disassembly), so stored compactly and searched then. Lookups allocate nothing and
/// are async-signal-safe.
namespace wali::jit {

enum class SiteKind : uint8_t {
  Call,          // the offset is a return address
  MemoryAccess,  // the instruction may fault on a guard page: MemoryOutOfBounds
  Trap,          // the instruction is a trap instruction (or a division that faults): see `reason`
  BoundsCheck,   // a trap instruction: MemoryOutOfBounds, at the guest address in the register that
                 // engine/machine_context.h names
  Position,      // the first instruction of a Wasm instruction, for listings
};

struct Site {
  uint32_t code_offset;  // from the beginning of the module's code
  uint32_t wasm_offset;  // from the beginning of the module
  SiteKind kind;
  TrapReason reason;  // Trap; for division IntegerDivideByZero stands for both of its reasons
};

struct FunctionCode {
  uint32_t function;    // index in the module's function index space
  uint32_t begin, end;  // code offsets
  uint32_t frame_size;  // bytes from the stack pointer inside the body up to the return address
  uint32_t first_site, site_count;
};

class SideTables {
 public:
  void reserve(size_t functions, size_t sites);
  /// Functions are added in the order of their indices and of their code, without a gap in the
  /// indices; the sites of each ascend.
  void add_function(const FunctionCode& function, std::span<const Site> sites);

  const FunctionCode* function_at(uint32_t code_offset) const;
  const FunctionCode* function(uint32_t index) const;
  /// The site at exactly this offset. Of several the one of the instruction there that may trap;
  /// next a call that returns there.
  std::optional<Site> site_at(uint32_t code_offset) const;
  /// The call that returns to this offset, whatever the instruction there may do.
  std::optional<Site> call_returning_to(uint32_t code_offset) const;
  std::span<const FunctionCode> functions() const { return functions_; }
  std::span<const Site> sites_of(const FunctionCode& function) const {
    return std::span(sites_).subspan(function.first_site, function.site_count);
  }

 private:
  std::vector<FunctionCode> functions_;  // ascending by begin and by function
  std::vector<Site> sites_;
};

}  // namespace wali::jit
