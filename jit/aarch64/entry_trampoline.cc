#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <span>

#include "jit/aarch64/abi.h"
#include "jit/aarch64/operands.h"
#include "jit/operation.h"
#include "jit/raise.h"
#include "jit/thunk_emitter.h"

// Three conventions meet here: C++ calls the entry thunk and is called by host stubs in the
// procedure call standard of the platform; in between everything speaks the Wasm convention of
// abi.h. The thread's entry_sp names the innermost entry frame, so that a trap at any depth can
// leave by a jump:
//
//   entry_sp ->  ThreadData::exit_sp and entry_sp as they were before
//                ThreadData*
//                the caller's `values`
//                x19-x28, d8-d15
//                x29, and the return address into C++
//
// A trap may not rely on any register but the stack pointer, hence the thread stands in the frame.

namespace wali::jit {

extern "C" {
[[gnu::visibility("hidden")]] extern const char wali_jit_trap_exit[];
[[gnu::visibility("hidden")]] extern const char wali_jit_resume_jump[];
// Returns only if the thread was interrupted before it could begin.
[[gnu::visibility("hidden")]] void wali_jit_resume(const NativeContext*, uint64_t, ThreadData*);
[[gnu::visibility("hidden")]] void wali_jit_call_on_stack(void*, void (*)(void*), void*);
}

static_assert(offsetof(ThreadData, entry_sp) == 0 && offsetof(ThreadData, exit_sp) == 8 &&
              offsetof(ThreadData, interrupted) == 40);
static_assert(offsetof(NativeContext, pc) == 0 && offsetof(NativeContext, sp) == 8 &&
              offsetof(NativeContext, instance) == 16 &&
              offsetof(NativeContext, memory_base) == 24 &&
              offsetof(NativeContext, preserved) == 32);

asm(R"(
.pushsection .text
.balign 16
.globl wali_jit_trap_exit
.hidden wali_jit_trap_exit
.type wali_jit_trap_exit, %function
wali_jit_trap_exit:
  ldp x9, x10, [sp]
  ldr x11, [sp, #16]
  stp x10, x9, [x11]
  ldp x19, x20, [sp, #32]
  ldp x21, x22, [sp, #48]
  ldp x23, x24, [sp, #64]
  ldp x25, x26, [sp, #80]
  ldp x27, x28, [sp, #96]
  ldp d8, d9, [sp, #112]
  ldp d10, d11, [sp, #128]
  ldp d12, d13, [sp, #144]
  ldp d14, d15, [sp, #160]
  ldp x29, x30, [sp, #176]
  add sp, sp, #192
  mov w0, wzr
  ret
.size wali_jit_trap_exit, . - wali_jit_trap_exit

.balign 16
.globl wali_jit_resume
.hidden wali_jit_resume
.type wali_jit_resume, %function
wali_jit_resume:
  ldr w16, [x2, #40]
  cbnz w16, 1f
  ldp x16, x17, [x0]
  ldp x28, x27, [x0, #16]
  ldp x19, x20, [x0, #32]
  ldp x21, x22, [x0, #48]
  ldp x23, x24, [x0, #64]
  ldp x25, x26, [x0, #80]
  mov x9, x1
  mov sp, x17
  mov x0, x1
.globl wali_jit_resume_jump
.hidden wali_jit_resume_jump
wali_jit_resume_jump:
  br x16
1:
  ret
.size wali_jit_resume, . - wali_jit_resume

.balign 16
.globl wali_jit_call_on_stack
.hidden wali_jit_call_on_stack
.type wali_jit_call_on_stack, %function
wali_jit_call_on_stack:
  .cfi_startproc
  stp x29, x30, [sp, #-16]!
  .cfi_def_cfa_offset 16
  .cfi_offset x29, -16
  .cfi_offset x30, -8
  mov x29, sp
  .cfi_def_cfa_register x29
  mov sp, x0
  mov x0, x2
  blr x1
  mov sp, x29
  .cfi_def_cfa_register sp
  ldp x29, x30, [sp], #16
  .cfi_restore x29
  .cfi_restore x30
  .cfi_def_cfa_offset 0
  ret
  .cfi_endproc
.size wali_jit_call_on_stack, . - wali_jit_call_on_stack
.popsection
)");

const void* trap_exit() {
  return wali_jit_trap_exit;
}

void resume_context(const NativeContext& context, uint64_t result) {
  ThreadData& thread = *context.instance->thread;
  thread.exit_sp = nullptr;
  for (;;) {
    wali_jit_resume(&context, result, &thread);
    thread.on_interruption(&thread, &context);
  }
}

Resumption resumption_at(const void* pc) {
  auto* at = static_cast<const char*>(pc);
  if (at == wali_jit_resume_jump) return Resumption::Jumping;
  bool is_inside =
      at >= reinterpret_cast<const char*>(wali_jit_resume) && at < wali_jit_resume_jump;
  return is_inside ? Resumption::Preparing : Resumption::None;
}

void call_on_stack(void* stack_top, void (*function)(void*), void* data) {
  wali_jit_call_on_stack(stack_top, function, data);
}

namespace {

using namespace aarch64;
using aarch64::CallLayout;
using aarch64::Location;
using loader::FunctionType;
using loader::ValueType;

constexpr uint32_t kWord = 8;
// Neither argument registers, nor preserved, nor what `operand_at` may use.
constexpr Register kValues = x10;
constexpr Register kCode = x11;
constexpr Register kThread = x12;

uint32_t align16(uint32_t bytes) {
  return (bytes + 15) & ~15u;
}

bool is_32_bit(ValueType type) {
  return type == ValueType::I32 || type == ValueType::F32;
}

class ThunkAssembler : public asmjit::ErrorHandler, public a64::Assembler {
 public:
  explicit ThunkAssembler(const FunctionType& type) : type_(type) {
    layout_.assign(type);
    failed_ = code_.init(asmjit::Environment(asmjit::Arch::kAArch64)) != asmjit::kErrorOk;
    code_.setErrorHandler(this);
    failed_ |= code_.attach(this) != asmjit::kErrorOk;
  }

  void load(const a64::Gp& to, Register base, uint64_t offset) {
    ldr(to, operand_at(*this, base, static_cast<int64_t>(offset), to.size()));
  }
  void store(const a64::Gp& from, Register base, uint64_t offset) {
    str(from, operand_at(*this, base, static_cast<int64_t>(offset), from.size()));
  }
  void add_constant(Register to, Register from, int64_t value) {
    aarch64::add_constant(*this, to, from, value);
  }
  void mov_address(Register to, const void* address) {
    load_constant(*this, to, reinterpret_cast<uint64_t>(address));
  }
  void load_thread(Register to) { load(gp64(to), kInstance, offsetof(InstanceData, thread)); }

  /// From words of `values` to where the convention wants them.
  void spread_params(Register values, uint32_t offset) {
    spread(type_.params, layout_.params, values, offset);
  }
  void spread_results(Register values, uint32_t offset) {
    spread(type_.results, layout_.results, values, offset);
  }
  /// From where the convention has them to words of `values`; those on the stack from an offset on.
  void gather_params(Register values, uint32_t offset) {
    gather(type_.params, layout_.params, values, offset);
  }
  void gather_results(Register values, uint32_t offset) {
    gather(type_.results, layout_.results, values, offset);
  }
  uint32_t argument_bytes() const { return layout_.argument_words * kWord; }
  uint32_t result_bytes() const { return layout_.result_words * kWord; }

  void copy_stack_params(uint32_t from, uint32_t to) {
    copy_stack_words(type_.params, layout_.params, from, to);
  }
  void copy_stack_results(uint32_t from, uint32_t to) {
    copy_stack_words(type_.results, layout_.results, from, to);
  }

  std::expected<EmittedThunk, int> finish(uint32_t frame_size, Thunks::Window window = {}) {
    if (failed_) return std::unexpected(ENOMEM);
    auto* bytes = reinterpret_cast<const std::byte*>(bufferData());
    return EmittedThunk{
        {bytes, bytes + offset()}, frame_size, layout_.argument_words, window, return_offset_};
  }
  uint32_t at() const { return static_cast<uint32_t>(offset()); }
  void note_return_address() { return_offset_ = at(); }

  /// `thread` holds the ThreadData.
  void jump_if_interrupted(Register thread, const asmjit::Label& target) {
    load(gp32(kScratch), thread, offsetof(ThreadData, interrupted));
    cbnz(gp32(kScratch), target);
  }
  /// What C++ does not preserve is lost.
  void call_on_interruption(Register thread) {
    load(gp64(kScratch), thread, offsetof(ThreadData, on_interruption));
    mov(gp64(x0), gp64(thread));
    mov(gp64(x1), a64::regs::xzr);
    blr(gp64(kScratch));
  }

  void handleError(asmjit::Error, const char*, asmjit::BaseEmitter*) override { failed_ = true; }

 private:
  void load_value(ValueType type, Register to, Register base, uint32_t offset) {
    uint32_t bytes = bytes_of(type);
    a64::Mem from = operand_at(*this, base, offset, bytes);
    if (bytes == 16) {
      ldr(vec(to).q(), from);
    } else if (is_vector_register(to)) {
      ldr(fp(width_of(type), to), from);
    } else {
      ldr(gp(width_of(type), to), from);
    }
  }
  void store_value(ValueType type, Register from, Register base, uint32_t offset) {
    if (is_32_bit(type)) {
      // The whole word, its high half zero.
      if (is_vector_register(from)) {
        fmov(gp32(kScratch), s(from));
      } else {
        mov(gp32(kScratch), gp32(from));
      }
      from = kScratch;
      type = ValueType::I64;
    }
    uint32_t bytes = bytes_of(type);
    a64::Mem to = operand_at(*this, base, offset, bytes);
    if (bytes == 16) {
      str(vec(from).q(), to);
    } else if (is_vector_register(from)) {
      str(d(from), to);
    } else {
      str(gp64(from), to);
    }
  }
  /// The register for a value on its way from memory to memory.
  static Register carrier(ValueType type) { return words_of(type) == 2 ? kFloatScratch : kScratch; }

  void spread(std::span<const ValueType> types,
              std::span<const Location> locations,
              Register values,
              uint32_t stack_offset) {
    uint32_t at = 0;
    for (size_t i = 0; i < types.size(); at += words_of(types[i++]) * kWord) {
      Register reg = locations[i].reg;
      if (reg != Register::none) {
        load_value(types[i], reg, values, at);
      } else {
        load_value(types[i], carrier(types[i]), values, at);
        store_value(types[i],
                    carrier(types[i]),
                    Register::sp,
                    stack_offset + locations[i].stack_word * kWord);
      }
    }
  }

  void gather(std::span<const ValueType> types,
              std::span<const Location> locations,
              Register values,
              uint32_t stack_offset) {
    uint32_t at = 0;
    for (size_t i = 0; i < types.size(); at += words_of(types[i++]) * kWord) {
      Register reg = locations[i].reg;
      if (reg == Register::none) {
        reg = carrier(types[i]);
        load_value(types[i], reg, Register::sp, stack_offset + locations[i].stack_word * kWord);
      }
      store_value(types[i], reg, values, at);
    }
  }

  void copy_stack_words(std::span<const ValueType> types,
                        std::span<const Location> locations,
                        uint32_t from,
                        uint32_t to) {
    for (size_t i = 0; i < types.size(); ++i) {
      if (locations[i].reg != Register::none) continue;
      ValueType type = words_of(types[i]) == 2 ? ValueType::V128 : ValueType::I64;
      uint32_t word = locations[i].stack_word * kWord;
      load_value(type, carrier(type), Register::sp, from + word);
      store_value(type, carrier(type), Register::sp, to + word);
    }
  }

  const FunctionType& type_;
  CallLayout layout_;
  asmjit::CodeHolder code_;
  uint32_t return_offset_ = 0;
  bool failed_ = false;
};

struct SavedPair {
  bool is_float;
  Register first, second;
  uint32_t offset;  // from entry_sp
};
constexpr SavedPair kSaved[] = {{false, x19, x20, 32},
                                {false, x21, x22, 48},
                                {false, x23, x24, 64},
                                {false, x25, x26, 80},
                                {false, x27, x28, 96},
                                {true, v8, v9, 112},
                                {true, v10, v11, 128},
                                {true, v12, v13, 144},
                                {true, v14, v15, 160},
                                {false, x29, x30, 176}};
constexpr uint32_t kEntryFrame = 192;
constexpr uint32_t kSavedThread = 2 * kWord;
constexpr uint32_t kSavedValues = 3 * kWord;

}  // namespace

std::expected<EmittedThunk, int> emit_entry(const FunctionType& type) {
  ThunkAssembler a(type);
  uint32_t results = align16(a.result_bytes());
  a64::Mem stack = a64::ptr(a64::regs::sp);
  a64::Mem thread_stacks = a64::ptr(gp64(kThread), offsetof(ThreadData, entry_sp));

  a.sub(a64::regs::sp, a64::regs::sp, kEntryFrame);
  for (const SavedPair& each : kSaved) {
    a64::Mem to = a64::ptr(a64::regs::sp, static_cast<int32_t>(each.offset));
    each.is_float ? a.stp(d(each.first), d(each.second), to)
                  : a.stp(gp64(each.first), gp64(each.second), to);
  }
  a.mov(gp64(kCode), gp64(x0));
  a.mov(gp64(kInstance), gp64(x1));
  a.mov(gp64(kValues), gp64(x2));
  a.load_thread(kThread);
  a.ldp(gp64(x1), gp64(x0), thread_stacks);
  a.stp(gp64(x0), gp64(x1), stack);
  a.store(gp64(kThread), Register::sp, kSavedThread);
  a.store(gp64(kValues), Register::sp, kSavedValues);
  a.mov(gp64(kScratch), a64::regs::sp);
  a.stp(gp64(kScratch), a64::regs::xzr, thread_stacks);
  a.load(gp64(kMemoryBase), kInstance, offsetof(InstanceData, memory_base));

  asmjit::Label interrupted = a.newLabel();
  asmjit::Label enter = a.newLabel();
  a.bind(enter);
  Thunks::Window window{.begin = a.at()};
  a.jump_if_interrupted(kThread, interrupted);
  a.add_constant(Register::sp, Register::sp, -int64_t{results + a.argument_bytes()});
  a.spread_params(kValues, 0);
  a.blr(gp64(kCode));
  a.note_return_address();
  a.load(gp64(kValues), Register::sp, results + kSavedValues);
  a.gather_results(kValues, 0);
  a.add_constant(Register::sp, Register::sp, results);

  a.load(gp64(kThread), Register::sp, kSavedThread);
  a.ldp(gp64(x0), gp64(x1), stack);
  window.end = a.at();
  a.stp(gp64(x1), gp64(x0), thread_stacks);
  for (const SavedPair& each : kSaved) {
    a64::Mem from = a64::ptr(a64::regs::sp, static_cast<int32_t>(each.offset));
    each.is_float ? a.ldp(d(each.first), d(each.second), from)
                  : a.ldp(gp64(each.first), gp64(each.second), from);
  }
  a.add(a64::regs::sp, a64::regs::sp, kEntryFrame);
  a.mov(gp32(x0), 1);
  a.ret(gp64(kLink));

  a.bind(interrupted);
  a.mov(gp64(x19), gp64(kCode));
  a.call_on_interruption(kThread);
  a.mov(gp64(kCode), gp64(x19));
  a.load(gp64(kValues), Register::sp, kSavedValues);
  a.load(gp64(kThread), Register::sp, kSavedThread);
  a.b(enter);
  return a.finish(results + kEntryFrame - kWord, window);
}

// The stub pops its stack arguments before the call: the return address goes right below where they
// ended, so that whoever walks the stack from `exit_sp` need not know how many there were.
//
// The results stay in the frame until the last test for a signal, and what follows it up to the
// return only copies them: if a signal comes in between, the stub can begin again with the test.
std::expected<EmittedThunk, int> emit_host_stub(const FunctionType& type,
                                                HostCallback callback,
                                                void* data,
                                                StubKind kind) {
  ThunkAssembler a(type);
  bool captures = kind == StubKind::CapturesContext;
  uint32_t params = count_words(type.params);
  uint32_t words = std::max(params + (captures ? 1 : 0), count_words(type.results));
  uint32_t context = words * kWord;
  uint32_t frame = align16(context + (captures ? sizeof(NativeContext) : 0) + kWord);
  uint32_t caller_sp = frame + a.argument_bytes();
  uint32_t return_address = caller_sp - kWord;

  a.add_constant(Register::sp, Register::sp, -int64_t{frame});
  a.gather_params(Register::sp, frame);
  a.store(gp64(kLink), Register::sp, return_address);
  a.add_constant(x0, Register::sp, return_address);
  a.load_thread(kThread);
  a.store(gp64(x0), kThread, offsetof(ThreadData, exit_sp));
  if (captures) {
    a.store(gp64(kLink), Register::sp, context + offsetof(NativeContext, pc));
    a.add_constant(x0, Register::sp, caller_sp);
    a.store(gp64(x0), Register::sp, context + offsetof(NativeContext, sp));
    a.store(gp64(kInstance), Register::sp, context + offsetof(NativeContext, instance));
    a.store(gp64(kMemoryBase), Register::sp, context + offsetof(NativeContext, memory_base));
    uint32_t preserved = context + offsetof(NativeContext, preserved);
    for (Register reg : kPreserved) {
      a.store(gp64(reg), Register::sp, preserved);
      preserved += kWord;
    }
    a.add_constant(x0, Register::sp, context);
    a.store(gp64(x0), Register::sp, params * kWord);
  }
  a.mov_address(x0, data);
  a.mov(gp64(x1), gp64(kInstance));
  a.mov(gp64(x2), a64::regs::sp);
  a.mov_address(kScratch, reinterpret_cast<const void*>(callback));
  a.blr(gp64(kScratch));

  asmjit::Label failed = a.newLabel();
  asmjit::Label exception = a.newLabel();
  asmjit::Label interrupted = a.newLabel();
  asmjit::Label leave = a.newLabel();
  static_assert(static_cast<uint8_t>(HostResult::Ok) == 0);
  a.ands(gp32(x0), gp32(x0), 0xff);
  a.b(asmjit::arm::CondCode::kNE, failed);
  a.bind(leave);
  Thunks::Window window{.begin = a.at()};
  a.load_thread(kThread);
  a.jump_if_interrupted(kThread, interrupted);
  a.store(a64::regs::xzr, kThread, offsetof(ThreadData, exit_sp));
  a.load(gp64(kLink), Register::sp, return_address);
  a.spread_results(Register::sp, caller_sp);
  load_constant(a, kScratch, caller_sp);
  a.add(a64::regs::sp, a64::regs::sp, gp64(kScratch));  // in one step
  window.end = a.at();
  a.ret(gp64(kLink));

  a.bind(interrupted);
  a.add_constant(x0, Register::sp, return_address);
  a.store(gp64(x0), kThread, offsetof(ThreadData, exit_sp));
  a.call_on_interruption(kThread);
  a.b(leave);

  a.bind(failed);
  a.load_thread(kThread);
  a.cmp(gp32(x0), static_cast<uint32_t>(HostResult::Trap));
  a.b(asmjit::arm::CondCode::kNE, exception);
  a.load(gp64(kScratch), kThread, offsetof(ThreadData, entry_sp));
  a.mov(a64::regs::sp, gp64(kScratch));
  a.mov_address(kScratch, trap_exit());
  a.br(gp64(kScratch));

  a.bind(exception);
  a.load(gp64(kLink), Register::sp, return_address);
  a.add_constant(Register::sp, Register::sp, caller_sp);
  a.mov(gp64(x0), gp64(kInstance));
  a.mov(gp64(x1), a64::regs::xzr);
  a.mov_address(kScratch, raise_stub());
  a.br(gp64(kScratch));
  return a.finish(frame, window);
}

// Leaves the stack check to the callee: this frame is smaller than what the limit keeps in reserve.
//
// Functions of two instances that tail-call one another must not pile up frames of switches. So an
// instruction that does nothing, and that nobody else writes, marks the place that a switch's call
// returns to: a switch that is to return to such a place needs no frame, for the caller's instance
// is restored there.
std::expected<EmittedThunk, int> emit_instance_switch(const FunctionType& type,
                                                      const void* direct_entry,
                                                      uint32_t instance_id) {
  constexpr uint32_t kMark = 0xd280001f | 'w' << 13 | 'i' << 5;  // movz xzr, "wi"
  ThunkAssembler a(type);
  uint32_t results = align16(a.result_bytes());
  uint32_t frame = align16(results + 3 * kWord) - kWord;  // up to the return address
  auto pin_peer = [&] {
    a.load_thread(kScratch);
    a.load(gp64(kScratch), kScratch, offsetof(ThreadData, peers));
    a.load(gp64(kInstance), kScratch, size_t{instance_id} * sizeof(InstanceData*));
    a.load(gp64(kMemoryBase), kInstance, offsetof(InstanceData, memory_base));
    a.mov_address(kScratch, direct_entry);
  };

  asmjit::Label tail = a.newLabel();
  a.load(gp32(kScratch), kLink, 0);
  a.mov(gp32(kOperandScratch), kMark);
  a.cmp(gp32(kScratch), gp32(kOperandScratch));
  a.b(asmjit::arm::CondCode::kEQ, tail);
  a.add_constant(Register::sp, Register::sp, -int64_t{frame + kWord});
  a.store(gp64(kLink), Register::sp, frame);
  a.store(gp64(kInstance), Register::sp, frame - kWord);
  a.store(gp64(kMemoryBase), Register::sp, frame - 2 * kWord);
  a.add_constant(Register::sp, Register::sp, -int64_t{a.argument_bytes()});
  a.copy_stack_params(a.argument_bytes() + frame + kWord, 0);
  pin_peer();
  a.blr(gp64(kScratch));
  a.note_return_address();
  a.embed(&kMark, sizeof kMark);
  a.load(gp64(kLink), Register::sp, frame);
  a.load(gp64(kInstance), Register::sp, frame - kWord);
  a.load(gp64(kMemoryBase), Register::sp, frame - 2 * kWord);
  a.copy_stack_results(0, frame + kWord + a.argument_bytes());
  a.add_constant(Register::sp, Register::sp, int64_t{frame + kWord + a.argument_bytes()});
  a.ret(gp64(kLink));

  a.bind(tail);
  pin_peer();
  a.br(gp64(kScratch));
  return a.finish(frame);
}

}  // namespace wali::jit
