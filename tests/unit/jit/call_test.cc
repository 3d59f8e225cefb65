#include "tests/unit/jit/host_code.h"

namespace wali::jit::test {
namespace {

constexpr uint32_t kTypeId = 0x91234567;

loader::Module module_with(uint64_t max) {
  loader::Module module;
  module.tables.push_back({.limits = {.min = 3, .max = max}});
  module.imported_functions = 2;
  module.functions = {0, 0};
  module.imported_globals = 1;
  module.globals.resize(3);
  return module;
}

#ifdef __aarch64__
constexpr uint32_t kIncrement[] = {0x91000442, 0xd65f03c0};  // add x2, x2, #1; ret

bool is_call(std::span<const std::byte> code, uint32_t field) {
  return code[field + 3] == std::byte{0x94};  // bl
}
bool is_jump(std::span<const std::byte> code, uint32_t field) {
  return code[field + 3] == std::byte{0x14};  // b
}
#else
constexpr uint8_t kIncrement[] = {0x48, 0xff, 0xc2, 0xc3};  // inc rdx; ret

bool is_call(std::span<const std::byte> code, uint32_t field) {
  return code[field - 1] == std::byte{0xe8};
}
bool is_jump(std::span<const std::byte> code, uint32_t field) {
  return code[field - 1] == std::byte{0xe9};
}
#endif

/// Adds one to r2, in the convention of emitted code.
CodeMemory increment() {
  auto code = CodeMemory::publish(std::as_bytes(std::span(kIncrement)));
  REQUIRE(code.has_value());
  return std::move(*code);
}

int64_t add_up(InstanceData* instance, uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
  CHECK(reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) % 16 == 0);
  return static_cast<int64_t>(instance->id + a + b + c + d);
}

}  // namespace

