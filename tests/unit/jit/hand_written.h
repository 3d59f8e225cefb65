#pragma once

#include <asmjit/core.h>
#include <doctest/doctest.h>

#include <functional>
#include <span>
#include <utility>

#include "jit/code_memory.h"
#ifdef __aarch64__
#include "jit/aarch64/abi.h"
#include "jit/aarch64/operands.h"
#else
#include <asmjit/x86.h>

#include "jit/x64/abi.h"
#include "jit/x64/operands.h"
#endif

/// Functions in the Wasm convention of the host's ISA, of type [] -> [i64], written by hand. What
/// differs between the ISAs stands in this file.
namespace wali::jit::test {

#ifdef __aarch64__

namespace isa = aarch64;

class HandWritten {
 public:
  void set(isa::Register to, uint64_t value) { load_constant(a_, to, value); }
  void copy(isa::Register to, isa::Register from) { a_.mov(isa::gp64(to), isa::gp64(from)); }
  void add(isa::Register to, isa::Register from) {
    a_.add(isa::gp64(to), isa::gp64(to), isa::gp64(from));
  }
  void load(isa::Register to, isa::Register base, size_t offset) {
    a_.ldr(isa::gp64(to), asmjit::a64::ptr(isa::gp64(base), static_cast<int32_t>(offset)));
  }
  void move_stack(int32_t bytes) { add_constant(a_, isa::sp, isa::sp, bytes); }
  void store_word(uint32_t word, uint64_t value) {
    set(isa::kScratch, value);
    a_.str(isa::gp64(isa::kScratch), asmjit::a64::ptr(isa::gp64(isa::sp), 8 * word));
  }
  void call(const void* code) {
    set(isa::kScratch, reinterpret_cast<uint64_t>(code));
    a_.blr(isa::gp64(isa::kScratch));
  }
  void jump_if_result_is(uint32_t value, asmjit::Label target) {
    a_.cmp(isa::gp64(isa::x0), value);
    a_.b(asmjit::arm::CondCode::kEQ, target);
  }
  void stop() { a_.udf(0); }
  asmjit::Label new_label() { return a_.newLabel(); }
  void bind(asmjit::Label label) { a_.bind(label); }

 protected:
  void begin() {
    a_.stp(isa::gp64(isa::x29), isa::gp64(isa::x30), ptr_pre(isa::gp64(isa::sp), -16));
  }
  void end() {
    a_.ldp(isa::gp64(isa::x29), isa::gp64(isa::x30), ptr_post(isa::gp64(isa::sp), 16));
    a_.ret(isa::gp64(isa::x30));
  }
  asmjit::a64::Assembler a_;
};

#else

namespace isa = x64;

class HandWritten {
 public:
  void set(isa::Register to, uint64_t value) { a_.mov(isa::gp64(to), value); }
  void copy(isa::Register to, isa::Register from) { a_.mov(isa::gp64(to), isa::gp64(from)); }
  void add(isa::Register to, isa::Register from) { a_.add(isa::gp64(to), isa::gp64(from)); }
  void load(isa::Register to, isa::Register base, size_t offset) {
    a_.mov(isa::gp64(to), isa::at(base, offset, 8));
  }
  void move_stack(int32_t bytes) { a_.add(asmjit::x86::rsp, bytes); }
  void store_word(uint32_t word, uint32_t value) { a_.mov(isa::at(isa::rsp, 8 * word, 8), value); }
  void call(const void* code) {
    set(isa::kScratch, reinterpret_cast<uint64_t>(code));
    a_.call(isa::gp64(isa::kScratch));
  }
  void jump_if_result_is(uint32_t value, asmjit::Label target) {
    a_.cmp(asmjit::x86::rax, value);
    a_.je(target);
  }
  void stop() { a_.ud2(); }
  asmjit::Label new_label() { return a_.newLabel(); }
  void bind(asmjit::Label label) { a_.bind(label); }

 protected:
  void begin() { move_stack(-8); }
  void end() {
    move_stack(8);
    a_.ret();
  }
  asmjit::x86::Assembler a_;
};

#endif

constexpr isa::Register kResult = isa::Convention::kIntegerResults[0];

class HandWrittenFunction : public HandWritten {
 public:
  CodeMemory publish(const std::function<void(HandWritten&)>& body) {
    asmjit::CodeHolder holder;
    REQUIRE(holder.init(asmjit::Environment::host()) == asmjit::kErrorOk);
    REQUIRE(holder.attach(&a_) == asmjit::kErrorOk);
    begin();
    body(*this);
    end();
    const asmjit::CodeBuffer& buffer = holder.textSection()->buffer();
    auto code = CodeMemory::publish(std::as_bytes(std::span(buffer.data(), buffer.size())));
    REQUIRE(code.has_value());
    return std::move(*code);
  }
};

inline CodeMemory wasm_function(const std::function<void(HandWritten&)>& body) {
  return HandWrittenFunction().publish(body);
}

}  // namespace wali::jit::test
