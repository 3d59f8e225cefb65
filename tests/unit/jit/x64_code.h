#pragma once

#include <doctest/doctest.h>
#include <setjmp.h>
#include <signal.h>

#include <bit>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "jit/code_memory.h"
#include "jit/x64/macro_assembler.h"

namespace wali::jit::test {

using x64::MacroAssembler;
using x64::Operand;
using x64::Register;
using enum x64::Register;
using enum Width;
using enum loader::ValueType;

constexpr uint32_t kWasmOffset = 7;

/// What emitted code starts with and what it leaves.
struct Machine {
  uint64_t rax = 0, rcx = 0, rdx = 0;
  uint64_t xmm0 = 0, xmm1 = 0, xmm2 = 0;
};

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
    auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    interrupted_pc = reinterpret_cast<const std::byte*>(registers[REG_RIP]);
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
      enter(code.begin(), &outcome.machine);
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

  [[gnu::noinline]] void enter(const std::byte* code, Machine* machine) {
    struct {
      Machine* machine;
      const std::byte* code;
      InstanceData* instance;
      std::byte* memory;
    } start = {machine, code, instance(), instance()->memory_base};
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
        : "b"(&start)
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
