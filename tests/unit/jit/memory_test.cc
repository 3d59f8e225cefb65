#include <sys/mman.h>

#include <algorithm>
#include <span>

#include "tests/unit/jit/host_code.h"

namespace wali::jit::test {
namespace {

/// A few accessible pages followed by a gap that faults, as large as any offset reaches.
class Reserved {
 public:
  static constexpr uint64_t kBytes = 2 * loader::kPageSize;

  Reserved() {
    void* base =
        mmap(nullptr, kReach, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    REQUIRE(base != MAP_FAILED);
    data.base = static_cast<std::byte*>(base);
    open(0, kBytes);
    data.byte_size = kBytes;
  }
  ~Reserved() { munmap(data.base, kReach); }
  Reserved(const Reserved&) = delete;
  Reserved& operator=(const Reserved&) = delete;

  void open(uint64_t offset, uint64_t bytes) {
    REQUIRE(mprotect(data.base + offset, bytes, PROT_READ | PROT_WRITE) == 0);
  }
  template <typename T>
  T read(uint64_t offset) const {
    T value;
    std::memcpy(&value, data.base + offset, sizeof value);
    return value;
  }
  void write(uint64_t offset, uint64_t value) {
    std::memcpy(data.base + offset, &value, sizeof value);
  }

  memory::MemoryData data;

 private:
  static constexpr uint64_t kReach = (uint64_t{8} << 30) + loader::kPageSize;
};

loader::Module two_memories() {
  loader::Module module;
  module.memories.resize(2);
  return module;
}

/// Reserving takes time under an emulator, so all tests have the same two.
std::span<Reserved, 2> shared_memories() {
  static Reserved memories[2];
  return memories;
}

struct MemoryRunner : Runner {
  explicit MemoryRunner(CpuFeatures cpu = CpuFeatures::Host)
      : Runner(two_memories(), {.cpu = cpu}), memories(shared_memories()) {
    instance()->memory_base = memories[0].data.base;
    for (uint32_t i = 0; i < 2; ++i) {
      memories[i].data.byte_size = Reserved::kBytes;
      tail<memory::MemoryData*>(layout().memory_offset(i)) = &memories[i].data;
    }
  }
  std::span<Reserved, 2> memories;
};

// With the instructions that not every processor has for it, and without them.
constexpr CpuFeatures kAtomicsOf[] = {CpuFeatures::Host, CpuFeatures::Baseline};

bool stopped_at_access(const Outcome& outcome) {
  return outcome.stopped_at && outcome.stopped_at->kind == SiteKind::MemoryAccess;
}

constexpr uint64_t kPattern = 0xf1e2d3c4b5a69788;

uint64_t low_bytes(uint64_t value, uint32_t bytes) {
  return bytes == 8 ? value : value & ((uint64_t{1} << (8 * bytes)) - 1);
}

uint64_t extended(const MemoryShape& shape, uint64_t value) {
  uint64_t low = low_bytes(value, shape.bytes);
  if (!shape.sign_extend) return low;
  uint32_t unused = 64 - 8 * shape.bytes;
  auto wide = static_cast<uint64_t>(static_cast<int64_t>(low << unused) >> unused);
  return shape.type == I32 ? static_cast<uint32_t>(wide) : wide;
}

constexpr MemoryShape kShapes[] = {
    {1, false, I32},
    {1, true, I32},
    {2, false, I32},
    {2, true, I32},
    {4, false, I32},
    {1, false, I64},
    {1, true, I64},
    {2, false, I64},
    {2, true, I64},
    {4, false, I64},
    {4, true, I64},
    {8, false, I64},
    {4, false, F32},
    {8, false, F64},
};

/// The forms an address takes, all of the byte 4096.
struct AddressForm {
  uint32_t index;
  uint64_t offset;
  bool has_index;
};

}  // namespace

TEST_SUITE("memory") {
  TEST_CASE("loads and stores extend and cut as their shape says, at every form of address") {
    MemoryRunner runner;
    constexpr uint64_t kFar = uint64_t{1} << 32;
    constexpr AddressForm kForms[] = {
        {0, 4096, false},
        {4096, 0, true},
        {96, 4000, true},
        {0xffffffff, 4097, true},
        {4096, 0x7ffff000, true},
        {4096, 0xfffff000, true},
        {0, kFar, false},
        {0xfffff000, 0xffffffff, true},
    };
    for (uint32_t memory : {0u, 1u}) {
      for (const AddressForm& form : kForms) {
        uint64_t at = form.index + form.offset;
        runner.memories[memory].open(at & ~uint64_t{4095}, 8192);
        for (const MemoryShape& shape : kShapes) {
          CAPTURE(memory);
          CAPTURE(form.index);
          CAPTURE(form.offset);
          CAPTURE(int{shape.bytes});
          bool is_float = loader::is_float(shape.type);
          MacroAssembler::Address address = {.memory = memory,
                                             .index = form.has_index ? r1 : MacroAssembler::kNone,
                                             .offset = form.offset};
          Machine start = {.r0 = kPattern, .r1 = form.index, .r2 = ~0ull, .f0 = kPattern};
          runner.memories[memory].write(at, kPattern);
          auto loaded = runner.run(
              start, [&](MacroAssembler& masm) { masm.load(shape, is_float ? f2 : r2, address); });
          REQUIRE(finished(loaded));
          CHECK((is_float ? loaded.machine.f2 : loaded.machine.r2) == extended(shape, kPattern));

          uint64_t stored = low_bytes(kPattern, shape.bytes) |
                            (shape.bytes == 8 ? 0 : ~0ull << (8 * shape.bytes));
          auto check_store = [&](const std::function<void(MacroAssembler&)>& body) {
            runner.memories[memory].write(at, ~0ull);
            REQUIRE(finished(runner.run(start, body)));
            CHECK(runner.memories[memory].read<uint64_t>(at) == stored);
          };
          check_store([&](MacroAssembler& masm) {
            masm.store(shape, address, Operand::of(is_float ? f0 : r0));
          });
          check_store([&](MacroAssembler& masm) {
            masm.store(shape, address, Operand::of_constant(static_cast<int64_t>(kPattern)));
          });
          check_store([&](MacroAssembler& masm) {
            masm.store_frame(I64, 16, r0);
            masm.store(shape, address, Operand::of_frame(16));
          });
        }
      }
    }
  }

  TEST_CASE("an access beyond the memory faults at its site") {
    MemoryRunner runner;
    for (uint32_t memory : {0u, 1u}) {
      for (const MemoryShape& shape : kShapes) {
        MacroAssembler::Address address = {.memory = memory, .index = r1, .offset = 0};
        Machine start = {.r1 = Reserved::kBytes};
        Register reg = loader::is_float(shape.type) ? f0 : r0;
        auto loads = [&](MacroAssembler& masm) { masm.load(shape, reg, address); };
        auto stores = [&](MacroAssembler& masm) { masm.store(shape, address, Operand::of(reg)); };
        auto constants = [&](MacroAssembler& masm) {
          masm.store(shape, address, Operand::of_constant(static_cast<int64_t>(kPattern)));
        };
        CHECK(stopped_at_access(runner.run(start, loads)));
        CHECK(stopped_at_access(runner.run(start, stores)));
        CHECK(stopped_at_access(runner.run(start, constants)));
      }
    }
  }

  TEST_CASE("memory.size counts pages") {
    MemoryRunner runner;
    runner.memories[1].data.byte_size = uint64_t{1} << 32;
    auto outcome = runner.run({.r2 = ~0ull}, [](MacroAssembler& masm) {
      masm.memory_size(0, r2);
      masm.memory_size(1, r1);
    });
    CHECK(outcome.machine.r2 == 2);
    CHECK(outcome.machine.r1 == 65536);
  }

  TEST_CASE("atomic read-modify-writes give the old value and write the new one") {
    for (CpuFeatures cpu : kAtomicsOf) {
      CAPTURE(cpu == CpuFeatures::Host);
      MemoryRunner runner(cpu);
      constexpr uint64_t kValue = 0x1122334455667799;
      for (int op = 0; op < 6; ++op) {
        auto operation = static_cast<AtomicOperation>(op);
        uint64_t results[] = {kPattern + kValue,
                              kPattern - kValue,
                              kPattern & kValue,
                              kPattern | kValue,
                              kPattern ^ kValue,
                              kValue};
        for (const MemoryShape& shape : kShapes) {
          if (shape.sign_extend || loader::is_float(shape.type)) continue;
          for (uint32_t memory : {0u, 1u}) {
            CAPTURE(op);
            CAPTURE(int{shape.bytes});
            runner.memories[memory].write(64, kPattern);
            Machine start = {.r0 = ~0ull, .r1 = 40, .r2 = kValue};
            auto outcome = runner.run(start, [&](MacroAssembler& masm) {
              masm.atomic_address(shape, {.memory = memory, .index = r1, .offset = 24});
              masm.atomic_rmw(operation, shape, r0, r2, r3);
            });
            REQUIRE(finished(outcome));
            CHECK(outcome.machine.r0 == low_bytes(kPattern, shape.bytes));
            CHECK(outcome.machine.r2 == kValue);
            uint64_t kept = kPattern & ~low_bytes(~0ull, shape.bytes);
            CHECK(runner.memories[memory].read<uint64_t>(64) ==
                  (low_bytes(results[op], shape.bytes) | kept));
            Machine beyond = {.r1 = Reserved::kBytes};
            CHECK(stopped_at_access(runner.run(beyond, [&](MacroAssembler& masm) {
              masm.atomic_address(shape, {.memory = memory, .index = r1});
              masm.atomic_rmw(operation, shape, r0, r2, r3);
            })));
          }
        }
      }
    }
  }

  TEST_CASE("compare-exchange looks at the expected value's bits of the access and no others") {
    for (CpuFeatures cpu : kAtomicsOf) {
      CAPTURE(cpu == CpuFeatures::Host);
      MemoryRunner runner(cpu);
      constexpr uint64_t kReplacement = 0x1122334455667799;
      for (const MemoryShape& shape : kShapes) {
        if (shape.sign_extend || loader::is_float(shape.type)) continue;
        uint64_t there = low_bytes(kPattern, shape.bytes);
        std::vector<uint64_t> expectations = {there, there ^ 1};
        uint32_t width = shape.type == I32 ? 4 : 8;
        for (uint32_t bit = 8 * shape.bytes; bit < 8 * width; ++bit) {
          expectations.push_back(there | uint64_t{1} << bit);
        }
        for (uint64_t expected : expectations) {
          CAPTURE(int{shape.bytes});
          CAPTURE(expected);
          runner.memories[0].write(64, kPattern);
          Machine start = {.r0 = expected, .r1 = 64, .r2 = kReplacement};
          auto outcome = runner.run(start, [&](MacroAssembler& masm) {
            masm.atomic_address(shape, {.index = r1});
            masm.compare_exchange(shape, r0, r2);
          });
          REQUIRE(finished(outcome));
          CHECK(outcome.machine.r0 == there);
          uint64_t kept = kPattern & ~low_bytes(~0ull, shape.bytes);
          bool is_equal = low_bytes(expected, shape.bytes) == there;
          uint64_t want = is_equal ? low_bytes(kReplacement, shape.bytes) | kept : kPattern;
          CHECK(runner.memories[0].read<uint64_t>(64) == want);
        }
      }
    }
  }

  TEST_CASE("atomic accesses load, store and refuse addresses that are not aligned") {
    MemoryRunner runner;
    for (const MemoryShape& shape : kShapes) {
      if (shape.sign_extend || loader::is_float(shape.type)) continue;
      for (uint64_t offset : {uint64_t{0}, uint64_t{0xfffff000}}) {
        CAPTURE(int{shape.bytes});
        runner.memories[0].open(offset & ~uint64_t{4095}, 4096);
        runner.memories[0].write(offset + 64, kPattern);
        Machine start = {.r0 = 0x1122334455667799, .r1 = 64, .r2 = ~0ull};
        auto outcome = runner.run(start, [&](MacroAssembler& masm) {
          masm.atomic_address(shape, {.index = r1, .offset = offset});
          masm.atomic_load(shape, r2);
          masm.atomic_store(shape, r0);
        });
        REQUIRE(finished(outcome));
        CHECK(outcome.machine.r2 == low_bytes(kPattern, shape.bytes));
        CHECK(low_bytes(runner.memories[0].read<uint64_t>(offset + 64), shape.bytes) ==
              low_bytes(start.r0, shape.bytes));
        start.r1 = 65;
        auto unaligned = runner.run(start, [&](MacroAssembler& masm) {
          masm.atomic_address(shape, {.index = r1, .offset = offset});
          masm.atomic_load(shape, r2);
        });
        CHECK((shape.bytes == 1 ? finished(unaligned)
                                : stopped_for(unaligned, TrapReason::UnalignedAtomic)));
      }
    }
  }

  TEST_CASE("effective addresses keep the carry out of 32 bits") {
    MemoryRunner runner;
    for (uint64_t offset : {uint64_t{0}, uint64_t{1}, uint64_t{0x7fffffff}, uint64_t{0xffffffff}}) {
      auto outcome = runner.run({.r1 = 0xffffffff}, [&](MacroAssembler& masm) {
        masm.effective_address(r2, r1, offset);
        masm.effective_address(r0, MacroAssembler::kNone, offset);
        masm.effective_address(r1, r1, offset);
      });
      CHECK(outcome.machine.r0 == offset);
      CHECK(outcome.machine.r1 == 0xffffffff + offset);
      CHECK(outcome.machine.r2 == 0xffffffff + offset);
    }
  }
}

}  // namespace wali::jit::test
