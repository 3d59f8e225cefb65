#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/memory/memory_data.h"
#include "loader/module.h"

/// What emitted code reads and writes at run time: plain structs with fixed offsets, no behaviour.
/// The engine owns and fills them; the compiler only takes their offsets.
///
/// Each guest thread has one `InstanceData` per module instance (mutable globals are its own) and
/// one `ThreadData`. Memories, tables and function records are shared by the threads.
namespace wali::jit {

struct InstanceData;
struct NativeContext;
struct ThreadData;

/// Why the guest's code was stopped. Order and names are shared with the table of messages in
/// engine/trap.cc.
enum class TrapReason : uint8_t {
  None,
  Unreachable,
  MemoryOutOfBounds,
  TableOutOfBounds,
  UninitializedElement,
  IndirectCallTypeMismatch,
  IntegerDivideByZero,
  IntegerOverflow,
  InvalidConversionToInteger,
  StackExhausted,
  UnalignedAtomic,
  ExpectedSharedMemory,
  UndefinedElement,
  HostTrap,  // raised by a host function; ThreadData says more
  NullReference,
  NullFunctionReference,
  NullExceptionReference,
  UncaughtException,
  MappedFileTooShort,  // the access was to a mapping, past the end of its file
  kCount,
};

using MemoryData = memory::MemoryData;

/// What a funcref points to: one per function of each instance, at a stable address. A null funcref
/// is nullptr.
struct FunctionRecord {
  const void* code;  // callable in the Wasm convention with any instance of the same store pinned
  uint32_t type_id;  // canonical: equal ids if and only if equal types, within the process; never 0
  uint32_t function;       // index in the owner's function index space
  InstanceData* instance;  // owner; null for a host function
};

/// One element of a table. `record` is the element, written and read as one word. `code` and
/// `type_id` are a copy of what it says, for calls through constant tables (see ConstantTables),
/// and zero in a table that is imported or exported. A null element is all zero, so that its
/// type_id matches nothing. For the owner's functions `code` expects its instance to be pinned (a
/// direct entry); for foreign ones it is FunctionRecord::code.
struct TableEntry {
  const void* code;
  FunctionRecord* record;  // for externref tables the host's word
  uint64_t reserved;
  uint32_t type_id;
  uint32_t padding;
};
static_assert(sizeof(TableEntry) == 32);

struct TableData {
  TableEntry* entries;
  uint64_t length;
};

/// A thrown exception, to which an exnref points. Its payload follows: the values in order, 8-byte
/// words as HostCallback has them.
struct Exception {
  const void* tag;      // identity of the tag
  uint32_t word_count;  // of the payload
  uint32_t flags;       // the engine's
  uint64_t* payload() { return reinterpret_cast<uint64_t*>(this + 1); }
};
static_assert(sizeof(Exception) == 16);

/// An imported function as a call site sees it: `call [r14 + offset]`.
struct ImportEntry {
  const void* code;  // FunctionRecord::code of the imported function
  FunctionRecord* record;
};

/// Helpers in C++ that emitted code calls in the C convention with the pinned instance first. A
/// result >= 0 is the value (0 where there is none); a negative one is minus the TrapReason, which
/// the call site raises. They are short host code: they hold no lock and, AtomicWait apart, do not
/// block. They are entered through jit::builtin_entry, as host functions through their stubs.
#define WALI_JIT_BUILTINS(BUILTIN)                                                       \
  BUILTIN(memory_grow)   /* memory index, delta pages -> old pages or -1 as an index */  \
  BUILTIN(memory_fill)   /* memory index, address, value, length */                      \
  BUILTIN(memory_copy)   /* to memory << 32 | from memory, to, from, length */           \
  BUILTIN(memory_init)   /* memory << 32 | segment, to, from, length */                  \
  BUILTIN(data_drop)     /* segment */                                                   \
  BUILTIN(table_get)     /* table, index -> reference */                                 \
  BUILTIN(table_set)     /* table, index, reference */                                   \
  BUILTIN(table_grow)    /* table, initial value, delta -> old length or -1, as above */ \
  BUILTIN(table_fill)    /* table, index, value, length */                               \
  BUILTIN(table_copy)    /* to table << 32 | from table, to, from, length */             \
  BUILTIN(table_init)    /* table << 32 | segment, to, from, length */                   \
  BUILTIN(elem_drop)     /* segment */                                                   \
  BUILTIN(new_exception) /* tag index, address of the values in slots, bytes from one    \
                            slot to the next -> exception */                             \
  BUILTIN(raise)         /* exception; never returns (see jit/raise.h) */                \
  BUILTIN(atomic_wait32) /* memory, effective address (64-bit), expected, timeout ns */  \
  BUILTIN(atomic_wait64) /* memory, effective address (64-bit), expected, timeout ns */  \
  BUILTIN(atomic_notify) /* memory, effective address (64-bit), count -> woken */

enum class Builtin : uint8_t {
#define BUILTIN(name) name,
  WALI_JIT_BUILTINS(BUILTIN)
#undef BUILTIN
      kCount
};
using BuiltinFunction = int64_t (*)(InstanceData*, uint64_t, uint64_t, uint64_t, uint64_t);

/// State of one guest thread. Emitted code touches only what stands above `trap`.
struct ThreadData {
  void* entry_sp =
      nullptr;  // stack pointer of the innermost entry trampoline: where a trap unwinds to
  void* exit_sp = nullptr;  // stack pointer inside the innermost host stub: [exit_sp] is the return
                            // address into Wasm code; null while Wasm code runs
  InstanceData** peers =
      nullptr;  // this thread's InstanceData of every instance of the store, by instance id
  void* stack_limit = nullptr;  // as InstanceData::stack_limit
  void* host = nullptr;         // the embedder's per-thread object
  /// A signal has been noted that guest code must see: whatever goes on in guest code tests this
  /// last, and calls `on_interruption` until it is zero (see engine/interruption.h). The second
  /// argument is where jit::resume_context is about to continue, null everywhere else.
  volatile uint32_t interrupted = 0;
  void (*on_interruption)(ThreadData*, const NativeContext* resumed) = nullptr;

