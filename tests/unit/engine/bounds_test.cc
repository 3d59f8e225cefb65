#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

using jit::BoundsMode;
using jit::TrapReason;

constexpr BoundsMode kBothModes[] = {BoundsMode::Guard, BoundsMode::Explicit};

std::unique_ptr<Store> store_with(BoundsMode bounds) {
  return test::new_store(StoreOptions{.compile = {.bounds = bounds}});
}

constexpr std::string_view kAccesses = R"((module
  (memory 1 2)
  (memory $other 1 3)
  (func (export "load") (param i32) (result i32) (i32.load8_u offset=3 (local.get 0)))
  (func (export "load_far") (param i32) (result i64) (i64.load offset=0x200000 (local.get 0)))
  (func (export "load_farthest") (param i32) (result i32) (i32.load offset=0xffffffff (local.get 0)))
  (func (export "load_other") (param i32) (result i32) (i32.load $other offset=8 (local.get 0)))
  (func (export "load_other_far") (param i32) (result i32)
    (i32.load $other offset=0xfffffff0 (local.get 0)))
  (func (export "load_constant") (result i32) (i32.load offset=16 (i32.const 0x1fff0)))
  (func (export "load_negative") (result i32) (i32.load offset=16 (i32.const -8)))
  (func (export "store") (param i32 i64) (i64.store offset=1 (local.get 0) (local.get 1)))
  (func (export "store_f32") (param i32) (f32.store (local.get 0) (f32.const 1.5)))
  (func (export "add") (param i32) (result i32) (i32.atomic.rmw.add (local.get 0) (i32.const 1)))
  (func (export "exchange") (param i32) (result i64)
    (i64.atomic.rmw.cmpxchg offset=8 (local.get 0) (i64.const 0) (i64.const 3)))
  (func (export "notify") (param i32) (result i32)
    (memory.atomic.notify offset=4 (local.get 0) (i32.const 1)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "grow_other") (param i32) (result i32) (memory.grow $other (local.get 0)))
))";

}  // namespace

TEST_CASE("bounds: both modes find the same accesses out of bounds, with address and place") {
  struct Bad {
    std::string_view function;
    std::vector<Value> arguments;
    uint64_t address;
  };
  const Bad kBad[] = {
      {"load", {Value::i32(65533)}, 65536},
      {"load", {Value::i32(0xffffffff)}, 0x100000002},
      {"load_far", {Value::i32(0)}, 0x200000},
      {"load_far", {Value::i32(0xfffffff0)}, 0x1001ffff0},
      {"load_farthest", {Value::i32(0)}, 0xffffffff},
      {"load_farthest", {Value::i32(1)}, 0x100000000},
      {"load_farthest", {Value::i32(0xffffffff)}, 0x1fffffffe},
      {"load_other", {Value::i32(65536)}, 65544},
      {"load_other_far", {Value::i32(32)}, 0x100000010},
      {"load_constant", {}, 0x20000},
      {"load_negative", {}, 0x100000008},
      {"store", {Value::i32(0x80000000), Value::i64(1)}, 0x80000001},
      {"store_f32", {Value::i32(65536)}, 65536},
      {"add", {Value::i32(65536)}, 65536},
      {"exchange", {Value::i32(0xfffffff8)}, 0x100000000},
  };
  std::vector<uint32_t> places;
  for (BoundsMode bounds : kBothModes) {
    auto store = store_with(bounds);
    Instance& instance = instantiate(*store, kAccesses);
    for (size_t i = 0; i < std::size(kBad); ++i) {
      CAPTURE(i);
      Trap trap = trap_of(instance, kBad[i].function, kBad[i].arguments);
      CHECK(trap.reason == TrapReason::MemoryOutOfBounds);
      CHECK(trap.fault_address == kBad[i].address);
      REQUIRE(trap.backtrace.size() == 1);
      if (bounds == BoundsMode::Guard) places.push_back(trap.backtrace[0].wasm_offset);
      CHECK(trap.backtrace[0].wasm_offset == places[i]);
    }
    for (uint32_t at : {65533u, 0x80000001u}) {
      CHECK(trap_of(instance, "add", {Value::i32(at)}).reason == TrapReason::UnalignedAtomic);
    }
    CHECK(trap_of(instance, "notify", {Value::i32(65532)}).reason == TrapReason::MemoryOutOfBounds);
  }
}

