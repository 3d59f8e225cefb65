#include <asmjit/x86.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <span>

#include "jit/operation.h"
#include "jit/raise.h"
#include "jit/thunk_emitter.h"
#include "jit/x64/abi.h"

// Three conventions meet here: C++ calls the entry thunk and is called by host stubs in the System
// V convention; in between everything speaks the Wasm convention of abi.h. The thread's entry_sp
// names the innermost entry frame, so that a trap at any depth can leave by a jump:
//
//   entry_sp ->  ThreadData::exit_sp and entry_sp as they were before
//                ThreadData*
//                the caller's `values`
//                r15 r14 r13 r12 rbp rbx
//                return address into C++
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
.intel_syntax noprefix
.balign 16
.globl wali_jit_trap_exit
.hidden wali_jit_trap_exit
.type wali_jit_trap_exit, @function
wali_jit_trap_exit:
  mov rax, [rsp + 16]
  pop qword ptr [rax + 8]
  pop qword ptr [rax]
  add rsp, 16
  pop r15
  pop r14
  pop r13
  pop r12
  pop rbp
  pop rbx
  xor eax, eax
  ret
.size wali_jit_trap_exit, . - wali_jit_trap_exit

.balign 16
.globl wali_jit_resume
.hidden wali_jit_resume
.type wali_jit_resume, @function
wali_jit_resume:
  cmp dword ptr [rdx + 40], 0
  jne 1f
  mov rax, rsi
  mov r10, rsi
  mov rcx, [rdi]
  mov r14, [rdi + 16]
  mov r15, [rdi + 24]
  mov rbx, [rdi + 32]
  mov rbp, [rdi + 40]
  mov r12, [rdi + 48]
  mov r13, [rdi + 56]
  mov rsp, [rdi + 8]
.globl wali_jit_resume_jump
.hidden wali_jit_resume_jump
wali_jit_resume_jump:
  jmp rcx
1:
  ret
.size wali_jit_resume, . - wali_jit_resume

.balign 16
.globl wali_jit_call_on_stack
.hidden wali_jit_call_on_stack
.type wali_jit_call_on_stack, @function
wali_jit_call_on_stack:
  .cfi_startproc
  push rbp
  .cfi_def_cfa_offset 16
  .cfi_offset rbp, -16
  mov rbp, rsp
  .cfi_def_cfa_register rbp
  mov rsp, rdi
  mov rdi, rdx
  call rsi
  mov rsp, rbp
  pop rbp
  .cfi_def_cfa rsp, 8
  ret
  .cfi_endproc
.size wali_jit_call_on_stack, . - wali_jit_call_on_stack
.att_syntax
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

using asmjit::x86::Gp;
using asmjit::x86::Mem;
using loader::FunctionType;
using loader::ValueType;
using x64::CallLayout;
using x64::Location;
using x64::Register;
namespace x86 = asmjit::x86;

constexpr uint32_t kWord = 8;
const Gp& instance = x86::r14;
const Gp& memory_base = x86::r15;

Gp integer(Register reg) {
  return x86::gpq(x64::number_of(reg));
}
x86::Xmm float_register(Register reg) {
  return x86::xmm(x64::number_of(reg));
}
Mem word(const Gp& base, size_t offset) {
  return x86::qword_ptr(base, static_cast<int32_t>(offset));
}

Mem low_half(Mem operand) {
  operand.setSize(4);
  return operand;
}

bool is_32_bit(ValueType type) {
  return type == ValueType::I32 || type == ValueType::F32;
}

/// Bytes to subtract from the stack pointer so that `needed` bytes fit and it is 16-byte aligned,
/// when `pushed` words lie above, the return address included.
uint32_t frame_below(uint32_t pushed, uint32_t needed) {
  uint32_t above = pushed * kWord;
  return ((above + needed + 15) & ~15u) - above;
}

class ThunkAssembler : public asmjit::ErrorHandler, public x86::Assembler {
 public:
  explicit ThunkAssembler(const FunctionType& type) : type_(type) {
    layout_.assign(type);
    failed_ = code_.init(asmjit::Environment::host()) != asmjit::kErrorOk;
    code_.setErrorHandler(this);
    failed_ |= code_.attach(this) != asmjit::kErrorOk;
  }

  void mov_address(const Gp& to, const void* address) {
    mov(to, asmjit::imm(reinterpret_cast<uint64_t>(address)));
  }
  void load_thread(const Gp& to) { mov(to, word(instance, offsetof(InstanceData, thread))); }

