#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "jit/code_memory.h"
#include "jit/instance_layout.h"
#include "loader/types.h"

/// The code at the edges of compiled functions: entries from C++, calls out to C++, calls between
/// instances.
namespace wali::jit {

struct EmittedThunk;

/// What a host function tells the stub that called it.
enum class HostResult : uint8_t {
  Ok,
  Trap,       // ThreadData::trap is set; the stub unwinds to the entry trampoline
  Exception,  // an exception, which the embedder keeps, is thrown at the call site
};

/// A host function: `values` holds the arguments in order, one 64-bit word each (i32 zero-extended,
/// floats as their bits in the low part) but two for a v128, the low half first, and receives the
/// results in the same form. `data` is what the stub was made with.
using HostCallback = HostResult (*)(void* data, InstanceData* caller, uint64_t* values);

/// The registers that live across a call in the Wasm convention, at a call site: what setjmp keeps.
struct NativeContext {
  uint64_t pc;  // the return address of the call
  uint64_t sp;  // the caller's stack pointer once that call has returned
  InstanceData* instance;
  std::byte* memory_base;
  uint64_t preserved[8];  // the other preserved registers, in the convention's order
};

enum class StubKind : uint8_t {
  Plain,
  CapturesContext,  // the word after the arguments points to a NativeContext of the call site,
                    // valid for the call
};

uint32_t count_words(std::span<const loader::ValueType> types);

/// Called from C++: runs `code`, a function of the thunk's type in the Wasm convention, with
/// `instance` pinned. `values` as for HostCallback. False if a trap ended it: see ThreadData. May
/// be nested inside a host function.
using EntryThunk = bool (*)(const void* code, InstanceData* instance, uint64_t* values);

/// Makes thunks and owns their code. Thread-safe. Errors are errno values from CodeMemory.
class Thunks {
 public:
  Thunks() = default;
  Thunks(const Thunks&) = delete;
  Thunks& operator=(const Thunks&) = delete;
  ~Thunks();

  std::expected<EntryThunk, int> entry(const loader::FunctionType& type);
  /// Code in the Wasm convention, callable from any instance, that calls `callback(data, ...)`.
  std::expected<const void*, int> host_stub(const loader::FunctionType& type,
                                            HostCallback callback,
                                            void* data,
                                            StubKind kind = StubKind::Plain);
  /// Code in the Wasm convention, callable from any instance of the store, that pins the calling
  /// thread's InstanceData of `instance_id` around a call of `direct_entry`.
  std::expected<const void*, int> instance_switch(const loader::FunctionType& type,
                                                  const void* direct_entry,
                                                  uint32_t instance_id);

  /// If `pc` is a return address inside a thunk, what a stack walk must know to step over it.
  struct Frame {
    enum Kind : uint8_t { Entry, InstanceSwitch } kind;
    uint32_t frame_size;      // as FunctionCode::frame_size
    uint32_t argument_words;  // as FunctionCode::argument_words
  };
  /// Also for any other `pc` in a thunk that has such a frame. Async-signal-safe.
  const Frame* frame_at(const void* pc) const;
  /// Whether it is where a thunk's call of Wasm code returns to. Async-signal-safe.
  bool is_return_address(const void* pc) const;

  /// Whether `pc` lies in a thunk. Async-signal-safe.
  bool contains(const void* pc) const { return chunk_at(pc) != nullptr; }

  /// The offsets in a thunk between which a signal does not find host code: `begin` tests
  /// ThreadData::interrupted, and from there guest code follows without another test.
  struct Window {
    uint32_t begin = 0;
    uint32_t end = 0;
  };
  /// Where `pc` is if it is in a window, which includes `end`.
  struct Position {
    enum Kind : uint8_t {
      Outside,
      Entering,   // from C++, or leaving for it: as good as guest code
      Leaving,    // a host stub, which may go back to `begin` and do all again from there
      Returning,  // at the instruction of a host stub that returns to guest code
    } kind = Outside;
    const void* begin = nullptr;
  };
  /// Async-signal-safe.
  Position position_of(const void* pc) const;

  /// Around fork, in both processes.
  void before_fork() { mutex_.lock(); }
  void after_fork() { mutex_.unlock(); }

 private:
  struct Chunk {
    CodeMemory code;
    std::optional<Frame> frame;  // none for a host stub, above whose frame every walk begins
    Window window;
    uint32_t return_offset;
    const Chunk* older;
  };
  const Chunk* chunk_at(const void* pc) const;
  std::expected<const void*, int> publish(const EmittedThunk& thunk, std::optional<Frame> frame);

  std::mutex mutex_;                                    // guards entries_
  std::atomic<const Chunk*> newest_{nullptr};           // a list that only grows
  std::map<std::vector<uint8_t>, EntryThunk> entries_;  // by encoded signature
};

/// Where a trap continues: emitted code jumps here, and the trap handler sets the interrupted pc to
/// it, with the stack pointer at ThreadData::entry_sp. Returns false from the innermost EntryThunk.
const void* trap_exit();

/// ThreadData::entry_sp as it was when the entry that it names now began.
inline void* outer_entry_sp(void* entry_sp) {
  return static_cast<void**>(entry_sp)[1];
}

/// Continues at a call site as if its call had returned `result`, or at a handler of an exception,
/// which finds it there. The frame must be live and on this thread's stack; everything below it is
/// abandoned without running destructors.
[[noreturn]] void resume_context(const NativeContext& context, uint64_t result);

/// How far resume_context has come that a signal finds at `pc`: it is to be taken to where it leads
/// (see engine/machine_context.h), since it tests for signals only before. Async-signal-safe.
enum class Resumption : uint8_t { None, Preparing, Jumping };
Resumption resumption_at(const void* pc);

/// Runs `function(data)` on another stack, whose highest address (16-byte aligned) is `stack_top`,
/// and returns.
void call_on_stack(void* stack_top, void (*function)(void*), void* data);

}  // namespace wali::jit
