#include "loader/validator.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "tests/unit/loader/module_builder.h"

namespace wali::loader {
namespace {

using test::Bytes;
using test::kEmptyBlock;
using test::OneFunction;
using test::verdict;

constexpr ValueType i32 = ValueType::I32;
constexpr ValueType i64 = ValueType::I64;
constexpr ValueType f32 = ValueType::F32;
constexpr ValueType f64 = ValueType::F64;
constexpr ValueType funcref = ValueType::FuncRef;
constexpr ValueType externref = ValueType::ExternRef;

struct Row {
  std::string what;
  OneFunction function;
  std::string verdict;  // without "offset 0x...", which the decoder's tests cover
};

std::string without_offset(std::string text) {
  size_t begin = text.find("offset 0x");
  if (begin == std::string::npos) return text;
  return text.erase(begin, text.find(": ", begin) + 2 - begin);
}

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(without_offset(verdict(row.function.build())) == row.verdict);
  }
}

const Bytes kSixteenBytes{0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31};

/// Puts an operand of the type on the stack.
Bytes operand(ValueType type) {
  switch (type) {
    case i32:
      return {0x41, 1};
    case i64:
      return {0x42, 1};
    case f32:
      return {0x43, 0, 0, 0, 0};
    case f64:
      return {0x44, 0, 0, 0, 0, 0, 0, 0, 0};
    case ValueType::V128:
      return Bytes{0xfd, 12}.raw(kSixteenBytes);
    case funcref:
      return {0xd0, 0x70};
    default:
      return {0xd0, 0x6f};
  }
}

Bytes immediates(const OpcodeInfo& row) {
  switch (row.immediate) {
    case Immediate::None:
      return {};
    case Immediate::MemArg:
      return {row.access_width_log2, 4};
    case Immediate::DataMemory:
    case Immediate::ElementTable:
    case Immediate::TableTable:
    case Immediate::MemoryMemory:
      return {0, 0};
    case Immediate::MemArgLane:
      return {row.access_width_log2, 4, row.lane_count - 1};
    case Immediate::Lane:
      return {row.lane_count - 1};
    case Immediate::V128:
    case Immediate::Shuffle:
      return kSixteenBytes;
    case Immediate::F32:
      return {0, 0, 0, 0};
    case Immediate::F64:
      return {0, 0, 0, 0, 0, 0, 0, 0};
    default:
      return {0};
  }
}

TEST_CASE("validator: every plain instruction takes and gives what its row says") {
  for (size_t i = 0; i < kOpcodeCount; ++i) {
    auto opcode = static_cast<Opcode>(i);
    const OpcodeInfo& row = info(opcode);
    const Signature& signature = row.signature;
    if (signature.is_special) continue;
    CAPTURE(row.text);
    Bytes instruction;
    instruction.op(opcode).raw(immediates(row));
    Bytes code;
    for (uint32_t p = 0; p < signature.param_count; ++p) code.raw(operand(signature.params[p]));
    code.raw(instruction);
    std::vector<ValueType> results;
    if (signature.result_count != 0) results.push_back(signature.result);
    CHECK(verdict(OneFunction{.results = results, .code = code}.build()) == "ok");
    // One operand less, then one of another type.
    if (signature.param_count == 0) continue;
    Bytes missing;
    Bytes wrong;
    for (uint32_t p = 0; p < signature.param_count; ++p) {
      ValueType type = signature.params[p];
      if (p > 0) missing.raw(operand(type));
      wrong.raw(operand(p == 0 ? (type == i32 ? f64 : i32) : type));
    }
    missing.raw(instruction);
    wrong.raw(instruction);
    CHECK(
        verdict(OneFunction{.results = results, .code = missing}.build()).ends_with("found none"));
    CHECK(verdict(OneFunction{.results = results, .code = wrong}.build())
              .ends_with(signature.params[0] == i32 ? "found f64" : "found i32"));
  }
}