  /// From words of `values` to where the convention wants them.
  void spread_params(const Gp& values, const Gp& stack, const Gp& scratch) {
    spread(type_.params, layout_.params, values, stack, 0, scratch);
  }
  uint32_t argument_bytes() const { return layout_.argument_words * kWord; }
  uint32_t result_bytes() const { return layout_.result_words * kWord; }
  void spread_results(const Gp& values, const Gp& stack, uint32_t offset, const Gp& scratch) {
    spread(type_.results, layout_.results, values, stack, offset, scratch);
  }
  /// From where the convention has them to words of `values`.
  void gather_params(const Gp& values, const Gp& stack, uint32_t offset, const Gp& scratch) {
    gather(type_.params, layout_.params, values, stack, offset, scratch);
  }
  void gather_results(const Gp& values, const Gp& stack, const Gp& scratch) {
    gather(type_.results, layout_.results, values, stack, 0, scratch);
  }

  void copy_stack_params(uint32_t from, uint32_t to, const Gp& scratch) {
    copy_stack_words(type_.params, layout_.params, from, to, scratch);
  }
  void copy_stack_results(uint32_t from, uint32_t to, const Gp& scratch) {
    copy_stack_words(type_.results, layout_.results, from, to, scratch);
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
  void jump_if_interrupted(const Gp& thread, const asmjit::Label& target) {
    cmp(x86::dword_ptr(thread, offsetof(ThreadData, interrupted)), 0);
    jne(target);
  }
  /// With the stack pointer aligned; what C++ does not preserve is lost.
  void call_on_interruption(const Gp& thread) {
    mov(x86::rdi, thread);
    xor_(x86::esi, x86::esi);
    call(word(thread, offsetof(ThreadData, on_interruption)));
  }

  void handleError(asmjit::Error, const char*, asmjit::BaseEmitter*) override { failed_ = true; }

 private:
  void copy_stack_words(std::span<const ValueType> types,
                        std::span<const Location> locations,
                        uint32_t from,
                        uint32_t to,
                        const Gp& scratch) {
    for (size_t i = 0; i < types.size(); ++i) {
      if (locations[i].reg != Register::none) continue;
      uint32_t first = locations[i].stack_word;
      for (uint32_t each = first; each < first + words_of(types[i]); ++each) {
        mov(scratch, word(x86::rsp, from + each * kWord));
        mov(word(x86::rsp, to + each * kWord), scratch);
      }
    }
  }

  void spread(std::span<const ValueType> types,
              std::span<const Location> locations,
              const Gp& values,
              const Gp& stack,
              uint32_t stack_offset,
              const Gp& scratch) {
    uint32_t at = 0;
    for (size_t i = 0; i < types.size(); at += words_of(types[i++]) * kWord) {
      Mem from = word(values, at);
      Register reg = locations[i].reg;
      uint32_t to = stack_offset + locations[i].stack_word * kWord;
      if (reg == Register::none) {
        is_32_bit(types[i]) ? mov(scratch.r32(), low_half(from)) : mov(scratch, from);
        mov(word(stack, to), scratch);
        if (words_of(types[i]) == 1) continue;
        mov(scratch, word(values, at + kWord));
        mov(word(stack, to + kWord), scratch);
      } else if (words_of(types[i]) == 2) {
        movups(float_register(reg), x86::xmmword_ptr(values, static_cast<int32_t>(at)));
      } else if (x64::is_xmm(reg)) {
        is_32_bit(types[i]) ? movss(float_register(reg), low_half(from))
                            : movsd(float_register(reg), from);
      } else {
        is_32_bit(types[i]) ? mov(integer(reg).r32(), low_half(from)) : mov(integer(reg), from);
      }
    }
  }

  void gather(std::span<const ValueType> types,
              std::span<const Location> locations,
              const Gp& values,
              const Gp& stack,
              uint32_t stack_offset,
              const Gp& scratch) {
    uint32_t at = 0;
    for (size_t i = 0; i < types.size(); at += words_of(types[i++]) * kWord) {
      Mem to = word(values, at);
      Register reg = locations[i].reg;
      uint32_t from = stack_offset + locations[i].stack_word * kWord;
      if (reg == Register::none) {
        Mem low = word(stack, from);
        is_32_bit(types[i]) ? mov(scratch.r32(), low_half(low)) : mov(scratch, low);
        mov(to, scratch);
        if (words_of(types[i]) == 1) continue;
        mov(scratch, word(stack, from + kWord));
        mov(word(values, at + kWord), scratch);
      } else if (words_of(types[i]) == 2) {
        movups(x86::xmmword_ptr(values, static_cast<int32_t>(at)), float_register(reg));
      } else if (x64::is_xmm(reg) && is_32_bit(types[i])) {
        movd(scratch.r32(), float_register(reg));
        mov(to, scratch);
      } else if (x64::is_xmm(reg)) {
        movsd(to, float_register(reg));
      } else {
        if (is_32_bit(types[i])) mov(integer(reg).r32(), integer(reg).r32());
        mov(to, integer(reg));
      }
    }
  }

  const FunctionType& type_;
  CallLayout layout_;
  asmjit::CodeHolder code_;
  uint32_t return_offset_ = 0;
  bool failed_ = false;
};

constexpr Register kSaved[] = {x64::rbx, x64::rbp, x64::r12, x64::r13, x64::r14, x64::r15};

}  // namespace

