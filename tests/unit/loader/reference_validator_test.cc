#include <doctest/doctest.h>

#include <string>

#include "tests/unit/loader/module_builder.h"

namespace wali::loader {
namespace {

using test::Bytes;
using test::header;
using test::kEmptyBlock;
using test::section;
using test::verdict;

constexpr int kNull = 0x63;
constexpr int kNonNull = 0x64;

std::string without_offset(std::string text) {
  size_t begin = text.find("offset 0x");
  if (begin == std::string::npos) return text;
  return text.erase(begin, text.find(": ", begin) + 2 - begin);
}

/// Types 0: [] -> [i32], 1: [(ref 0)] -> [i32], 2: equal to 0, 3: [(ref null 0)] -> [i32]. Function
/// 0 has type 0 and is exported, function 1 has `type` and the given body.
std::string verdict_of(int type, const Bytes& locals, const Bytes& code) {
  Bytes types{4, 0x60, 0, 1, 0x7f, 0x60, 1, kNonNull, 0, 1, 0x7f};
  types.raw({0x60, 0, 1, 0x7f, 0x60, 1, kNull, 0, 1, 0x7f});
  Bytes body = locals;
  body.raw(code).op(Opcode::end);
  Bytes bodies{2, 4, 0, 0x41, 1, 0x0b};
  bodies.u32(body.size()).raw(body);
  Bytes module = header();
  module.raw(section(1, types)).raw(section(3, {2, 0, type})).raw(section(7, {1, 1, 'f', 0, 0}));
  return without_offset(verdict(module.raw(section(10, bodies))));
}

TEST_CASE("references: call_ref takes a reference to the type it names or an equal one") {
  Bytes reference = Bytes().op(Opcode::ref_func, 0);
  CHECK(verdict_of(0, {0}, Bytes(reference).op(Opcode::call_ref, 0)) == "ok");
  CHECK(verdict_of(0, {0}, Bytes(reference).op(Opcode::call_ref, 2)) == "ok");
  CHECK(verdict_of(0, {0}, Bytes(reference).op(Opcode::return_call_ref, 2)) == "ok");
  CHECK(verdict_of(0, {0}, Bytes(reference).op(Opcode::call_ref, 1)) ==
        "invalid: call_ref: expected (ref null 1), found (ref 0)");
  CHECK(verdict_of(0, {0}, Bytes(reference).op(Opcode::call_ref, 4)) ==
        "invalid: call_ref: expected a type index below 4, found 4");
  CHECK(verdict_of(1, {0}, Bytes().op(Opcode::local_get, 0).op(Opcode::call_ref, 0)) == "ok");
  CHECK(verdict_of(0, {0}, Bytes({0xd0, 0x70}).op(Opcode::call_ref, 0)) ==
        "invalid: call_ref: expected (ref null 0), found funcref");
  CHECK(verdict_of(0, {0}, Bytes({0xd0, 0x73}).op(Opcode::call_ref, 0)) == "ok");
}

TEST_CASE("references: branches on null leave a reference that is not null") {
  Bytes get = Bytes().op(Opcode::local_get, 0);
  Bytes call = Bytes().op(Opcode::ref_as_non_null).op(Opcode::drop).op(Opcode::i32_const, 1);
  CHECK(verdict_of(3, {0}, Bytes(get).raw(call)) == "ok");
  Bytes on_null = Bytes().op(Opcode::block).raw(kEmptyBlock).raw(get).op(Opcode::br_on_null, 0);
  CHECK(verdict_of(3,
                   {0},
                   Bytes(on_null)
                       .op(Opcode::call_ref, 0)
                       .op(Opcode::return_)
                       .op(Opcode::end)
                       .op(Opcode::i32_const, 2)) == "ok");
  Bytes on_non_null = Bytes().op(Opcode::block).raw({kNonNull, 0}).raw(get);
  on_non_null.op(Opcode::br_on_non_null, 0).op(Opcode::unreachable).op(Opcode::end);
  CHECK(verdict_of(3, {0}, Bytes(on_non_null).op(Opcode::call_ref, 0)) == "ok");
  CHECK(verdict_of(3, {0}, Bytes(get).op(Opcode::br_on_non_null, 0)) ==
        "invalid: br_on_non_null: expected a label that takes a reference, found another one");
  CHECK(verdict_of(3, {0}, Bytes().op(Opcode::i32_const, 0).op(Opcode::ref_as_non_null)) ==
        "invalid: ref.as_non_null: expected a reference, found i32");
  CHECK(verdict_of(
            0,
            {0},
            Bytes().op(Opcode::unreachable).op(Opcode::ref_as_non_null).op(Opcode::call_ref, 0)) ==
        "ok");
  CHECK(verdict_of(0, {0}, Bytes().op(Opcode::unreachable).op(Opcode::ref_as_non_null)) ==
        "invalid: end: expected i32, found a reference");
}

TEST_CASE("references: a local without a null must be set before it is read") {
  const Bytes locals{1, 1, kNonNull, 0};
  Bytes set = Bytes().op(Opcode::ref_func, 0).op(Opcode::local_set, 0);
  Bytes get = Bytes().op(Opcode::local_get, 0).op(Opcode::call_ref, 0);
  std::string unset = "invalid: local.get: expected a local that was set before, found local 0";
  CHECK(verdict_of(0, locals, get) == unset);
  CHECK(verdict_of(0, locals, Bytes(set).raw(get)) == "ok");
  Bytes block = Bytes().op(Opcode::block).raw(kEmptyBlock).raw(set);
  CHECK(
      verdict_of(0,
                 locals,
                 Bytes(block).raw(get).op(Opcode::drop).op(Opcode::end).op(Opcode::i32_const, 0)) ==
      "ok");
  CHECK(verdict_of(0, locals, Bytes(block).op(Opcode::end).raw(get)) == unset);
  Bytes arms = Bytes().op(Opcode::i32_const, 0).op(Opcode::if_).raw(kEmptyBlock).raw(set);
  CHECK(verdict_of(0, locals, arms.op(Opcode::else_).raw(get).op(Opcode::drop)) == unset);
  CHECK(verdict_of(1, {0}, Bytes().op(Opcode::local_get, 0).op(Opcode::call_ref, 0)) == "ok");
}

TEST_CASE("references: subtyping knows null, bottom and top types") {
  ValueType nullable_0 = concrete(0, Nullability::Nullable);
  ValueType only_0 = concrete(0, Nullability::NonNull);
  CHECK(is_subtype(only_0, nullable_0));
  CHECK(!is_subtype(nullable_0, only_0));
  CHECK(is_subtype(only_0, ValueType::FuncRef));
  CHECK(is_subtype(only_0, non_null(ValueType::FuncRef)));
  CHECK(!is_subtype(nullable_0, non_null(ValueType::FuncRef)));
  CHECK(!is_subtype(ValueType::FuncRef, nullable_0));
  CHECK(is_subtype(ValueType::NullFuncRef, nullable_0));
  CHECK(!is_subtype(ValueType::NullFuncRef, only_0));
  CHECK(!is_subtype(ValueType::NullExternRef, ValueType::FuncRef));
  CHECK(!is_subtype(concrete(1, Nullability::Nullable), nullable_0));
  CHECK(!is_subtype(ValueType::I32, ValueType::I64));
  CHECK(is_subtype(ValueType::NullExnRef, ValueType::ExnRef));
}

TEST_CASE("references: types have the names of the text format") {
  CHECK(name_of(ValueType::V128) == "v128");
  CHECK(name_of(ValueType::NullExnRef) == "nullexnref");
  CHECK(name_of(non_null(ValueType::ExternRef)) == "(ref extern)");
  CHECK(name_of(concrete(7, Nullability::Nullable)) == "(ref null 7)");
  CHECK(name_of(concrete(7, Nullability::NonNull)) == "(ref 7)");
  CHECK(heap_name_of(ValueType::NullFuncRef) == "nofunc");
}

TEST_CASE("references: equal groups of types share their indices") {
  // 0 and 1 name each other, so do 2 and 3; 4 is like 0 but not in a group of two.
  Bytes types{3};
  types.raw({0x4e, 2, 0x60, 1, kNull, 1, 0, 0x60, 1, kNull, 0, 0});
  types.raw({0x4e, 2, 0x60, 1, kNull, 3, 0, 0x60, 1, kNull, 2, 0});
  types.raw({0x60, 1, kNull, 3, 0});
  auto module = decode(header().raw(section(1, types)).bytes());
  REQUIRE(module);
  CHECK((*module)->canonical_types == std::vector<uint32_t>{0, 1, 0, 1, 4});
  CHECK((*module)->types[2] == (*module)->types[0]);
  CHECK((*module)->types[4].params[0] == concrete(1, Nullability::Nullable));
}

}  // namespace
}  // namespace wali::loader
