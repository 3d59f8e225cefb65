#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "loader/text/assembler.h"
#include "tests/unit/loader/module_builder.h"

namespace wali::loader::text {
namespace {

using loader::test::Bytes;

std::shared_ptr<const Module> module_of(std::string_view text) {
  CAPTURE(text);
  Result<std::vector<std::byte>> bytes = assemble(text);
  INFO((bytes ? "" : to_string(bytes.error())));
  REQUIRE(bytes);
  Result<std::shared_ptr<const Module>> module = decode(*bytes);
  INFO((module ? "" : to_string(module.error())));
  REQUIRE(module);
  return *module;
}

/// Of decoding or validating.
std::optional<Error> first_error(const std::vector<std::byte>& bytes) {
  Result<std::shared_ptr<const Module>> module = decode(bytes);
  if (!module) return module.error();
  Result<void> bodies = validate_bodies(**module);
  return bodies ? std::nullopt : std::optional(bodies.error());
}

std::string error_of(std::string_view text) {
  Result<std::vector<std::byte>> bytes = assemble(text);
  return bytes ? "none" : to_string(bytes.error());
}

void check_same(std::string_view left, std::string_view right) {
  CAPTURE(left);
  CAPTURE(right);
  Result<std::vector<std::byte>> a = assemble(left);
  Result<std::vector<std::byte>> b = assemble(right);
  CHECK((a ? "" : to_string(a.error())) == "");
  CHECK((b ? "" : to_string(b.error())) == "");
  CHECK((a && b && *a == *b));
}

/// The instructions of the only function, without `end`.
std::vector<std::byte> code_of(std::string_view instructions) {
  std::shared_ptr<const Module> module = module_of(fmt::format("(func {})", instructions));
  auto code = module->slice(module->bodies[0].offset, module->bodies[0].size - 1);
  return {code.begin(), code.end()};
}

TEST_CASE("assembler: a module may be wrapped, given by its fields, as bytes or as quoted text") {
  check_same("(module (func))", "(func)");
  check_same("(module quote \"(fu\" \"nc)\")", "(func)");
  check_same("", "(module)");
  check_same("(module binary \"\\00asm\" \"\\01\\00\\00\\00\")", "(module)");
  CHECK(error_of("hello") == "malformed: 1:1: expected a module or a module field, found `hello`");
  CHECK(error_of("(module) (module)") ==
        "malformed: 1:10: expected the end of the text, found '('");
  CHECK(error_of("(module") == "malformed: 1:8: expected ')', found the end of the text");
}

TEST_CASE("assembler: fields stand in any order and refer to what comes later") {
  auto module = module_of(R"(
    (export "f" (func $f)) (start $g) (elem (i32.const 0) $f $g)
    (func $f (param $x i32) (call $g) (drop (global.get $c)))
    (global $c i32 (i32.const 1)) (func $g) (table $t 2 funcref) (type $unused (func)))");
  CHECK(module->exports[0].index == 0);
  CHECK(module->start == 1);
  CHECK(module->elements[0].functions == std::vector<uint32_t>{0, 1});
}

TEST_CASE("assembler: exports and imports may stand inside of what they are about") {
  check_same(R"((func $f (export "a") (export "b")) (memory (export "m") 1))",
             R"((func $f) (memory 1) (export "a" (func $f)) (export "b" (func $f))
                (export "m" (memory 0)))");
  check_same(R"((func $f (import "m" "n") (param i32)) (table (import "m" "t") 1 2 funcref)
                (global (import "m" "g") (mut i64)) (tag (import "m" "e") (param i32)))",
             R"((import "m" "n" (func $f (param i32))) (import "m" "t" (table 1 2 funcref))
                (import "m" "g" (global (mut i64))) (import "m" "e" (tag (param i32))))");
  CHECK(error_of(R"((func $f) (import "a" "b" (func)))") ==
        "malformed: 1:19: expected imports in front of the first function, found one behind it");
  CHECK(error_of(R"((memory 1) (table (import "a" "b") 1 funcref))") ==
        "malformed: 1:13: expected imports in front of the first memory, found one behind it");
}

TEST_CASE("assembler: a signature written out is the first equal type, else a new one at the end") {
  auto module = module_of(R"(
    (func (result f64) (f64.const 0)) (func (param i32))
    (func (block (param) (result i64 i64) unreachable) drop drop) (func (result f64) unreachable)
    (type (func (param i32))))");
  CHECK(module->types.size() == 4);
  CHECK(module->functions == std::vector<uint32_t>{1, 0, 2, 1});
  check_same("(type $t (func (param i32))) (func (type $t) (drop (local.get 0)))",
             "(type $t (func (param i32))) (func (type $t) (param i32) (drop (local.get 0)))");
  CHECK(error_of("(type (func (param i32))) (func (type 0) (param i64))") ==
        "malformed: 1:33: expected the signature of type 0, found another");
  CHECK(error_of("(func (type 7) (param i64))") == "malformed: 1:7: unknown type 7");
}

TEST_CASE("assembler: folded instructions are the flat ones behind their operands") {
  check_same("(func (drop (i32.add (i32.const 1) (i32.mul (i32.const 2) (i32.const 3)))))",
             "(func i32.const 1 i32.const 2 i32.const 3 i32.mul i32.add drop)");
  check_same("(func (if $l (i32.const 1) (then (br $l)) (else (nop))))",
             "(func i32.const 1 if $l br 0 else $l nop end $l)");
  check_same("(func (block $a (loop $b (br $a) br $b)))", "(func block loop br 1 br 0 end end)");
  check_same("(func (block $a (block $a (br $a)) (br $a)))",
             "(func (block (block (br 0)) (br 0)))");
  check_same("(func (if (br_if 0 (i32.const 0)) (i32.const 1) (then)))",
             "(func i32.const 0 br_if 0 i32.const 1 if end)");
  check_same("(func (i32.const 3) block drop (nop) end)", "(func i32.const 3 block drop nop end)");
}

TEST_CASE("assembler: exception handlers, new and legacy, folded and flat") {
  std::string_view fields = "(module (tag $e (param i32)) (func $f (result i32) {}))";
  auto same = [&](std::string_view left, std::string_view right) {
    check_same(fmt::format(fmt::runtime(fields), left), fmt::format(fmt::runtime(fields), right));
  };
  same("(block $h (result i32) (try_table $t (catch $e $h) (catch_all 1) (nop)) (i32.const 1))",
       "block (result i32) try_table (catch 0 0) (catch_all 1) nop end i32.const 1 end");
  same(
      "(try $l (result i32) (do (throw $e (i32.const 1))) (catch $e (rethrow $l)) (catch_all "
      "(i32.const 2)))",
      "try $l (result i32) i32.const 1 throw 0 catch 0 rethrow 0 catch_all i32.const 2 end");
  same("(block $b (try $t (do) (delegate $b))) (i32.const 1)",
       "block try delegate 0 end i32.const 1");
}

TEST_CASE("assembler: element and data segments in every abbreviation") {
  check_same("(table funcref (elem $f $f)) (func $f)",
             "(table 2 2 funcref) (elem (table 0) (offset (i32.const 0)) func $f $f) (func $f)");
  check_same("(table i64 funcref (elem (ref.func 0))) (func)",
             "(table i64 1 1 funcref) (elem (i64.const 0) funcref (item ref.func 0)) (func)");
  check_same("(type $t (func)) (table (ref null $t) (elem $f)) (func $f)",
             "(type $t (func)) (table 1 1 (ref null $t)) (elem (i32.const 0) (ref null $t) "
             "(ref.func $f)) (func $f)");
  check_same("(memory (data \"ab\" \"c\"))", "(memory 1 1) (data (i32.const 0) \"abc\")");
  check_same("(memory i64 (data \"a\"))", "(memory i64 1 1) (data (memory 0) (i64.const 0) \"a\")");
  auto module = module_of(R"(
    (func $f) (table $t 4 funcref) (table $u 4 funcref) (memory 1) (memory $m 1)
    (elem $declared declare func $f) (elem $passive funcref (ref.func $f) (item ref.null func))
    (elem (table $u) (i32.const 1) func $f) (elem (offset i32.const 2) $f)
    (data $passive_bytes "\00\ff") (data (memory $m) (i32.const 3) "x" "y"))");
  REQUIRE(module->elements.size() == 4);
  CHECK(module->elements[0].mode == SegmentMode::Declarative);
  CHECK(module->elements[1].mode == SegmentMode::Passive);
  CHECK(module->elements[1].expressions.size() == 2);
  CHECK(module->elements[2].table == 1);
  CHECK(module->elements[3].functions == std::vector<uint32_t>{0});
  CHECK(module->data[0].mode == SegmentMode::Passive);
  CHECK(module->data[1].memory == 1);
  CHECK(module->data[1].bytes_size == 2);
}

TEST_CASE("assembler: locals of one type are one run, and share their names with parameters") {
  auto module = module_of(
      "(func (param $a i32) (local $b i32) (local i32 i32) (local $c i64) "
      "(local.set $c (i64.const 0)) (local.set $b (local.get $a)))");
  CHECK(module->local_runs.size() == 2);
  CHECK(module->local_runs[0].count == 3);
  CHECK(error_of("(func (param $a i32) (local $a i32))") == "malformed: 1:29: duplicate local $a");
}

/// Immediates as the text writes them, and the bytes they become.
struct Sample {
  std::string_view text;
  Bytes bytes;
};

Sample sample_of(Opcode opcode) {
  uint8_t align = info(opcode).access_width_log2;
  switch (info(opcode).immediate) {
    case Immediate::None:
      return {"", {}};
    case Immediate::BlockType:
      return {"(result i64)", {0x7e}};
    case Immediate::LabelTable:
      return {"1 2 0", {2, 1, 2, 0}};
    case Immediate::TypeTable:
      return {"1 (type 2)", {2, 1}};
    case Immediate::TryTable:
      return {"(catch 3 0) (catch_ref 3 0) (catch_all 0) (catch_all_ref 0)",
              {0x40, 4, 0, 3, 0, 1, 3, 0, 2, 0, 3, 0}};
    case Immediate::TableTable:
    case Immediate::MemoryMemory:
      return {"1 2", {1, 2}};
    case Immediate::ElementTable:
    case Immediate::DataMemory:
      return {"1 2", {2, 1}};
    case Immediate::MemArg:
      return {"1 offset=0x80", {align | 0x40, 1, 0x80, 1}};
    case Immediate::MemArgLane:
      return {"offset=5 align=1 1", {0, 5, 1}};
    case Immediate::Fence:
      return {"", {0}};
    case Immediate::I32:
      return {"-1", {0x7f}};
    case Immediate::I64:
      return {"0x40", {0xc0, 0}};
    case Immediate::F32:
      return {"-nan:0x1", {1, 0, 0x80, 0xff}};
    case Immediate::F64:
      return {"1.5", {0, 0, 0, 0, 0, 0, 0xf8, 0x3f}};
    case Immediate::V128:
      return {"i16x8 -1 1 2 3 4 5 6 0xffff",
              {255, 255, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 255, 255}};
    case Immediate::Shuffle:
      return {"0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31",
              {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 31}};
    case Immediate::ValueTypes:
      return {"(result i32) (result f64)", {2, 0x7f, 0x7c}};
    case Immediate::HeapType:
      return {"extern", {0x6f}};
    default:
      return {"3", {3}};
  }
}

TEST_CASE("assembler: every instruction of the table is written with its immediates") {
  for (size_t i = 0; i < kOpcodeCount; ++i) {
    auto opcode = static_cast<Opcode>(i);
    const OpcodeInfo& row = info(opcode);
    Sample sample = sample_of(opcode);
    std::string flat = fmt::format("{} {}", row.text, sample.text);
    Bytes expected;
    std::string text;
    switch (opcode) {
      case Opcode::block:
      case Opcode::loop:
      case Opcode::if_:
      case Opcode::try_:
      case Opcode::try_table:
        text = flat + " end";
        break;
      case Opcode::else_:
        text = "if else end";
        expected.raw(0x04).raw(0x40);
        break;
      case Opcode::catch_:
      case Opcode::catch_all:
      case Opcode::delegate:
        text = "try " + flat + (opcode == Opcode::delegate ? "" : " end");
        expected.raw(0x06).raw(0x40);
        break;
      case Opcode::end:
        text = "block end";
        expected.raw(0x02).raw(0x40);
        break;
      default:
        text = flat;
    }
    expected.op(opcode).raw(sample.bytes);
    if (text.ends_with("end") && opcode != Opcode::end) expected.op(Opcode::end);
    CAPTURE(text);
    Result<std::vector<std::byte>> bytes =
        assemble(fmt::format("(type (func)) (type (func)) (type (func)) (func {})", text));
    REQUIRE((bytes ? "" : to_string(bytes.error())) == "");
    expected.op(Opcode::end);
    CHECK(std::ranges::search(*bytes, expected.bytes()).end() == bytes->end());
  }
}

TEST_CASE("assembler: what an instruction may leave out") {
  check_same("(memory 1) (func (memory.copy (i32.const 0) (i32.const 0) (i32.const 0)))",
             "(memory 1) (func (memory.copy 0 0 (i32.const 0) (i32.const 0) (i32.const 0)))");
  check_same("(table 1 funcref) (func (call_indirect (param i32)))",
             "(table 1 funcref) (func (call_indirect 0 (param i32)))");
  check_same("(func (drop (v128.load8_lane 3)))",
             "(func v128.load8_lane 0 offset=0 align=1 3 drop)");
  check_same("(func (drop (v128.load8_lane 1 3)))", "(func v128.load8_lane 1 offset=0 3 drop)");
  check_same("(elem $e func) (func (table.init $e))", "(elem $e func) (func (table.init 0 0))");
  CHECK(code_of("(i32.const 1) (i32.const 2) (i32.const 3) select drop").size() == 8);
}

TEST_CASE("assembler: what is malformed is refused with its place and what was expected") {
  CHECK(error_of("(func\n  (i32.foo))") ==
        "malformed: 2:4: expected an instruction, found `i32.foo`");
  CHECK(error_of("(func (call $gone))") == "malformed: 1:13: unknown function $gone");
  CHECK(error_of("(func (br $gone))") == "malformed: 1:11: unknown label $gone");
  CHECK(error_of("(func $f) (func $f)") == "malformed: 1:17: duplicate function $f");
  CHECK(error_of("(func block $a end $b)") == "malformed: 1:20: mismatching label $b");
  CHECK(error_of("(func block)") == "malformed: 1:12: expected `end`, found ')'");
  CHECK(error_of("(func end)") == "malformed: 1:7: `end` does not fit to what encloses it");
  CHECK(error_of("(func block else end)") ==
        "malformed: 1:13: `else` does not fit to what encloses it");
  CHECK(error_of("(func (if (i32.const 1)))") == "malformed: 1:24: expected '(then', found ')'");
  CHECK(error_of("(func (i32.const 1 nop))") ==
        "malformed: 1:20: expected '(' or ')', found `nop`");
  CHECK(error_of("(func (i32.const 4294967296))") ==
        "malformed: 1:18: `4294967296` is out of range for i32");
  CHECK(error_of("(func (f32.const 1e39))") == "malformed: 1:18: `1e39` is out of range for f32");
  CHECK(error_of("(func (i32.load align=3 (i32.const 0)))") ==
        "malformed: 1:17: expected an alignment that is a power of two, found 3");
  CHECK(error_of("(func (drop (v128.const i32x4 1 2 3)))") ==
        "malformed: 1:36: expected an integer literal, found ')'");
  CHECK(error_of("(import \"\\ff\" \"n\" (func))") == "malformed: 1:9: malformed UTF-8 encoding");
  CHECK(error_of("(func) (func $g) (start 0) (start 1)") ==
        "malformed: 1:29: more than one start function");
  CHECK(error_of("(func (block (param $x i32)))") ==
        "malformed: 1:21: expected a value type, found `$x`");
  CHECK(error_of("(frobnicate)") == "malformed: 1:2: expected a module field, found `frobnicate`");
  CHECK(error_of("(func (@name \"a\") (@name \"b\"))") ==
        "malformed: 1:19: misplaced @name annotation");
}

TEST_CASE("assembler: the GC proposal is refused by name") {
  for (std::string_view text : {"(type (struct))",
                                "(type (array i8))",
                                "(type (sub (func)))",
                                "(func (param anyref))",
                                "(func (param (ref null eq)))",
                                "(func (ref.null any))",
                                "(func (struct.new 0))",
                                "(func br_on_cast 0)",
                                "(table 1 i31ref)"}) {
    CAPTURE(text);
    Result<std::vector<std::byte>> bytes = assemble(text);
    REQUIRE(!bytes);
    CHECK(bytes.error().kind == ErrorKind::Unsupported);
    CHECK(bytes.error().message.ends_with("belongs to the GC proposal, which is not supported"));
  }
}

TEST_CASE("assembler: identifiers and @name annotations become the name section") {
  auto module = module_of(R"((module $m (func $f) (func $"a b") (func $h (@name "shown"))
                             (global $__stack_pointer (mut i32) (i32.const 0))))");
  CHECK(module->names.module == "m");
  CHECK(module->names.functions.at(0) == "f");
  CHECK(module->names.functions.at(1) == "a b");
  CHECK(module->names.functions.at(2) == "shown");
  CHECK(module->names.globals.at(0) == "__stack_pointer");
  CHECK(module_of("(func (export \"f\"))")->names.functions.empty());
}

