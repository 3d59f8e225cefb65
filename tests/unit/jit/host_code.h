#pragma once

#include <doctest/doctest.h>
#include <setjmp.h>
#include <signal.h>
#include <ucontext.h>

#include <bit>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "jit/code_memory.h"
#ifdef __aarch64__
#include "jit/aarch64/macro_assembler.h"
#else
#include "jit/x64/macro_assembler.h"
#endif

/// Operations of the macro assembler of the host's ISA, run one by one. What differs between the
/// ISAs stands in this file.
namespace wali::jit::test {

#ifdef __aarch64__
namespace isa = aarch64;
constexpr isa::Register r0 = isa::x0, r1 = isa::x1, r2 = isa::x2, r3 = isa::x3;
constexpr isa::Register f0 = isa::v0, f1 = isa::v1, f2 = isa::v2, f3 = isa::v3, f5 = isa::v5;
#else
namespace isa = x64;
// In the order in which shifts and divisions want them.
constexpr isa::Register r0 = isa::rax, r1 = isa::rcx, r2 = isa::rdx, r3 = isa::rsi;
constexpr isa::Register f0 = isa::xmm0, f1 = isa::xmm1, f2 = isa::xmm2, f3 = isa::xmm3,
                        f5 = isa::xmm5;
#endif

using isa::MacroAssembler;
using isa::Operand;
using isa::Register;
using enum Width;
using enum loader::ValueType;

constexpr uint32_t kWasmOffset = 7;

/// What emitted code starts with and what it leaves.
struct Machine {
  uint64_t r0 = 0, r1 = 0, r2 = 0;
  uint64_t f0 = 0, f1 = 0, f2 = 0;
};

/// Everything `enter_code` needs.
struct Entry {
  Machine* machine;
  const std::byte* code;
  InstanceData* instance;
  std::byte* memory;
};

#ifdef __aarch64__
[[gnu::noinline]] inline void enter_code(const Entry& entry) {
  register const Entry* start asm("x20") = &entry;
  asm volatile(
      "mov x19, sp\n"
      "sub sp, sp, #256\n"
      "ldp x28, x27, [x20, #16]\n"
      "ldp x21, x9, [x20]\n"
      "ldp x0, x1, [x21]\n"
      "ldp x2, xzr, [x21, #16]\n"
      "ldp d0, d1, [x21, #24]\n"
      "ldr d2, [x21, #40]\n"
      "blr x9\n"
      "stp x0, x1, [x21]\n"
      "str x2, [x21, #16]\n"
      "stp d0, d1, [x21, #24]\n"
      "str d2, [x21, #40]\n"
      "mov sp, x19\n"
      : "+r"(start)
      :
      : "x0",
        "x1",
        "x2",
        "x3",
        "x4",
        "x5",
        "x6",
        "x7",
        "x8",
        "x9",
        "x10",
        "x11",
        "x12",
        "x13",
        "x14",
        "x15",
        "x16",
        "x17",
        "x19",
        "x21",
        "x22",
        "x23",
        "x24",
        "x25",
        "x26",
        "x27",
        "x28",
        "x30",
        "v0",
        "v1",
        "v2",
        "v3",
        "v4",
        "v5",
        "v6",
        "v7",
        "v8",
        "v9",
        "v10",
        "v11",
        "v12",
        "v13",
        "v14",
        "v15",
        "v16",
        "v17",
        "v18",
        "v19",
        "v20",
        "v21",
        "v22",
        "v23",
        "v24",
        "v25",
        "v26",
        "v27",
        "v28",
        "v29",
        "v30",
        "v31",
        "memory",
        "cc");
}

inline const std::byte* interrupted_at(const ucontext_t& context) {
  return reinterpret_cast<const std::byte*>(context.uc_mcontext.pc);
}
#else
[[gnu::noinline]] inline void enter_code(const Entry& entry) {
  asm volatile(
      "mov %%rsp, %%r12\n"
      "sub $256, %%rsp\n"
      "and $-16, %%rsp\n"
      "mov 16(%%rbx), %%r14\n"
      "mov 24(%%rbx), %%r15\n"
      "mov 0(%%rbx), %%r13\n"
      "mov 0(%%r13), %%rax\n"
      "mov 8(%%r13), %%rcx\n"
      "mov 16(%%r13), %%rdx\n"
      "movq 24(%%r13), %%xmm0\n"
      "movq 32(%%r13), %%xmm1\n"
      "movq 40(%%r13), %%xmm2\n"
      "call *8(%%rbx)\n"
      "mov %%rax, 0(%%r13)\n"
      "mov %%rcx, 8(%%r13)\n"
      "mov %%rdx, 16(%%r13)\n"
      "movq %%xmm0, 24(%%r13)\n"
      "movq %%xmm1, 32(%%r13)\n"
      "movq %%xmm2, 40(%%r13)\n"
      "mov %%r12, %%rsp\n"
      :
      : "b"(&entry)
      : "rax",
        "rcx",
        "rdx",
        "rsi",
        "rdi",
        "r8",
        "r9",
        "r10",
        "r11",
        "r12",
        "r13",
        "r14",
        "r15",
        "xmm0",
        "xmm1",
        "xmm2",
        "xmm3",
        "xmm4",
        "xmm5",
        "xmm6",
        "xmm7",
        "xmm8",
        "xmm9",
        "xmm10",
        "xmm11",
        "xmm12",
        "xmm13",
        "xmm14",
        "xmm15",
        "memory",
        "cc");
}

inline const std::byte* interrupted_at(const ucontext_t& context) {
  return reinterpret_cast<const std::byte*>(context.uc_mcontext.gregs[REG_RIP]);
}
#endif

struct Outcome {
  Machine machine;
  std::optional<Site> stopped_at;  // where a signal hit
  bool at_no_site = false;
};

inline sigjmp_buf after_signal;
inline const std::byte* volatile interrupted_pc;

/// Runs single operations of the macro assembler on the processor.
class Runner {
 public:
  explicit Runner(loader::Module described = {}, const CompileOptions& options = {})
      : module_(std::move(described)),
        layout_(module_),
        storage_(layout_.size() / 16 + 1),
        masm_(layout_, module_, options) {
    std::construct_at(instance());
  }

