#include <array>

#include "tests/unit/jit/host_code.h"

/// Constants of every form that an ISA has an instruction for, and of none.
namespace wali::jit::test {
namespace {

struct Halves {
  uint64_t low, high;
  bool operator==(const Halves&) const = default;
};

std::vector<Halves> constants() {
  std::vector<Halves> all = {
      {0, 0},
      {~uint64_t{0}, ~uint64_t{0}},
      {0, ~uint64_t{0}},
      {1, 0},
      {0x0123456789abcdef, 0xfedcba9876543210},
  };
  auto repeat = [&](uint64_t bits) { all.push_back({bits, bits}); };
  constexpr uint64_t kOfBytes = 0x0101010101010101, kOfHalves = 0x0001000100010001,
                     kOfWords = 0x0000000100000001;
  for (uint64_t byte : {0x01, 0x12, 0x80, 0x81, 0xfe}) {
    repeat(byte * kOfBytes);
    for (uint32_t shift : {0, 8, 16, 24}) {
      uint32_t word = static_cast<uint32_t>(byte << shift);
      repeat(word * kOfWords);
      repeat(~word * kOfWords);
      repeat((word | ((1u << shift) - 1)) * kOfWords);
      repeat(word);
      if (shift > 8) continue;
      repeat(word * kOfHalves);
      repeat((~word & 0xffff) * kOfHalves);
    }
  }
  repeat(0xff00ffff0000ff00);
  for (float each : {1.0F, -2.5F, 31.0F, 0.1F, -0.0F}) {
    repeat(std::bit_cast<uint32_t>(each) * kOfWords);
    repeat(std::bit_cast<uint64_t>(static_cast<double>(each)));
  }
  return all;
}

}  // namespace

TEST_CASE("vectors: a constant is what it was written as, however it is made") {
  const std::vector<Halves> wanted = constants();
  alignas(16) std::array<Halves, 256> memory = {};
  REQUIRE(wanted.size() <= memory.size());
  Runner runner;
  runner.instance()->memory_base = reinterpret_cast<std::byte*>(memory.data());
  for (Register to : {f0, f1}) {
    CAPTURE(static_cast<int>(to));
    Outcome outcome = runner.run({}, [&](MacroAssembler& masm) {
      for (size_t i = 0; i < wanted.size(); ++i) {
        masm.vector_constant(to, wanted[i].low, wanted[i].high);
        masm.vector_store({.offset = 16 * i}, to);
      }
    });
    REQUIRE(finished(outcome));
    for (size_t i = 0; i < wanted.size(); ++i) {
      CAPTURE(wanted[i].low);
      CHECK(memory[i] == wanted[i]);
    }
  }
}

}  // namespace wali::jit::test