TEST_CASE("assembler: custom annotations are sections where they ask to be") {
  auto bytes = assemble(R"((@custom "z" "end") (func) (@custom "a" (before type) "\01\02")
                           (@custom "b" (after func)))");
  REQUIRE(bytes);
  Bytes expected = loader::test::header();
  expected.raw({0, 4, 1, 'a', 1, 2}).raw({1, 4, 1, 0x60, 0, 0}).raw({3, 2, 1, 0});
  expected.raw({0, 2, 1, 'b'}).raw({10, 4, 1, 2, 0, 0x0b}).raw({0, 5, 1, 'z', 'e', 'n', 'd'});
  CHECK(*bytes == expected.bytes());
  CHECK(error_of("(@custom)") ==
        "malformed: 1:9: expected the name of a custom section, found ')'");
  CHECK(error_of("(@custom \"x\" (before types))") ==
        "malformed: 1:22: expected the name of a section, found `types`");
  CHECK(error_of("(func (@custom \"x\"))") == "malformed: 1:7: misplaced @custom annotation");
}

TEST_CASE("assembler: branch hints are a section that names each branch by its offset") {
  auto bytes = assemble(R"((func (param i32)
    (@metadata.code.branch_hint "\01") (if (local.get 0) (then))
    local.get 0 (@metadata.code.branch_hint "\00") br_if 0))");
  REQUIRE(bytes);
  Bytes expected;
  expected.name("metadata.code.branch_hint").raw({1, 0, 2, 3, 1, 1, 8, 1, 0});
  CHECK(!std::ranges::search(*bytes, expected.bytes()).empty());
  CHECK(error_of(R"((func (@metadata.code.branch_hint "\01") nop))") ==
        "invalid: 1:42: expected `if` or `br_if` behind a branch hint, found `nop`");
}