  InstanceData* instance() { return reinterpret_cast<InstanceData*>(storage_.data()); }
  template <typename T>
  T& tail(uint32_t offset) {
    return *reinterpret_cast<T*>(reinterpret_cast<std::byte*>(storage_.data()) + offset);
  }
  const InstanceLayout& layout() const { return layout_; }

  Outcome run(const Machine& start, const std::function<void(MacroAssembler&)>& body) {
    masm_.begin(kFrameBytes, {}, true, kWasmOffset);
    body(masm_);
    masm_.leave();
    masm_.ret(0);
    auto bytes = masm_.finish();
    REQUIRE_FALSE(masm_.failed());
    auto code = CodeMemory::publish(bytes);
    REQUIRE(code.has_value());
    return execute(*code, start);
  }

 private:
  static constexpr uint32_t kFrameBytes = 1032;
  struct alignas(16) Cell {
    uint64_t words[2];
  };

  static void on_signal(int, siginfo_t*, void* context) {
    interrupted_pc = interrupted_at(*static_cast<ucontext_t*>(context));
    siglongjmp(after_signal, 1);
  }

  Outcome execute(const CodeMemory& code, const Machine& start) {
    constexpr int kSignals[] = {SIGILL, SIGFPE, SIGSEGV};
    struct sigaction action = {}, previous[std::size(kSignals)];
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO;
    for (size_t i = 0; i < std::size(kSignals); ++i) {
      sigaction(kSignals[i], &action, &previous[i]);
    }
    Outcome outcome = {.machine = start, .stopped_at = {}};
    if (sigsetjmp(after_signal, 1) == 0) {
      enter_code({&outcome.machine, code.begin(), instance(), instance()->memory_base});
    } else {
      outcome.stopped_at = site_at(static_cast<uint32_t>(interrupted_pc - code.begin()));
      outcome.at_no_site = !outcome.stopped_at;
    }
    for (size_t i = 0; i < std::size(kSignals); ++i) {
      sigaction(kSignals[i], &previous[i], nullptr);
    }
    return outcome;
  }

  std::optional<Site> site_at(uint32_t code_offset) {
    for (const Site& each : masm_.sites()) {
      bool may_stop = each.kind == SiteKind::Trap || each.kind == SiteKind::MemoryAccess;
      if (may_stop && each.code_offset == code_offset) return each;
    }
    return std::nullopt;
  }

  loader::Module module_;
  InstanceLayout layout_;
  std::vector<Cell> storage_;
  MacroAssembler masm_;
};

inline bool stopped_for(const Outcome& outcome, TrapReason reason) {
  return outcome.stopped_at && outcome.stopped_at->kind == SiteKind::Trap &&
         outcome.stopped_at->reason == reason && outcome.stopped_at->wasm_offset == kWasmOffset;
}
inline bool finished(const Outcome& outcome) {
  return !outcome.stopped_at && !outcome.at_no_site;
}

}  // namespace wali::jit::test
