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
  uint32_t argument_words = 0;   // of 8 bytes above the return address, popped by the return
  uint32_t saved_registers = 0;  // how many of the preserved registers lie below it, in order
  uint32_t first_site = 0, site_count = 0;
  uint32_t first_protected_call = 0, protected_call_count = 0;
};

/// A call inside a try.
struct ProtectedCall {
  uint32_t code_offset;  // its return address
  uint32_t scope;        // the innermost try around it
};

/// A try, or what stands for it with its handlers.
struct TryScope {
  uint32_t
      parent;  // where an exception goes on that no clause here catches; kNoScope: to the caller
  uint32_t first_clause = 0;  // or kNoClause
};
constexpr uint32_t kNoScope = UINT32_MAX;
constexpr uint32_t kNoClause = UINT32_MAX;

struct CatchClause {
  uint32_t tag;      // index in the module, or kAnyTag
  uint32_t handler;  // code offset; entered with the exception as jit::resume_context leaves it
  uint32_t next;     // clause of the same try, or kNoClause
};
constexpr uint32_t kAnyTag = UINT32_MAX;

/// The exception handlers of one function, or of all: indices and offsets count from its beginning.
struct HandlerTable {
  std::vector<ProtectedCall> calls;  // ascending
  std::vector<TryScope> scopes;
  std::vector<CatchClause> clauses;
  void clear();
};

class SideTables {
 public:
  void reserve(size_t functions, size_t sites);
  /// Functions are added in the order of their indices and of their code, without a gap in the
  /// indices; the sites of each ascend.
  void add_function(const FunctionCode& function,
                    std::span<const Site> sites,
                    const HandlerTable& handlers = {});

  const FunctionCode* function_at(uint32_t code_offset) const;
  const FunctionCode* function(uint32_t index) const;
  /// The site at exactly this offset. Of several the one of the instruction there that may trap;
  /// next a call that returns there.
  std::optional<Site> site_at(uint32_t code_offset) const;
  /// The call that returns to this offset, whatever the instruction there may do.
  std::optional<Site> call_returning_to(uint32_t code_offset) const;
  /// The code offset of the handler for an exception that comes out of the call returning to
  /// `code_offset`: that of the first clause, from the inside out, whose tag `matches(tag)`.
  template <typename Matches>
  std::optional<uint32_t> find_handler(const FunctionCode& function,
                                       uint32_t code_offset,
                                       Matches matches) const {
    for (uint32_t scope = scope_of(function, code_offset); scope != kNoScope;
         scope = handlers_.scopes[scope].parent) {
      for (uint32_t each = handlers_.scopes[scope].first_clause; each != kNoClause;
           each = handlers_.clauses[each].next) {
        const CatchClause& clause = handlers_.clauses[each];
        if (clause.tag == kAnyTag || matches(clause.tag)) return clause.handler;
      }
    }
    return std::nullopt;
  }
  std::span<const FunctionCode> functions() const { return functions_; }
  std::span<const Site> sites_of(const FunctionCode& function) const {
    return std::span(sites_).subspan(function.first_site, function.site_count);
  }

 private:
  uint32_t scope_of(const FunctionCode& function, uint32_t code_offset) const;

  std::vector<FunctionCode> functions_;  // ascending by begin and by function
  std::vector<Site> sites_;
  HandlerTable handlers_;
};

}  // namespace wali::jit
