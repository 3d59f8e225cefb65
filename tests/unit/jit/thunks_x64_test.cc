#include <asmjit/x86.h>
#include <doctest/doctest.h>

#include <functional>

#include "jit/x64/abi.h"
#include "tests/unit/jit/fixture.h"

// What takes a Wasm caller to see: small functions of type [] -> [i64], written by hand.

namespace wali::jit::test {
namespace {

namespace x86 = asmjit::x86;

CodeMemory wasm_function(const std::function<void(x86::Assembler&)>& body) {
  asmjit::CodeHolder holder;
  REQUIRE(holder.init(asmjit::Environment::host()) == asmjit::kErrorOk);
  x86::Assembler a(&holder);
  a.sub(x86::rsp, 8);
  body(a);
  a.add(x86::rsp, 8);
  a.ret();
  const asmjit::CodeBuffer& buffer = holder.textSection()->buffer();
  auto code = CodeMemory::publish(std::as_bytes(std::span(buffer.data(), buffer.size())));
  REQUIRE(code.has_value());
  return std::move(*code);
}

void call(x86::Assembler& a, const void* code) {
  a.mov(x86::r11, asmjit::imm(reinterpret_cast<uint64_t>(code)));
  a.call(x86::r11);
}

struct Run {
  bool finished;
  uint64_t result;
};

Run run(Thunks& thunks, const CodeMemory& code, Guest& guest) {
  uint64_t value = 0;
  auto entry = thunks.entry(function_type("", "l"));
  REQUIRE(entry.has_value());
  bool finished = (*entry)(code.begin(), &guest.instances[0], &value);
  return {finished, value};
}

constexpr x86::Gp kPreserved[] = {x86::rbx, x86::rbp, x86::r12, x86::r13};

TEST_CASE("thunks: the entry pins the instance and its memory") {
  Thunks thunks;
  Guest guest;
  CodeMemory instance = wasm_function([](x86::Assembler& a) { a.mov(x86::rax, x86::r14); });
  CHECK(run(thunks, instance, guest).result == reinterpret_cast<uint64_t>(&guest.instances[0]));
  CodeMemory base = wasm_function([](x86::Assembler& a) { a.mov(x86::rax, x86::r15); });
  CHECK(run(thunks, base, guest).result == reinterpret_cast<uint64_t>(&guest.bases[0]));
}

TEST_CASE("thunks: an instance switch pins the peer's memory and the caller's again") {
  Thunks thunks;
  Guest guest;
  CodeMemory callee = wasm_function([](x86::Assembler& a) { a.mov(x86::rax, x86::r15); });
  auto crossing = thunks.instance_switch(function_type("", "l"), callee.begin(), 1);
  REQUIRE(crossing.has_value());
  CodeMemory inside = wasm_function([&](x86::Assembler& a) { call(a, *crossing); });
  CHECK(run(thunks, inside, guest).result == reinterpret_cast<uint64_t>(&guest.bases[1]));
  CodeMemory after = wasm_function([&](x86::Assembler& a) {
    call(a, *crossing);
    a.mov(x86::rax, x86::r15);
  });
  CHECK(run(thunks, after, guest).result == reinterpret_cast<uint64_t>(&guest.bases[0]));
  CodeMemory caller = wasm_function([&](x86::Assembler& a) {
    call(a, *crossing);
    a.mov(x86::rax, x86::r14);
  });
  CHECK(run(thunks, caller, guest).result == reinterpret_cast<uint64_t>(&guest.instances[0]));
}

TEST_CASE("thunks: preserved registers survive calls, an exit from a trap restores the host's") {
  Thunks thunks;
  Guest guest;
  for (HostResult answer : {HostResult::Ok, HostResult::Trap}) {
    Recorder recorder{function_type("", "llllllll"), answer};
    auto stub = thunks.host_stub(recorder.type, Recorder::call, &recorder);
    REQUIRE(stub.has_value());
    auto crossing = thunks.instance_switch(recorder.type, *stub, 1);
    REQUIRE(crossing.has_value());
    CodeMemory code = wasm_function([&](x86::Assembler& a) {
      uint64_t mark = 0x100;
      for (const x86::Gp& reg : kPreserved) a.mov(reg, mark *= 2);
      a.sub(x86::rsp, 32);
      call(a, *crossing);
      a.add(x86::rsp, 32);
      a.xor_(x86::eax, x86::eax);
      for (const x86::Gp& reg : kPreserved) a.add(x86::rax, reg);
    });
    Run found = run(thunks, code, guest);
    CHECK(found.finished == (answer == HostResult::Ok));
    if (found.finished) CHECK(found.result == 0x200 + 0x400 + 0x800 + 0x1000);
  }
}

/// setjmp and longjmp at their barest: the second host function goes back to the first one's call.
struct Jump {
  NativeContext context = {};
  int captures = 0;
  int resumptions = 0;
  std::vector<uint64_t> arguments = {};
};

HostResult capture(void* data, InstanceData* caller, uint64_t* values) {
  auto* jump = static_cast<Jump*>(data);
  ++jump->captures;
  jump->arguments.assign(values, values + 10);
  jump->context = *reinterpret_cast<const NativeContext*>(values[10]);
  CHECK(jump->context.instance == caller);
  CHECK(jump->context.memory_base == caller->memory_base);
  CHECK(jump->context.pc == *static_cast<uint64_t*>(caller->thread->exit_sp));
  CHECK(jump->context.sp == reinterpret_cast<uint64_t>(caller->thread->exit_sp) + 8);
  values[0] = 5;
  return HostResult::Ok;
}

HostResult resume(void* data, InstanceData*, uint64_t*) {
  auto* jump = static_cast<Jump*>(data);
  ++jump->resumptions;
  resume_context(jump->context, 1000);
}

TEST_CASE("thunks: a captured context returns once more from its call, registers restored") {
  Thunks thunks;
  Guest guest;
  Jump jump;
  loader::FunctionType type = function_type("llllllllll", "l");
  auto first = thunks.host_stub(type, capture, &jump, StubKind::CapturesContext);
  REQUIRE(first.has_value());
  auto second = thunks.host_stub(function_type("", ""), resume, &jump);
  REQUIRE(second.has_value());
  CodeMemory code = wasm_function([&](x86::Assembler& a) {
    for (const x86::Gp& reg : kPreserved) a.mov(reg, 7);
    a.sub(x86::rsp, 32);
    for (int i = 0; i < 3; ++i) a.mov(x86::qword_ptr(x86::rsp, 8 * i), 100 + i);
    for (int i = 0; i < 7; ++i)
      a.mov(x86::gpq(x64::number_of(x64::Convention::kIntegerArguments[i])), i);
    call(a, *first);
    asmjit::Label returned_twice = a.newLabel();
    a.cmp(x86::rax, 1000);
    a.je(returned_twice);
    for (const x86::Gp& reg : kPreserved) a.mov(reg, 9);
    a.push(x86::rax);
    a.push(x86::rax);
    call(a, *second);
    a.ud2();
    a.bind(returned_twice);
    for (const x86::Gp& reg : kPreserved) a.add(x86::rax, reg);
  });
  Run found = run(thunks, code, guest);
  CHECK(found.finished);
  CHECK(found.result == 1000 + 4 * 7);
  CHECK(jump.captures == 1);
  CHECK(jump.resumptions == 1);
  CHECK(jump.arguments == std::vector<uint64_t>{0, 1, 2, 3, 4, 5, 6, 100, 101, 102});
  CHECK(guest.thread.entry_sp == nullptr);
  CHECK(guest.thread.exit_sp == nullptr);
}

TEST_CASE("thunks: a context without arguments, and a result it shares its words with") {
  Thunks thunks;
  Guest guest;
  const NativeContext* seen = nullptr;
  auto note = [](void* data, InstanceData*, uint64_t* values) {
    *static_cast<const NativeContext**>(data) = reinterpret_cast<const NativeContext*>(values[0]);
    values[0] = reinterpret_cast<const NativeContext*>(values[0])->pc;
    return HostResult::Ok;
  };
  auto stub = thunks.host_stub(function_type("", "l"), note, &seen, StubKind::CapturesContext);
  REQUIRE(stub.has_value());
  CodeMemory code = wasm_function([&](x86::Assembler& a) { call(a, *stub); });
  Run found = run(thunks, code, guest);
  CHECK(seen != nullptr);
  CHECK(code.contains(reinterpret_cast<const void*>(found.result)));
}

TEST_CASE("thunks: Wasm code runs with no exit published, a host function with one") {
  Thunks thunks;
  Guest guest;
  Recorder recorder{function_type("", "l")};
  auto stub = thunks.host_stub(recorder.type, Recorder::call, &recorder);
  REQUIRE(stub.has_value());
  auto load_exit_sp = [](x86::Assembler& a) {
    a.mov(x86::rax, x86::qword_ptr(x86::r14, offsetof(InstanceData, thread)));
    a.mov(x86::rax, x86::qword_ptr(x86::rax, offsetof(ThreadData, exit_sp)));
  };
  CodeMemory before = wasm_function(load_exit_sp);
  CodeMemory after = wasm_function([&](x86::Assembler& a) {
    call(a, *stub);
    load_exit_sp(a);
  });
  int outer;
  guest.thread.exit_sp = &outer;
  CHECK(run(thunks, before, guest).result == 0);
  CHECK(run(thunks, after, guest).result == 0);
  CHECK(recorder.exit_sp != nullptr);
  CHECK(recorder.exit_sp != &outer);
  CHECK(guest.thread.exit_sp == &outer);
}

}  // namespace
}  // namespace wali::jit::test