TEST_CASE("validator: lanes lie inside their vector") {
  auto code = [] { return Bytes(); };
  const Bytes vector = operand(ValueType::V128);
  check({
      {"last lane",
       {.results = {i32}, .code = code().raw(vector).op(Opcode::i8x16_extract_lane_s, 15)},
       "ok"},
      {"one past it",
       {.results = {i32}, .code = code().raw(vector).op(Opcode::i8x16_extract_lane_s, 16)},
       "invalid: i8x16.extract_lane_s: expected a lane index below 16, found 16"},
      {"lane of two",
       {.results = {f64}, .code = code().raw(vector).op(Opcode::f64x2_extract_lane, 2)},
       "invalid: f64x2.extract_lane: expected a lane index below 2, found 2"},
      {"loaded lane",
       {.results = {ValueType::V128},
        .code = code().raw(operand(i32)).raw(vector).op(Opcode::v128_load32_lane, 2, 0, 4)},
       "invalid: v128.load32_lane: expected a lane index below 4, found 4"},
      {"shuffle",
       {.results = {ValueType::V128},
        .code = code().raw(vector).raw(vector).op(
            Opcode::i8x16_shuffle, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 32)},
       "invalid: i8x16.shuffle: expected a lane index below 32, found 32"},
      {"constant that is cut off",
       {.code = code().op(Opcode::v128_const, 1, 2, 3)},
       "malformed: expected a v128 constant, found end of function body"},
      {"alignment",
       {.results = {ValueType::V128}, .code = code().raw(operand(i32)).op(Opcode::v128_load, 5, 0)},
       "invalid: v128.load: expected an alignment of at most 2^4, found 2^5"},
  });
}

TEST_CASE("validator: blocks leave their results and nothing else") {
  const Bytes one = operand(i32);
  auto code = [&] { return Bytes(); };
  check({
      {"empty function", {}, "ok"},
      {"missing result", {.results = {i32}}, "invalid: end: expected i32, found none"},
      {"result of another type",
       {.results = {i64}, .code = one},
       "invalid: end: expected i64, found i32"},
      {"left over",
       {.code = one},
       "invalid: end: expected 0 operands at the end of the block, found 1"},
      {"block with a value",
       {.results = {i32}, .code = code().op(Opcode::block).type(i32).raw(one).op(Opcode::end)},
       "ok"},
      {"block does not see outer operands",
       {.results = {i32},
        .code =
            code().raw(one).op(Opcode::block).raw(kEmptyBlock).op(Opcode::drop).op(Opcode::end)},
       "invalid: drop: expected an operand, found none"},
      {"block with parameters",
       {.results = {i32, i32},
        .code = code().raw(one).raw(one).op(Opcode::block, 2).op(Opcode::end)},
       "ok"},
      {"block without its parameters",
       {.code = code().raw(one).op(Opcode::block, 2).op(Opcode::end)},
       "invalid: block: expected i32, found none"},
      {"if without else but with a result",
       {.results = {i32},
        .code = code().raw(one).op(Opcode::if_).type(i32).raw(one).op(Opcode::end)},
       "invalid: end: expected an else, since the if has other results than parameters, found "
       "none"},
      {"if without else passes its parameters on",
       {.results = {i32, i32},
        .code = code().raw(one).raw(one).raw(one).op(Opcode::if_, 2).op(Opcode::end)},
       "ok"},
      {"else without if",
       {.code = code().op(Opcode::block).raw(kEmptyBlock).op(Opcode::else_).op(Opcode::end)},
       "malformed: expected else in an if, found it elsewhere"},
      {"second else",
       {.code = code()
                    .raw(one)
                    .op(Opcode::if_)
                    .raw(kEmptyBlock)
                    .op(Opcode::else_)
                    .op(Opcode::else_)
                    .op(Opcode::end)},
       "malformed: expected else in an if, found it elsewhere"},
      {"arms of different types",
       {.results = {i32},
        .code = code()
                    .raw(one)
                    .op(Opcode::if_)
                    .type(i32)
                    .raw(one)
                    .op(Opcode::else_)
                    .raw(operand(f32))
                    .op(Opcode::end)},
       "invalid: end: expected i32, found f32"},
      {"unclosed block",
       {.code = code().op(Opcode::block).raw(kEmptyBlock)},
       "malformed: expected an instruction, found end of function body"},
      {"block type that does not exist",
       {.code = code().op(Opcode::block, 3).op(Opcode::end)},
       "invalid: block: expected a type index below 3, found 3"},
      {"block type that is no type",
       {.code = code().op(Opcode::block).raw(0x41).op(Opcode::end)},
       "malformed: expected a block type, found byte 0x41"},
      {"negative block type of two bytes",
       {.code = code().op(Opcode::block).raw({0xff, 0x7f}).op(Opcode::end)},
       "malformed: expected a block type, found -1"},
  });
}