std::expected<EmittedThunk, int> emit_entry(const FunctionType& type) {
  ThunkAssembler a(type);
  const Gp& values = x86::r10;
  const Gp& code = x86::r11;
  const Gp& thread = x86::rax;
  constexpr uint32_t kSavedValues = 3 * kWord;  // from entry_sp
  constexpr uint32_t kSavedThread = 2 * kWord;
  constexpr uint32_t kPushed = std::size(kSaved) + 4;
  Mem entry_sp = word(thread, offsetof(ThreadData, entry_sp));
  Mem exit_sp = word(thread, offsetof(ThreadData, exit_sp));

  for (Register reg : kSaved) a.push(integer(reg));
  a.mov(code, x86::rdi);
  a.mov(instance, x86::rsi);
  a.mov(values, x86::rdx);
  a.load_thread(thread);
  a.push(values);
  a.push(thread);
  a.push(entry_sp);
  a.push(exit_sp);
  a.mov(entry_sp, x86::rsp);
  a.mov(exit_sp, 0);
  a.mov(memory_base, word(instance, offsetof(InstanceData, memory_base)));

  asmjit::Label interrupted = a.newLabel();
  asmjit::Label enter = a.newLabel();
  a.bind(enter);
  Thunks::Window window{.begin = a.at()};
  a.jump_if_interrupted(thread, interrupted);
  uint32_t results = frame_below(kPushed + 1, a.result_bytes());
  a.sub(x86::rsp, results + a.argument_bytes());
  a.spread_params(values, x86::rsp, x86::rbx);
  a.call(code);
  a.note_return_address();
  a.mov(values, word(x86::rsp, results + kSavedValues));
  a.gather_results(values, x86::rsp, x86::r11);
  a.add(x86::rsp, results);

  a.mov(thread, word(x86::rsp, kSavedThread));
  window.end = a.at();
  a.pop(exit_sp);
  a.pop(entry_sp);
  a.add(x86::rsp, 2 * kWord);
  for (size_t i = std::size(kSaved); i-- > 0;) a.pop(integer(kSaved[i]));
  a.mov(x86::eax, 1);
  a.ret();

  a.bind(interrupted);
  a.mov(x86::rbx, code);
  a.sub(x86::rsp, kWord);
  a.call_on_interruption(thread);
  a.add(x86::rsp, kWord);
  a.mov(code, x86::rbx);
  a.mov(values, word(x86::rsp, kSavedValues));
  a.mov(thread, word(x86::rsp, kSavedThread));
  a.jmp(enter);
  return a.finish(results + kPushed * kWord, window);
}