TEST_CASE("bounds: the last bytes are reached, in both modes and as the memory grows") {
  for (BoundsMode bounds : kBothModes) {
    auto store = store_with(bounds);
    Instance& instance = instantiate(*store, kAccesses);
    CHECK(call_i32(instance, "load", {Value::i32(65532)}) == 0);
    CHECK(trap_of(instance, "store", {Value::i32(65528), Value::i64(~uint64_t{0})}).reason ==
          TrapReason::MemoryOutOfBounds);
    CHECK(call_i32(instance, "load", {Value::i32(65532)}) == 0);
    CHECK(call(instance, "store", {Value::i32(65527), Value::i64(~uint64_t{0})}));
    CHECK(call_i32(instance, "load", {Value::i32(65532)}) == 255);
    CHECK(call_i32(instance, "add", {Value::i32(65532)}) == 0xffffffff);
    CHECK(call_i32(instance, "notify", {Value::i32(65528)}) == 0);
    CHECK(call_i32(instance, "grow", {Value::i32(1)}) == 1);
    CHECK(call_i32(instance, "load", {Value::i32(65533)}) == 0);
    CHECK(call_i32(instance, "grow", {Value::i32(1)}) == 0xffffffff);
    CHECK(call_i32(instance, "load_other", {Value::i32(65524)}) == 0);
    CHECK(trap_of(instance, "load_other", {Value::i32(65525)}).fault_address.has_value());
    CHECK(call_i32(instance, "grow_other", {Value::i32(2)}) == 1);
    CHECK(call_i32(instance, "load_other", {Value::i32(3 * 65536 - 12)}) == 0);
  }
}

constexpr std::string_view kWide = R"((module
  (memory $m (export "memory") i64 1 3)
  (memory $narrow 1)
  (data (memory $m) (i64.const 4) "abcdefgh")
  (data $passive "xyz")
  (func (export "size") (result i64) (memory.size $m))
  (func (export "grow") (param i64) (result i64) (memory.grow $m (local.get 0)))
  (func (export "load") (param i64) (result i32) (i32.load8_u offset=4 (local.get 0)))
  (func (export "load_far") (param i64) (result i32)
    (i32.load offset=0xfffffffffffffff8 (local.get 0)))
  (func (export "load_beyond") (param i64) (result i32) (i32.load offset=0x30000 (local.get 0)))
  (func (export "load_sum") (result i32)
    (i32.load offset=0xfffffffffffffff8 (i64.const 16)))
  (func (export "store") (param i64 i64) (i64.store (local.get 0) (local.get 1)))
  (func (export "add") (param i64) (result i64)
    (i64.atomic.rmw.add offset=8 (local.get 0) (i64.const 1)))
  (func (export "notify") (param i64) (result i32)
    (memory.atomic.notify offset=0xfffffffffffffff8 (local.get 0) (i32.const 1)))
  (func (export "fill") (param i64 i64)
    (memory.fill $m (local.get 0) (i32.const 7) (local.get 1)))
  (func (export "copy") (param i64 i64 i64)
    (memory.copy $m $m (local.get 0) (local.get 1) (local.get 2)))
  (func (export "copy_to_narrow") (param i32 i64 i32)
    (memory.copy $narrow $m (local.get 0) (local.get 1) (local.get 2)))
  (func (export "load_narrow") (param i32) (result i32) (i32.load8_u $narrow (local.get 0)))
  (func (export "init") (param i64)
    (memory.init $m $passive (local.get 0) (i32.const 0) (i32.const 3)))
))";

TEST_CASE("memory64: grows, and answers in 64 bits") {
  auto store = new_store();
  Instance& instance = instantiate(*store, kWide);
  CHECK(call_i64(instance, "size") == 1);
  CHECK(call_i64(instance, "grow", {Value::i64(2)}) == 1);
  CHECK(call_i64(instance, "size") == 3);
  CHECK(call_i64(instance, "grow", {Value::i64(1)}) == ~uint64_t{0});
  CHECK(call_i64(instance, "grow", {Value::i64(uint64_t{1} << 32)}) == ~uint64_t{0});
  CHECK(call_i64(instance, "grow", {Value::i64(~uint64_t{0})}) == ~uint64_t{0});
}