TEST_CASE("validator: branches carry the operands of their label") {
  auto code = [] { return Bytes(); };
  const Bytes one = operand(i32);
  check({
      {"out of the function", {.results = {i32}, .code = code().raw(one).op(Opcode::br, 0)}, "ok"},
      {"without the value",
       {.results = {i32}, .code = code().op(Opcode::br, 0)},
       "invalid: br: expected i32, found none"},
      {"label that does not exist",
       {.code = code().op(Opcode::br, 1)},
       "invalid: br: expected a label below 1, found 1"},
      {"to a loop needs its parameters, not its results",
       {.results = {i32},
        .code = code().op(Opcode::loop).type(i32).op(Opcode::br, 0).op(Opcode::end)},
       "ok"},
      {"br_if keeps the value",
       {.results = {i32}, .code = code().raw(one).raw(one).op(Opcode::br_if, 0)},
       "ok"},
      {"br_if without a condition",
       {.results = {i32}, .code = code().op(Opcode::br_if, 0)},
       "invalid: br_if: expected i32, found none"},
      {"br_table", {.code = code().raw(one).op(Opcode::br_table, 2, 0, 0, 0)}, "ok"},
      {"br_table to labels of different arity",
       {.results = {i32},
        .code = code()
                    .op(Opcode::block)
                    .raw(kEmptyBlock)
                    .raw(one)
                    .raw(one)
                    .op(Opcode::br_table, 1, 0, 1)
                    .op(Opcode::end)
                    .raw(one)},
       "invalid: br_table: expected labels of one arity, found 0 and 1"},
      {"br_table to labels of different types",
       {.results = {i64},
        .code = code()
                    .op(Opcode::block)
                    .type(i32)
                    .raw(one)
                    .raw(one)
                    .op(Opcode::br_table, 1, 0, 1)
                    .op(Opcode::end)
                    .op(Opcode::i64_extend_i32_s)},
       "invalid: br_table: expected i64, found i32"},
      {"the same in unreachable code",
       {.results = {i64},
        .code = code()
                    .op(Opcode::block)
                    .type(i32)
                    .op(Opcode::unreachable)
                    .op(Opcode::br_table, 1, 0, 1)
                    .op(Opcode::end)
                    .op(Opcode::i64_extend_i32_s)},
       "ok"},
      {"return", {.results = {i32}, .code = code().raw(one).op(Opcode::return_)}, "ok"},
      {"too many labels",
       {.code = code().raw(one).op(Opcode::br_table, 70000)},
       "limit exceeded: br_table: expected at most 65520 labels, found 70000"},
  });
}

TEST_CASE("validator: unreachable code is polymorphic but not free") {
  auto code = [] { return Bytes().op(Opcode::unreachable); };
  check({
      {"anything", {.results = {i64}, .code = code().op(Opcode::i64_add)}, "ok"},
      {"a known operand",
       {.results = {i64}, .code = code().raw(operand(i32)).op(Opcode::i64_add)},
       "invalid: i64.add: expected i64, found i32"},
      {"select of unknown operands", {.results = {f32}, .code = code().op(Opcode::select)}, "ok"},
      {"select of one reference",
       {.results = {funcref},
        .code = code().raw(operand(funcref)).raw(operand(i32)).op(Opcode::select)},
       "invalid: select: expected numbers, found funcref: that needs a type"},
      {"local index",
       {.code = code().op(Opcode::local_get, 0)},
       "invalid: local.get: expected a local index below 0, found 0"},
      {"ref.is_null of anything", {.results = {i32}, .code = code().op(Opcode::ref_is_null)}, "ok"},
      {"left over",
       {.code = code().raw(operand(i32))},
       "invalid: end: expected 0 operands at the end of the block, found 1"},
      {"ends with its block",
       {.results = {i32},
        .code = Bytes().op(Opcode::block).raw(kEmptyBlock).raw(code()).op(Opcode::end)},
       "invalid: end: expected i32, found none"},
      {"br_if gives its label's types",
       {.results = {i32}, .code = code().op(Opcode::br_if, 0).op(Opcode::i64_eqz)},
       "invalid: i64.eqz: expected i64, found i32"},
  });
}

