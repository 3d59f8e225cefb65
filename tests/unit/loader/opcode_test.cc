#include "loader/opcode.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "loader/code_cursor.h"
#include "tests/unit/loader/module_builder.h"

namespace wali::loader {
namespace {

TEST_CASE("opcodes: every row is found by its code") {
  for (size_t i = 0; i < kOpcodeCount; ++i) {
    auto opcode = static_cast<Opcode>(i);
    uint32_t code = info(opcode).code;
    CAPTURE(info(opcode).text);
    if (code < 0x100) {
      CHECK(opcode_of(static_cast<uint8_t>(code)) == opcode);
    } else {
      CHECK(opcode_of(static_cast<uint8_t>(code >> 16), code & 0xFFFF) == opcode);
    }
  }
}

TEST_CASE("opcodes: codes without a row are invalid") {
  CHECK(opcode_of(0x27) == Opcode::kInvalid);
  CHECK(opcode_of(kPrefixNumeric) == Opcode::kInvalid);
  CHECK(opcode_of(kPrefixNumeric, 18) == Opcode::kInvalid);
  CHECK(opcode_of(kPrefixThreads, 0x4F) == Opcode::kInvalid);
  CHECK(opcode_of(kPrefixSimd, 0x9a) == Opcode::kInvalid);
  CHECK(opcode_of(kPrefixSimd, UINT32_MAX) == Opcode::kInvalid);
}

TEST_CASE("opcodes: texts differ but for the two forms of select") {
  std::set<std::string_view> texts;
  for (const OpcodeInfo& row : kOpcodes) texts.insert(row.text);
  CHECK(texts.size() == kOpcodeCount - 1);
}

TEST_CASE("opcodes: the natural alignment follows from the text") {
  CHECK(info(Opcode::i32_load8_u).access_width_log2 == 0);
  CHECK(info(Opcode::i64_store16).access_width_log2 == 1);
  CHECK(info(Opcode::f32_load).access_width_log2 == 2);
  CHECK(info(Opcode::i64_load32_s).access_width_log2 == 2);
  CHECK(info(Opcode::f64_store).access_width_log2 == 3);
  CHECK(info(Opcode::memory_atomic_notify).access_width_log2 == 2);
  CHECK(info(Opcode::memory_atomic_wait64).access_width_log2 == 3);
  CHECK(info(Opcode::i64_atomic_rmw16_cmpxchg_u).access_width_log2 == 1);
  CHECK(info(Opcode::v128_load).access_width_log2 == 4);
  CHECK(info(Opcode::v128_load32x2_u).access_width_log2 == 3);
  CHECK(info(Opcode::v128_load16_lane).access_width_log2 == 1);
}

TEST_CASE("code cursor: reads what linkers pad") {
  test::Bytes code;
  code.op(Opcode::i32_const).raw({0xff, 0xff, 0xff, 0xff, 0x7f});
  code.op(Opcode::local_get).raw({0x85, 0x80, 0x80, 0x80, 0x00});
  code.op(Opcode::i64_load).raw({0x43, 0x01, 0x90, 0x80, 0x80, 0x80, 0x00});
  code.op(Opcode::block).raw({0x81, 0x80, 0x80, 0x80, 0x00});
  code.op(Opcode::memory_fill, 0);
  CodeCursor cursor(code.bytes().data());
  CHECK(cursor.opcode() == Opcode::i32_const);
  CHECK(cursor.s32() == -1);
  CHECK(cursor.opcode() == Opcode::local_get);
  CHECK(cursor.u32() == 5);
  CHECK(cursor.opcode() == Opcode::i64_load);
  MemArg arg = cursor.mem_arg();
  CHECK(arg.align_log2 == 3);
  CHECK(arg.memory == 1);
  CHECK(arg.offset == 16);
  CHECK(cursor.opcode() == Opcode::block);
  BlockType type = cursor.block_type();
  CHECK(type.kind == BlockType::Kind::TypeIndex);
  CHECK(type.type_index == 1);
  CHECK(cursor.opcode() == Opcode::memory_fill);
  CHECK(cursor.u32() == 0);
  CHECK(cursor.at() == code.bytes().data() + code.size());
}

TEST_CASE("code cursor: block types are empty, a value or a type") {
  test::Bytes code{0x40, 0x7e, 0x03};
  CodeCursor cursor(code.bytes().data());
  CHECK(cursor.block_type().kind == BlockType::Kind::Empty);
  BlockType value = cursor.block_type();
  CHECK(value.kind == BlockType::Kind::Value);
  CHECK(value.value == ValueType::I64);
  CHECK(cursor.block_type().type_index == 3);
}

TEST_CASE("code cursor: skip_immediates passes over each kind of immediate") {
  struct Row {
    Opcode opcode;
    test::Bytes immediates;
  };
  const Row kRows[] = {
      {Opcode::nop, {}},
      {Opcode::block, {0xff, 0x00}},
      {Opcode::block, {0x64, 0x85, 0x00}},
      {Opcode::br, {0x80, 0x01}},
      {Opcode::br_table, {2, 0, 0x81, 0x00, 1}},
      {Opcode::call, {5}},
      {Opcode::call_ref, {0x85, 0x00}},
      {Opcode::call_indirect, {5, 0x80, 0x00}},
      {Opcode::throw_, {1}},
      {Opcode::try_table, {0x40, 2, 0, 1, 2, 3, 0}},
      {Opcode::local_tee, {9}},
      {Opcode::global_get, {9}},
      {Opcode::table_get, {1}},
      {Opcode::table_copy, {1, 0}},
      {Opcode::elem_drop, {1}},
      {Opcode::table_init, {1, 2}},
      {Opcode::data_drop, {1}},
      {Opcode::memory_init, {1, 2}},
      {Opcode::memory_grow, {0}},
      {Opcode::memory_copy, {0, 0}},
      {Opcode::i32_load, {2, 0x80, 0x80, 0x04}},
      {Opcode::v128_load8_lane, {0, 1, 15}},
      {Opcode::atomic_fence, {0}},
      {Opcode::i32_const, {0x80, 0x7f}},
      {Opcode::i64_const, {0x80, 0x80, 0x7f}},
      {Opcode::f32_const, {1, 2, 3, 0x84}},
      {Opcode::f64_const, {1, 2, 3, 4, 5, 6, 7, 0x88}},
      {Opcode::v128_const, {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8}},
      {Opcode::i8x16_shuffle, {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8}},
      {Opcode::i8x16_extract_lane_s, {3}},
      {Opcode::select_t, {1, 0x63, 5}},
      {Opcode::ref_null, {0x70}},
  };
  std::set<Immediate> seen;
  for (const Row& row : kRows) {
    CAPTURE(info(row.opcode).text);
    seen.insert(info(row.opcode).immediate);
    CodeCursor cursor(row.immediates.bytes().data());
    cursor.skip_immediates(row.opcode);
    CHECK(cursor.at() == row.immediates.bytes().data() + row.immediates.size());
  }
  for (const OpcodeInfo& row : kOpcodes) {
    CAPTURE(row.text);
    CHECK(seen.contains(row.immediate));
  }
}

}  // namespace
}  // namespace wali::loader