TEST_CASE("memory64: no sum of address and offset wraps into the memory") {
  for (BoundsMode bounds : kBothModes) {
    auto store = store_with(bounds);
    Instance& instance = instantiate(*store, kWide);
    CHECK(call_i32(instance, "load", {Value::i64(0)}) == 'a');
    for (uint64_t at : {uint64_t{65536}, uint64_t{1} << 32, uint64_t{1} << 63, ~uint64_t{0} - 3}) {
      CHECK(trap_of(instance, "load", {Value::i64(at)}).reason == TrapReason::MemoryOutOfBounds);
      CHECK(trap_of(instance, "load_far", {Value::i64(at)}).reason ==
            TrapReason::MemoryOutOfBounds);
      CHECK(trap_of(instance, "load_beyond", {Value::i64(at)}).reason ==
            TrapReason::MemoryOutOfBounds);
      CHECK(trap_of(instance, "store", {Value::i64(at), Value::i64(1)}).fault_address == at);
      CHECK(trap_of(instance, "fill", {Value::i64(at), Value::i64(8)}).reason ==
            TrapReason::MemoryOutOfBounds);
    }
    CHECK(trap_of(instance, "load_far", {Value::i64(16)}).reason == TrapReason::MemoryOutOfBounds);
    CHECK(trap_of(instance, "load_sum").reason == TrapReason::MemoryOutOfBounds);
    CHECK(trap_of(instance, "notify", {Value::i64(16)}).reason == TrapReason::MemoryOutOfBounds);
    CHECK(trap_of(instance, "add", {Value::i64(~uint64_t{0} - 7)}).reason ==
          TrapReason::MemoryOutOfBounds);
    CHECK(trap_of(instance, "add", {Value::i64(1)}).reason == TrapReason::UnalignedAtomic);
  }
}

TEST_CASE("memory64: atomics and bulk operations take 64-bit addresses") {
  auto store = new_store();
  Instance& instance = instantiate(*store, kWide);
  CHECK(call_i64(instance, "add", {Value::i64(16)}) == 0);
  CHECK(call_i64(instance, "add", {Value::i64(16)}) == 1);
  CHECK(call(instance, "fill", {Value::i64(100), Value::i64(10)}));
  CHECK(call_i32(instance, "load", {Value::i64(96 + 9)}) == 7);
  CHECK(call_i32(instance, "load", {Value::i64(96 + 10)}) == 0);
  CHECK(call(instance, "copy", {Value::i64(200), Value::i64(4), Value::i64(8)}));
  CHECK(call_i32(instance, "load", {Value::i64(196 + 7)}) == 'h');
  CHECK(trap_of(instance, "copy", {Value::i64(0), Value::i64(1), Value::i64(uint64_t{1} << 32)})
            .reason == TrapReason::MemoryOutOfBounds);
  CHECK(call(instance, "copy_to_narrow", {Value::i32(1), Value::i64(4), Value::i32(2)}));
  CHECK(call_i32(instance, "load_narrow", {Value::i32(2)}) == 'b');
  CHECK(call(instance, "init", {Value::i64(65533)}));
  CHECK(call_i32(instance, "load", {Value::i64(65531)}) == 'z');
  CHECK(trap_of(instance, "init", {Value::i64(uint64_t{1} << 32)}).reason ==
        TrapReason::MemoryOutOfBounds);
}

TEST_CASE("memory64: data past the end, and imports of the other address type, do not link") {
  auto store = new_store();
  CHECK(failure_of(*store, "(module (memory i64 1) (data (i64.const 0x100000000) \"x\"))") ==
        "out of bounds memory access");
  Linker linker;
  linker.define_instance("wide", instantiate(*store, kWide));
  CHECK(failure_of(*store, "(module (import \"wide\" \"memory\" (memory 1)))", linker)
            .starts_with("incompatible import type"));
  Instance& importer =
      instantiate(*store,
                  "(module (import \"wide\" \"memory\" (memory i64 1))"
                  " (func (export \"load\") (param i64) (result i32) (i32.load8_u (local.get 0))))",
                  linker);
  CHECK(call_i32(importer, "load", {Value::i64(5)}) == 'b');
  CHECK(trap_of(importer, "load", {Value::i64(65536)}).fault_address == 65536);
}

}  // namespace wali::engine::test