TEST_CASE("validator: calls") {
  auto code = [] { return Bytes(); };
  const Bytes one = operand(i32);
  check({
      {"call", {.results = {i32, i32}, .code = code().raw(one).raw(one).op(Opcode::call, 2)}, "ok"},
      {"argument missing",
       {.code = code().raw(one).op(Opcode::call, 2)},
       "invalid: call: expected i32, found none"},
      {"callee missing",
       {.code = code().op(Opcode::call, 3)},
       "invalid: call: expected a function index below 3, found 3"},
      {"call_indirect",
       {.results = {i32, i32},
        .code = code().raw(one).raw(one).raw(one).op(Opcode::call_indirect, 2, 0)},
       "ok"},
      {"call_indirect through externref",
       {.code = code().raw(one).op(Opcode::call_indirect, 1, 1)},
       "invalid: call_indirect: expected a table of functions, found externref"},
      {"call_indirect of an unknown type",
       {.code = code().raw(one).op(Opcode::call_indirect, 3, 0)},
       "invalid: call_indirect: expected a type index below 3, found 3"},
      {"return_call", {.results = {}, .code = code().op(Opcode::return_call, 1)}, "ok"},
      {"return_call to other results",
       {.results = {i32}, .code = code().op(Opcode::return_call, 1)},
       "invalid: return_call: expected a callee with the caller's results, found other results"},
      {"return_call_indirect",
       {.code = code().raw(one).op(Opcode::return_call_indirect, 1, 0)},
       "ok"},
  });
}

TEST_CASE("validator: variables, references, tables and segments") {
  auto code = [] { return Bytes(); };
  const Bytes one = operand(i32);
  check({
      {"local of a later run",
       {.results = {f64}, .locals = {{3, i32}, {1, f64}}, .code = code().op(Opcode::local_get, 3)},
       "ok"},
      {"local of another type",
       {.params = {f32}, .code = code().raw(one).op(Opcode::local_set, 0)},
       "invalid: local.set: expected f32, found i32"},
      {"tee",
       {.params = {i32}, .results = {i32}, .code = code().raw(one).op(Opcode::local_tee, 0)},
       "ok"},
      {"global", {.results = {i32}, .code = code().op(Opcode::global_get, 0)}, "ok"},
      {"constant global",
       {.code = code().raw(one).op(Opcode::global_set, 0)},
       "invalid: global.set: expected a mutable global, found constant global 0"},
      {"mutable global", {.code = code().raw(operand(i64)).op(Opcode::global_set, 1)}, "ok"},
      {"ref.null of a number",
       {.code = code().op(Opcode::ref_null, 0x7f).op(Opcode::drop)},
       "malformed: expected a heap type, found byte 0x7f"},
      {"ref.is_null of a number",
       {.results = {i32}, .code = code().raw(one).op(Opcode::ref_is_null)},
       "invalid: ref.is_null: expected a reference, found i32"},
      {"ref.func", {.results = {funcref}, .code = code().op(Opcode::ref_func, 0)}, "ok"},
      {"ref.func of a function named nowhere",
       {.results = {funcref}, .code = code().op(Opcode::ref_func, 1)},
       "invalid: ref.func: expected a function that is exported or in an element segment, found "
       "function 1"},
      {"table.get",
       {.results = {externref}, .code = code().raw(one).op(Opcode::table_get, 1)},
       "ok"},
      {"table.set of another reference",
       {.code = code().raw(one).raw(operand(externref)).op(Opcode::table_set, 0)},
       "invalid: table.set: expected funcref, found externref"},
      {"table.grow",
       {.results = {i32}, .code = code().raw(operand(funcref)).raw(one).op(Opcode::table_grow, 0)},
       "ok"},
      {"table.fill",
       {.code = code().raw(one).raw(operand(externref)).raw(one).op(Opcode::table_fill, 1)},
       "ok"},
      {"table.copy between types",
       {.code = code().raw(one).raw(one).raw(one).op(Opcode::table_copy, 1, 0)},
       "invalid: table.copy: expected a table of externref, found funcref"},
      {"table.init of another type",
       {.code = code().raw(one).raw(one).raw(one).op(Opcode::table_init, 0, 1)},
       "invalid: table.init: expected a segment of externref, found (ref func)"},
      {"element segment",
       {.code = code().op(Opcode::elem_drop, 1)},
       "invalid: elem.drop: expected an element segment index below 1, found 1"},
      {"data segment",
       {.code = code().op(Opcode::data_drop, 1)},
       "invalid: data.drop: expected a data segment index below 1, found 1"},
      {"select with a type",
       {.results = {funcref},
        .code = code()
                    .raw(operand(funcref))
                    .raw(operand(funcref))
                    .raw(one)
                    .op(Opcode::select_t, 1, 0x70)},
       "ok"},
      {"select with two types",
       {.code = code().op(Opcode::select_t, 2, 0x70, 0x70)},
       "invalid: select: expected 1 type, found 2"},
      {"select of two types",
       {.code = code().raw(one).raw(operand(f32)).raw(one).op(Opcode::select)},
       "invalid: select: expected i32, found f32"},
  });
}