  // Filled by whoever raises a trap, read by the engine after the entry trampoline has returned.
  TrapReason trap = TrapReason::None;
  const void* trap_pc = nullptr;
  const void* trap_sp = nullptr;
  const void* fault_address = nullptr;
};

/// Header of an instance, pinned in a register while its code runs. A tail of variable size follows
/// it, laid out by `InstanceLayout`. Constants that x64 code needs as memory operands stand here
/// too.
struct alignas(16) InstanceData {
  std::byte* memory_base = nullptr;  // of memory 0; null without one
  void* stack_limit =
      nullptr;  // a frame that would reach below it traps; >= 128 KiB above the guard
  ThreadData* thread = nullptr;
  FunctionRecord* functions = nullptr;  // one per function of the index space
  /// Finds the handler of an exception and continues there, or leaves the innermost entry. A null
  /// exception stands for what the embedder said when its host function returned.
  void (*unwind)(InstanceData*, Exception*, NativeContext*) = nullptr;
  BuiltinFunction builtins[static_cast<size_t>(Builtin::kCount)] = {};
  uint32_t id = 0;           // index in ThreadData::peers
  void* instance = nullptr;  // the engine's object, shared by the threads
  alignas(16) uint64_t f32_sign[2] = {0x8000000080000000, 0x8000000080000000};
  uint64_t f64_sign[2] = {0x8000000000000000, 0x8000000000000000};
  uint64_t f32_magnitude[2] = {0x7fffffff7fffffff, 0x7fffffff7fffffff};
  uint64_t f64_magnitude[2] = {0x7fffffffffffffff, 0x7fffffffffffffff};
};

/// One global, 16 bytes so that a v128 fits. A reference is held as a pointer-sized word.
struct alignas(16) GlobalCell {
  uint64_t words[2];
};

/// A table as its instance sees it. `entries` and `length` are valid only for a table that can
/// never grow (see InstanceLayout::table_is_fixed); the others go through `shared`.
struct TableSlot {
  TableEntry* entries;
  uint64_t length;
  TableData* shared;
};

/// Offsets from InstanceData of the tail's parts for one module.
class InstanceLayout {
 public:
  explicit InstanceLayout(const loader::Module& module);

  uint32_t size() const { return size_; }  // of header and tail, in bytes
  uint32_t import_offset(uint32_t function) const {
    return imports_ + function * sizeof(ImportEntry);
  }
  uint32_t memory_offset(uint32_t memory) const { return memories_ + memory * sizeof(MemoryData*); }
  uint32_t table_offset(uint32_t table) const { return tables_ + table * sizeof(TableSlot); }
  /// Of the GlobalCell itself for a defined global; of a GlobalCell* for an imported one.
  uint32_t global_offset(uint32_t global) const {
    return global < imported_globals_
               ? global_pointers_ + global * sizeof(GlobalCell*)
               : globals_ + (global - imported_globals_) * sizeof(GlobalCell);
  }
  static constexpr uint32_t builtin_offset(Builtin builtin) {
    return offsetof(InstanceData, builtins) +
           sizeof(BuiltinFunction) * static_cast<uint32_t>(builtin);
  }
  /// What lies at an offset from InstanceData, for listings: "stack_limit", "import 2". Empty if it
  /// has no name.
  std::string name_at(uint32_t offset) const;

 private:
  uint32_t imported_globals_;
  uint32_t memories_, global_pointers_, imports_, tables_, globals_, size_;
};

/// Neither imported nor exported and its maximum is its minimum.
bool table_is_fixed(const loader::Module& module, uint32_t table);
/// Neither imported nor exported, so entries may be direct (see TableEntry).
bool table_is_private(const loader::Module& module, uint32_t table);

}  // namespace wali::jit