TEST_SUITE("calls") {
  TEST_CASE("an indirect call checks the bound, the element and its type") {
    CodeMemory callee = increment();
    for (uint64_t max : {3, 4}) {  // a table that never grows, and one that may
      CAPTURE(max);
      Runner runner(module_with(max));
      TableEntry entries[] = {
          {.code = callee.begin(),
           .record = nullptr,
           .reserved = 0,
           .type_id = kTypeId,
           .padding = 0},
          {},
          {.code = callee.begin(), .record = nullptr, .reserved = 0, .type_id = 4, .padding = 0}};
      TableData shared = {.entries = entries, .length = 3};
      auto& slot = runner.tail<TableSlot>(runner.layout().table_offset(0));
      slot = max == 3 ? TableSlot{.entries = entries, .length = 3, .shared = nullptr}
                      : TableSlot{.entries = nullptr, .length = 0, .shared = &shared};
      auto call = [&](uint64_t index) {
        return runner.run({.r1 = index, .r2 = 41}, [](MacroAssembler& masm) {
          masm.move(I32, MacroAssembler::kCallIndex, r1);
          masm.check_element(0, kTypeId);
          masm.call_element();
        });
      };
      auto called = call(0);
      REQUIRE(finished(called));
      CHECK(called.machine.r2 == 42);
      CHECK(stopped_for(call(1), TrapReason::UninitializedElement));
      CHECK(stopped_for(call(2), TrapReason::IndirectCallTypeMismatch));
      CHECK(stopped_for(call(3), TrapReason::UndefinedElement));
      CHECK(stopped_for(call(0xffffffff), TrapReason::UndefinedElement));
      auto tail_call = runner.run({.r1 = 0, .r2 = 41}, [](MacroAssembler& masm) {
        masm.move(I32, MacroAssembler::kCallIndex, r1);
        masm.check_element(0, kTypeId);
        masm.leave();
        masm.tail_call_element();
        masm.trap(TrapReason::Unreachable);
      });
      REQUIRE(finished(tail_call));
      CHECK(tail_call.machine.r2 == 42);
      auto size = runner.run({}, [](MacroAssembler& masm) { masm.table_size(0, r2); });
      CHECK(size.machine.r2 == 3);
    }
  }

  TEST_CASE("an indirect call through a changing table goes by the element's function record") {
    CodeMemory callee = increment();
    FunctionRecord right = {callee.begin(), kTypeId, 0, nullptr};
    FunctionRecord other = {callee.begin(), 4, 0, nullptr};
    for (uint64_t max : {3, 4}) {
      CAPTURE(max);
      Runner runner(module_with(max));
      TableEntry entries[] = {
          {.code = nullptr, .record = &right, .reserved = 0, .type_id = 4, .padding = 0},
          {.code = nullptr, .record = nullptr, .reserved = 0, .type_id = kTypeId, .padding = 0},
          {.code = nullptr, .record = &other, .reserved = 0, .type_id = kTypeId, .padding = 0}};
      TableData shared = {.entries = entries, .length = 3};
      auto& slot = runner.tail<TableSlot>(runner.layout().table_offset(0));
      slot = max == 3 ? TableSlot{.entries = entries, .length = 3, .shared = nullptr}
                      : TableSlot{.entries = nullptr, .length = 0, .shared = &shared};
      auto call = [&](uint64_t index, bool is_tail) {
        return runner.run({.r1 = index, .r2 = 41}, [is_tail](MacroAssembler& masm) {
          masm.move(I32, MacroAssembler::kCallIndex, r1);
          masm.check_changing_element(0, kTypeId);
          if (!is_tail) return masm.call_reference();
          masm.leave();
          masm.tail_call_reference();
          masm.trap(TrapReason::Unreachable);
        });
      };
      for (bool is_tail : {false, true}) {
        auto called = call(0, is_tail);
        REQUIRE(finished(called));
        CHECK(called.machine.r2 == 42);
        CHECK(stopped_for(call(1, is_tail), TrapReason::UninitializedElement));
        CHECK(stopped_for(call(2, is_tail), TrapReason::IndirectCallTypeMismatch));
        CHECK(stopped_for(call(3, is_tail), TrapReason::UndefinedElement));
      }
    }
  }

  TEST_CASE("imports are called through the instance") {
    CodeMemory callee = increment();
    Runner runner(module_with(3));
    runner.tail<ImportEntry>(runner.layout().import_offset(1)).code = callee.begin();
    auto outcome = runner.run({.r2 = 1}, [](MacroAssembler& masm) {
      masm.call_import(1);
      masm.call_import(1);
      masm.leave();
      masm.tail_call_import(1);
    });
    REQUIRE(finished(outcome));
    CHECK(outcome.machine.r2 == 4);
  }

  TEST_CASE("a call leaves a field to resolve and a site at its return address") {
    loader::Module module = module_with(3);
    InstanceLayout layout(module);
    MacroAssembler masm(layout, module);
    masm.begin(8, {}, false, kWasmOffset);
    masm.call_function(5);
    masm.leave();
    masm.tail_call_function(6);
    auto code = masm.finish();
    REQUIRE(masm.call_fixups().size() == 2);
    auto [call, tail_call] = std::tie(masm.call_fixups()[0], masm.call_fixups()[1]);
    CHECK(call.function == 5);
    CHECK(is_call(code, call.code_offset));
    CHECK(tail_call.function == 6);
    CHECK(is_jump(code, tail_call.code_offset));
    CHECK(tail_call.code_offset + 4 == code.size());
    REQUIRE(masm.sites().size() == 1);
    CHECK(masm.sites()[0].kind == SiteKind::Call);
    CHECK(masm.sites()[0].code_offset == call.code_offset + 4);
  }

  TEST_CASE("a builtin gets the instance and its arguments, and its traps are raised") {
    Runner runner(module_with(3));
    runner.instance()->id = 100;
    runner.instance()->builtins[static_cast<size_t>(Builtin::memory_fill)] = add_up;
    auto call = [&](int64_t first, bool may_trap) {
      return runner.run({}, [&](MacroAssembler& masm) {
        masm.move_constant(I64, MacroAssembler::builtin_argument(0), static_cast<uint64_t>(first));
        masm.move_constant(I32, MacroAssembler::builtin_argument(1), 10);
        masm.move_constant(I32, MacroAssembler::builtin_argument(2), 20);
        masm.move_constant(I32, MacroAssembler::builtin_argument(3), 30);
        masm.call_builtin(Builtin::memory_fill, may_trap);
      });
    };
    for (bool may_trap : {false, true}) {
      auto outcome = call(0xffffffff, may_trap);
      REQUIRE(finished(outcome));
      CHECK(outcome.machine.r0 == 160 + 0xffffffffull);
    }
    for (TrapReason reason : {TrapReason::MemoryOutOfBounds,
                              TrapReason::TableOutOfBounds,
                              TrapReason::UnalignedAtomic,
                              TrapReason::ExpectedSharedMemory,
                              TrapReason::HostTrap}) {
      CHECK(stopped_for(call(-160 - static_cast<int64_t>(reason), true), reason));
    }
  }

  TEST_CASE("globals are read and written in their cells") {
    Runner runner(module_with(3));
    GlobalCell imported = {{0x1111111122222222, 0}};
    runner.tail<GlobalCell*>(runner.layout().global_offset(0)) = &imported;
    auto& own = runner.tail<GlobalCell>(runner.layout().global_offset(2));
    own.words[0] = 0x3333333344444444;
    auto outcome = runner.run({}, [](MacroAssembler& masm) {
      masm.global_get(I32, 0, r0);
      masm.global_get(I64, 2, r1);
      masm.global_get(F32, 2, f0);
      masm.global_get(F64, 0, f1);
      masm.move_constant(I64, r2, 0x5555555566666666);
      masm.global_set(I32, 0, r2);
      masm.global_set(F64, 2, f1);
    });
    CHECK(outcome.machine.r0 == 0x22222222);
    CHECK(outcome.machine.r1 == 0x3333333344444444);
    CHECK(outcome.machine.f0 == 0x44444444);
    CHECK(outcome.machine.f1 == 0x1111111122222222);
    CHECK(imported.words[0] == 0x1111111166666666);
    CHECK(own.words[0] == 0x1111111122222222);
  }

  TEST_CASE("a function reference is the address of its record") {
    Runner runner(module_with(3));
    FunctionRecord records[2];
    runner.instance()->functions = records;
    auto outcome = runner.run({}, [](MacroAssembler& masm) {
      masm.function_reference(0, r0);
      masm.function_reference(1, r2);
    });
    CHECK(outcome.machine.r0 == reinterpret_cast<uintptr_t>(&records[0]));
    CHECK(outcome.machine.r2 == reinterpret_cast<uintptr_t>(&records[1]));
  }
}

}  // namespace wali::jit::test
