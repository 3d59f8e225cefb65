#include <doctest/doctest.h>

#include "loader/text/assembler.h"
#include "tests/unit/loader/module_builder.h"

/// A module may be cut or changed anywhere: the loader answers with an error or accepts it, within
/// its bytes.
namespace wali::loader {
namespace {

using test::Bytes;
using test::kEmptyBlock;

/// Something of every section and of most immediates.
std::vector<std::byte> rich_module() {
  Bytes code;
  code.op(Opcode::loop).raw(kEmptyBlock).op(Opcode::local_get, 0).op(Opcode::br_if, 0);
  code.op(Opcode::block, 1).op(Opcode::local_get, 0).op(Opcode::br_table, 2, 0, 1, 2);
  code.op(Opcode::end).op(Opcode::end);
  code.op(Opcode::i32_const, 0).op(Opcode::i32_const, 1).op(Opcode::i32_const, 1);
  code.op(Opcode::memory_init, 0, 0).op(Opcode::atomic_fence, 0);
  code.op(Opcode::i32_const, 0).op(Opcode::call_indirect, 1, 0);
  code.op(Opcode::f64_const).raw({0, 0, 0, 0, 0, 0, 0xf0, 0x3f}).op(Opcode::i64_trunc_sat_f64_s);
  code.op(Opcode::global_set, 1).op(Opcode::ref_func, 0).op(Opcode::drop);
  code.op(Opcode::i32_const, 8).op(Opcode::i64_load32_u, 2, 4).op(Opcode::local_set, 1);
  test::OneFunction function{
      .params = {ValueType::I32}, .locals = {{2, ValueType::I64}}, .code = code};
  Bytes bytes = function.build();
  bytes.raw(test::section(0, Bytes().name("name").raw({1, 4, 1, 0, 1, 'f'})));
  return bytes.bytes();
}

/// The later proposals: groups of types, references, vectors, exceptions, 64-bit indices.
std::vector<std::byte> modern_module() {
  return *text::assemble(R"((module
    (rec (type $f (func (param (ref null $g)) (result i32))) (type $g (func (param v128 exnref))))
    (type $again (func (param f32)))
    (tag $e (param i32 (ref null $f)))
    (memory i64 1 0x1_0000_0000)
    (memory 1 1 shared)
    (table $t i64 2 3 (ref null $f) (ref.func 0))
    (global $v v128 (v128.const i64x2 1 2))
    (global $r (mut (ref $f)) (ref.func 0))
    (elem (table $t) (i64.const 0) (ref null $f) (ref.func 0) (ref.null nofunc))
    (func (type $f)
      (local $set (ref $f))
      (local.set $set (global.get $r))
      (block $out (result i32 (ref null $f) (ref exn))
        (block $all
          (try_table (catch_ref $e $out) (catch_all $all)
            (throw $e (i32.const 1) (local.get $set))))
        (unreachable))
      (throw_ref)
    )
    (func (type $g)
      (local (ref null $g) (ref null $g))
      (try
        (do (drop (call_ref $f (local.get 2) (br_on_null 1 (table.get $t (i64.const 1))))))
        (catch $e (drop) (drop) (rethrow 0))
        (catch_all (try (do) (delegate 0))))
      (v128.store32_lane 1 align=2 3 (i32.const 8)
        (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31 (local.get 0) (global.get $v)))
      (memory.copy 1 0 (i32.const 1) (i64.const 2) (i32.const 3))
      (block (result (ref $f)) (br_on_non_null 0 (ref.null $f)) (ref.func 0)) (drop)
    )))");
}

void load(const std::vector<std::byte>& bytes) {
  Result<std::shared_ptr<const Module>> module = decode(bytes);
  Result<void> bodies;
  if (module) {
    bodies = validate_bodies(**module);
  } else {
    bodies = std::unexpected(module.error());
  }
  if (bodies) return;
  CHECK(bodies.error().offset <= bytes.size());
  CHECK(!bodies.error().message.empty());
}

TEST_CASE("loader: every truncation of a module ends in an error within its bytes") {
  for (const std::vector<std::byte>& whole : {rich_module(), modern_module()}) {
    REQUIRE(decode(whole));
    REQUIRE(validate_bodies(**decode(whole)));
    for (size_t size = 0; size < whole.size(); ++size) {
      load({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    }
  }
}

TEST_CASE("loader: every change of one byte ends in an error within its bytes or a module") {
  for (const std::vector<std::byte>& whole : {rich_module(), modern_module()}) {
    for (size_t at = 0; at < whole.size(); ++at) {
      for (int value = 0; value < 256; ++value) {
        std::vector<std::byte> changed = whole;
        changed[at] = static_cast<std::byte>(value);
        load(changed);
      }
    }
  }
}

}  // namespace
}  // namespace wali::loader