// The stub pops its stack arguments before the call: the return address moves up over them, so that
// whoever walks the stack from `exit_sp` need not know how many there were.
//
// The results stay in the frame until the last test for a signal, and what follows it up to the
// return only copies them: if a signal comes in between, the stub can begin again with the test.
std::expected<EmittedThunk, int> emit_host_stub(const FunctionType& type,
                                                HostCallback callback,
                                                void* data,
                                                StubKind kind) {
  ThunkAssembler a(type);
  const Gp& scratch = x86::r11;
  bool captures = kind == StubKind::CapturesContext;
  uint32_t params = count_words(type.params);
  uint32_t words = std::max(params + (captures ? 1 : 0), count_words(type.results));
  uint32_t context = words * kWord;
  uint32_t frame = frame_below(1, context + (captures ? sizeof(NativeContext) : 0));
  uint32_t return_address = frame + a.argument_bytes();

  a.sub(x86::rsp, frame);
  a.gather_params(x86::rsp, x86::rsp, frame + kWord, scratch);
  if (return_address != frame) {
    a.mov(scratch, word(x86::rsp, frame));
    a.mov(word(x86::rsp, return_address), scratch);
  }
  a.lea(x86::rax, word(x86::rsp, return_address));
  a.load_thread(scratch);
  a.mov(word(scratch, offsetof(ThreadData, exit_sp)), x86::rax);
  if (captures) {
    a.mov(scratch, word(x86::rsp, return_address));
    a.mov(word(x86::rsp, context + offsetof(NativeContext, pc)), scratch);
    a.lea(scratch, word(x86::rsp, return_address + kWord));
    a.mov(word(x86::rsp, context + offsetof(NativeContext, sp)), scratch);
    a.mov(word(x86::rsp, context + offsetof(NativeContext, instance)), instance);
    a.mov(word(x86::rsp, context + offsetof(NativeContext, memory_base)), memory_base);
    uint32_t preserved = context + offsetof(NativeContext, preserved);
    for (Register reg : x64::kPreserved) {
      a.mov(word(x86::rsp, preserved), integer(reg));
      preserved += kWord;
    }
    a.lea(scratch, word(x86::rsp, context));
    a.mov(word(x86::rsp, params * kWord), scratch);
  }
  a.mov_address(x86::rdi, data);
  a.mov(x86::rsi, instance);
  a.mov(x86::rdx, x86::rsp);
  a.mov_address(x86::rax, reinterpret_cast<const void*>(callback));
  a.call(x86::rax);

  asmjit::Label failed = a.newLabel();
  asmjit::Label exception = a.newLabel();
  asmjit::Label interrupted = a.newLabel();
  asmjit::Label leave = a.newLabel();
  static_assert(static_cast<uint8_t>(HostResult::Ok) == 0);
  a.test(x86::al, x86::al);
  a.jnz(failed);
  a.bind(leave);
  Thunks::Window window{.begin = a.at()};
  a.load_thread(scratch);
  a.jump_if_interrupted(scratch, interrupted);
  a.mov(word(scratch, offsetof(ThreadData, exit_sp)), 0);
  a.spread_results(x86::rsp, x86::rsp, return_address + kWord, scratch);
  a.add(x86::rsp, return_address);
  window.end = a.at();
  a.ret();

  a.bind(interrupted);
  a.lea(x86::rax, word(x86::rsp, return_address));
  a.mov(word(scratch, offsetof(ThreadData, exit_sp)), x86::rax);
  a.call_on_interruption(scratch);
  a.jmp(leave);

  a.bind(failed);
  a.load_thread(scratch);
  a.cmp(x86::al, static_cast<int>(HostResult::Trap));
  a.jne(exception);
  a.mov(x86::rsp, word(scratch, offsetof(ThreadData, entry_sp)));
  a.mov_address(scratch, trap_exit());
  a.jmp(scratch);

  a.bind(exception);
  a.add(x86::rsp, return_address);
  a.mov(x86::rdi, instance);
  a.xor_(x86::esi, x86::esi);
  a.mov_address(scratch, raise_stub());
  a.jmp(scratch);
  return a.finish(frame, window);
}

// Leaves the stack check to the callee: this frame is smaller than what the limit keeps in reserve.
//
// Functions of two instances that tail-call one another must not pile up frames of switches. So a
// no-operation of an unmistakable form marks the place that a switch's call returns to: a switch
// that is to return to such a place needs no frame, for the caller's instance is restored there.
std::expected<EmittedThunk, int> emit_instance_switch(const FunctionType& type,
                                                      const void* direct_entry,
                                                      uint32_t instance_id) {
  constexpr uint8_t kMark[] = {0x0f, 0x1f, 0x80, 'w', 'a', 'l', 'i'};
  constexpr uint32_t kMarkBegin = 'w' << 24 | 0x801f0f;
  ThunkAssembler a(type);
  const Gp& scratch = x86::r10;
  const Gp& peer = x86::r11;
  uint32_t results = frame_below(3, a.result_bytes());
  uint32_t frame = results + 2 * kWord;
  auto pin_peer = [&] {
    a.load_thread(peer);
    a.mov(peer, word(peer, offsetof(ThreadData, peers)));
    a.mov(instance, word(peer, size_t{instance_id} * sizeof(InstanceData*)));
    a.mov(memory_base, word(instance, offsetof(InstanceData, memory_base)));
    a.mov_address(peer, direct_entry);
  };

  asmjit::Label tail = a.newLabel();
  a.mov(scratch, word(x86::rsp, 0));
  a.cmp(x86::dword_ptr(scratch), kMarkBegin);
  a.je(tail);
  a.push(instance);
  a.push(memory_base);
  a.sub(x86::rsp, results + a.argument_bytes());
  a.copy_stack_params(a.argument_bytes() + frame + kWord, 0, scratch);
  pin_peer();
  a.call(peer);
  a.note_return_address();
  a.embed(kMark, sizeof kMark);
  a.copy_stack_results(0, frame + kWord + a.argument_bytes(), scratch);
  a.add(x86::rsp, results);
  a.pop(memory_base);
  a.pop(instance);
  a.ret(a.argument_bytes());

  a.bind(tail);
  pin_peer();
  a.jmp(peer);
  return a.finish(frame);
}

}  // namespace wali::jit