TEST_CASE("validator: memory arguments") {
  auto code = [] { return Bytes().raw(operand(i32)); };
  check({
      {"aligned less", {.results = {i32}, .code = code().op(Opcode::i32_load, 0, 4)}, "ok"},
      {"aligned more",
       {.results = {i32}, .code = code().op(Opcode::i32_load, 3, 4)},
       "invalid: i32.load: expected an alignment of at most 2^2, found 2^3"},
      {"atomics are aligned exactly",
       {.results = {i32}, .code = code().op(Opcode::i32_atomic_load, 1, 0)},
       "invalid: i32.atomic.load: expected an alignment of 2^2, found 2^1"},
      {"memory index", {.results = {i32}, .code = code().op(Opcode::i32_load, 0x42, 0, 4)}, "ok"},
      {"missing memory",
       {.results = {i32}, .code = code().op(Opcode::i32_load, 0x42, 1, 4)},
       "invalid: i32.load: expected a memory index below 1, found 1"},
      {"flags",
       {.code = code().op(Opcode::i32_load, 0x80, 4)},
       "malformed: i32.load: expected an alignment below 64, found 128"},
      {"offset past 32 bits",
       {.code = code().op(Opcode::i32_load, 2).raw({0xff, 0xff, 0xff, 0xff, 0x1f})},
       "invalid: i32.load: expected an offset below 2^32, found 8589934591"},
      {"fence", {.code = Bytes().op(Opcode::atomic_fence, 0)}, "ok"},
      {"fence with flags",
       {.code = Bytes().op(Opcode::atomic_fence, 1)},
       "malformed: atomic.fence: expected flags 0, found 0x01"},
  });
  Bytes bytes = test::header();
  bytes.raw(test::section(1, {1, 0x60, 0, 0})).raw(test::section(3, {1, 0}));
  bytes.raw(test::section(10, {1, 5, 0, 0xfc, 9, 0, 0x0b})).raw(test::section(11, {1, 1, 0}));
  CHECK(verdict(bytes) ==
        "malformed: offset 0x17: data.drop: expected a data count section, found none");
}

TEST_CASE("validator: bytes that are no instruction") {
  check({
      {"one byte", {.code = {0x27}}, "malformed: expected an instruction, found byte 0x27"},
      {"a prefix",
       {.code = {0xfc, 0x80, 0x01}},
       "malformed: expected an instruction, found bytes 0xfc 0x80 0x01"},
      {"a padded sub-opcode", {.code = {0xfe, 0x83, 0x80, 0x00, 0x00}}, "ok"},
      {"a prefix of another proposal",
       {.code = {0xfb, 0}},
       "unsupported: instruction 0xfb belongs to the gc proposal, which is not supported"},
      {"constant that is too long",
       {.code = {0x41, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00, 0x1a}},
       "malformed: expected an i32 constant, found an integer of too many bytes"},
  });
}

TEST_CASE(
    "validator: 100,000 nested blocks and as many branches cost no recursion and no quadratic "
    "time") {
  constexpr int kDepth = 100'000;
  Bytes code;
  for (int i = 0; i < kDepth; ++i) code.op(Opcode::block).raw(kEmptyBlock);
  for (int i = 0; i < kDepth; ++i) code.op(Opcode::i32_const, 0).op(Opcode::br_if, i);
  for (int i = 0; i < kDepth; ++i) code.op(Opcode::end);
  CHECK(verdict(OneFunction{.code = code}.build()) == "ok");
}

TEST_CASE("validator: tables of many branches that carry many operands take linear time") {
  constexpr uint32_t kLabels = 65'000;
  std::vector<ValueType> results(1000, i64);
  Bytes code;
  for (size_t i = 0; i < results.size(); ++i) code.raw(operand(i64));
  code.raw(operand(i32));
  for (int table = 0; table < 20; ++table) {
    code.op(Opcode::br_table, kLabels);
    for (uint32_t i = 0; i <= kLabels; ++i) code.raw(0);
    code.raw(operand(i64));  // one known operand above what is unknown
    code.raw(operand(i32));
  }
  code.op(Opcode::drop).op(Opcode::drop);
  auto begin = std::chrono::steady_clock::now();
  CHECK(verdict(OneFunction{.results = results, .code = code}.build()) == "ok");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

TEST_CASE("validator: a million operands are the limit") {
  Bytes code;
  for (int i = 0; i < 1'000'001; ++i) code.op(Opcode::i32_const, 0);
  CHECK(without_offset(verdict(OneFunction{.code = code}.build())) ==
        "limit exceeded: expected at most 1000000 operands, found more");
}

}  // namespace
}  // namespace wali::loader