TEST_CASE("assembler: text may nest as deep as it is long") {
  constexpr size_t kDepth = 300'000;
  std::string text = "(func ";
  for (size_t i = 0; i < kDepth; ++i) text += i % 2 == 0 ? "(block " : "(if (i32.const 0) (then ";
  CHECK(error_of(text).ends_with("expected ')', found the end of the text"));
  for (size_t i = 0; i < kDepth; ++i) text += i % 2 == 0 ? ")" : "))";
  CHECK(error_of(text + ")") == "none");
  text = "(func ";
  for (size_t i = 0; i < kDepth; ++i) text += "(drop ";
  text.append(kDepth, ')');
  CHECK(error_of(text + ")") == "none");
}

constexpr std::string_view kRichText = R"((module $m (@name "n")
  (import "a" "b" (func $i (param $p i32) (result (ref null func))))
  (rec (type $t (func (param (ref $u)))) (type $u (func)))
  (table $tab i64 1 0x2 funcref (ref.null func)) (memory (export "\u{6d}") 1 2 shared)
  (tag $e (param i32)) (global $g (mut f64) (f64.const -0x1.8p+3))
  (func $f (@name "x") (param $a i64) (local $"b c" v128) (local i32 f32)
    (@metadata.code.branch_hint "\00") (if $l (result i32) (i32.const 1) (then (br_table $l 0 1))
      (else (i32.load8_u offset=1 align=1 (i32.const 0))))
    block (type $u) try_table (catch $e 0) (call_indirect $tab (type 1)) end end
    (try (do nop) (catch $e drop) (catch_all (rethrow 0)))
    (drop (v128.load8_lane offset=3 1 (local.get $"b c")))
    (v128.const f32x4 nan:0x1 inf -0 1_0.5e-1) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
    drop (memory.init $d) (select (result i64)) ;; end
  ) (; (; ;) ;)
  (elem $s declare func $f $i) (elem (table $tab) (offset i64.const 0) funcref (item ref.func 0))
  (data $d "\ff\n\"" "x") (start $f) (@custom "c" (after code) "z") (@other (x "y" ,;))
  (export "e" (func $f))))";

TEST_CASE("assembler: every truncation and every change of one byte is text or an error") {
  REQUIRE(error_of(kRichText) == "none");
  auto check = [](const std::string& text) {
    Result<std::vector<std::byte>> bytes = assemble(text);
    if (!bytes) CHECK(bytes.error().message.find(':') != std::string::npos);
    if (bytes) (void)decode(*bytes);
  };
  for (size_t size = 0; size < kRichText.size(); ++size) {
    check(std::string(kRichText.substr(0, size)));
  }
  for (size_t at = 0; at < kRichText.size(); ++at) {
    for (char other : std::string_view("()\"$@;\\0 zi.\n\xff\0=", 16)) {
      std::string changed(kRichText);
      changed[at] = other;
      check(changed);
    }
  }
}

TEST_CASE("assembler: an invalid instruction or field has a place in the text") {
  struct Row {
    std::string_view text;
    uint32_t line, column;
  };
  for (auto [text, line, column] : {
           Row{"(module\n  (func i32.const 1\n    i64.eqz drop))", 3, 5},
           Row{"(func (drop (i64.add (i64.const 1)\n  (i32.eqz (f32.const 0)))))", 2, 4},
           Row{"(func (result i32)\n  nop\n  )", 3, 3},
           Row{"(func)\n(func (if (i32.const 1) (then\n (drop)) (else nop)))", 3, 3},
           Row{"(func (block (result i32)\n  nop\n  ) drop)", 3, 3},
           Row{"(global i32 (i32.const 1))\n  (global i32\n (i64.const 1))", 3, 3},
           Row{"(memory 1)\n(memory\n 2 1)", 2, 2},
           Row{"(export \"a\" (func 0))\n (export \"a\" (func 0)) (func)", 2, 3},
           Row{"(table 1 funcref)(func)\n(elem (i64.const 0) func 0)", 2, 8},
           Row{"(memory 1)\n(data (i32.const 0) \"a\")\n(data (f32.const 0) \"a\")", 3, 8},
       }) {
    CAPTURE(text);
    auto bytes = assemble(text);
    REQUIRE(bytes);
    auto error = first_error(*bytes);
    REQUIRE(error);
    Place place = place_of(text, error->offset);
    CHECK(place.line == line);
    CHECK(place.column == column);
  }
  CHECK(place_of("(module)", 0).line == 0);
  CHECK(place_of("(module", 9).line == 0);
}

}  // namespace
}  // namespace wali::loader::text
