#include "loader/decoder.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <string>

#include "tests/unit/loader/module_builder.h"

namespace wali::loader {
namespace {

using test::Bytes;
using test::header;
using test::section;
using test::verdict;

struct Row {
  std::string what;
  Bytes bytes;
  std::string verdict;
};

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(verdict(row.bytes) == row.verdict);
  }
}

Bytes with(std::initializer_list<Bytes> sections) {
  Bytes module = header();
  for (const Bytes& each : sections) module.raw(each);
  return module;
}

const Bytes kVoidType = section(1, {1, 0x60, 0, 0});
const Bytes kOneFunction = section(3, {1, 0});
const Bytes kEmptyBody = section(10, {1, 2, 0, 0x0b});

TEST_CASE("decoder: the header and the frame of sections") {
  check({
      {"nothing",
       {},
       R"(malformed: offset 0x0: expected the magic number "\0asm", found end of module)"},
      {"text",
       {'(', 'm'},
       R"(malformed: offset 0x0: expected the magic number "\0asm", found byte 0x28)"},
      {"version 2",
       {0, 'a', 's', 'm', 2, 0, 0, 0},
       "malformed: offset 0x4: expected binary format version 1, found byte 0x02"},
      {"empty module", header(), "ok"},
      {"no size", with({{1}}), "malformed: offset 0x9: expected section size, found end of module"},
      {"too short a module",
       with({{1, 5, 0}}),
       "malformed: offset 0xa: expected a type section of 5 bytes, found end of module after 1"},
      {"unknown section",
       with({{14, 0}}),
       "malformed: offset 0x8: expected section id, found byte 0x0e"},
      {"section that is too long",
       with({section(1, {0, 0})}),
       "malformed: offset 0xb: expected end of type section, found 1 more bytes"},
      {"section that is too short",
       with({section(1, {1, 0x60, 0})}),
       "malformed: offset 0xd: expected a result count, found end of type section"},
      {"twice",
       with({kVoidType, kVoidType}),
       "malformed: offset 0xe: expected no type section after the type section, found one"},
      {"wrong order",
       with({section(5, {0}), section(2, {0})}),
       "malformed: offset 0xb: expected no import section after the memory section, found one"},
      {"overlong integers",
       with({{1, 0x85, 0x80, 0x80, 0x80, 0, 0x81, 0x80, 0, 0x60, 0, 0}}),
       "malformed: offset 0x13: expected a result count, found end of type section"},
      {"custom sections anywhere",
       with({section(0, {1, 'a'}), kVoidType, section(0, {1, 'a', 9}), section(0, {1, 'a'})}),
       "ok"},
      {"custom section without a name",
       with({{0, 0}}),
       "malformed: offset 0xa: expected custom section name, found end of custom section"},
      {"custom section with a broken name",
       with({section(0, {1, 0xff})}),
       "malformed: offset 0xb: expected custom section name, found text that is not UTF-8"},
  });
}

TEST_CASE(
    "decoder: names are UTF-8 without overlong forms, surrogates or what lies past U+10FFFF") {
  const std::pair<const char*, bool> kNames[] = {
      {"", true},
      {"\xc2\x80", true},
      {"\xe2\x82\xac", true},
      {"\xf4\x8f\xbf\xbf", true},
      {"\xc1\xbf", false},
      {"\x80", false},
      {"\xe0\x9f\xbf", false},
      {"\xed\xa0\x80", false},
      {"\xf0\x8f\xbf\xbf", false},
      {"\xf4\x90\x80\x80", false},
      {"\xf5\x80\x80\x80", false},
      {"\xe2\x82", false},
      {"\xe2\x82z", false},
  };
  for (auto [name, is_valid] : kNames) {
    Bytes contents;
    contents.name(name);
    CHECK((verdict(with({section(0, contents)})) == "ok") == is_valid);
  }
}

TEST_CASE("decoder: types, imports and functions") {
  check({
      {"form",
       with({section(1, {1, 0x5d, 0, 0})}),
       "malformed: offset 0xb: expected a function type, found byte 0x5d"},
      {"value type",
       with({section(1, {1, 0x60, 1, 0x79, 0})}),
       "malformed: offset 0xd: expected a value type, found byte 0x79"},
      {"reference of the gc proposal",
       with({section(1, {1, 0x60, 1, 0x6e, 0})}),
       "unsupported: offset 0xd: type 0x6e belongs to the gc proposal, which is not supported"},
      {"struct",
       with({section(1, {1, 0x5f, 0})}),
       "unsupported: offset 0xb: a struct type belongs to the gc proposal, which is not supported"},
      {"vector", with({section(1, {1, 0x60, 1, 0x7b, 0})}), "ok"},
      {"reference to the type itself", with({section(1, {1, 0x60, 1, 0x64, 0, 0})}), "ok"},
      {"reference to a later type",
       with({section(1, {2, 0x60, 1, 0x63, 1, 0, 0x60, 0, 0})}),
       "invalid: offset 0xe: expected a type index below 1, found 1"},
      {"recursive group",
       with({section(1, {1, 0x4e, 2, 0x60, 1, 0x63, 1, 0, 0x60, 1, 0x63, 0, 0})}),
       "ok"},
      {"negative heap type of two bytes",
       with({section(1, {1, 0x60, 1, 0x63, 0xf0, 0x7f, 0})}),
       "ok"},
      {"heap type that is none",
       with({section(1, {1, 0x60, 1, 0x63, 0x40, 0})}),
       "malformed: offset 0xe: expected a value type, found byte 0x40"},
      {"type count",
       with({section(1, {0xff, 0xff, 0xff, 0xff, 0x0f})}),
       "limit exceeded: offset 0xa: expected a type count of at most 1000000, found 4294967295"},
      {"params",
       with({section(1, {1, 0x60, 0xe9, 0x07, 0})}),
       "limit exceeded: offset 0xc: expected a parameter count of at most 1000, found 1001"},
      {"import kind",
       with({section(2, {1, 1, 'm', 1, 'n', 5, 0})}),
       "malformed: offset 0xf: expected an import kind, found byte 0x05"},
      {"import of an unknown type",
       with({section(2, {1, 1, 'm', 1, 'n', 0, 0})}),
       "invalid: offset 0x10: expected a type index below 0, found 0"},
      {"function of an unknown type",
       with({kVoidType, section(3, {1, 1})}),
       "invalid: offset 0x11: expected a type index below 1, found 1"},
      {"function without a body",
       with({kVoidType, kOneFunction}),
       "malformed: offset 0x12: expected 1 function bodies as the function section declares, found "
       "0"},
      {"body without a function",
       with({kVoidType, kEmptyBody}),
       "malformed: offset 0x10: expected 0 function bodies as the function section declares, found "
       "1"},
      {"import of a tag", with({kVoidType, section(2, {1, 1, 'm', 1, 'n', 4, 0, 0})}), "ok"},
  });
}

TEST_CASE("decoder: tables, memories and globals") {
  check({
      {"table of numbers",
       with({section(4, {1, 0x7f, 0, 0})}),
       "malformed: offset 0xb: expected a reference type, found byte 0x7f"},
      {"table past 32 bits",
       with({section(4, {1, 0x70, 0, 0x80, 0x80, 0x80, 0x80, 0x10})}),
       "invalid: offset 0xd: expected a table size of at most 4294967295, found 4294967296"},
      {"table of as many elements with 64-bit indices",
       with({section(4, {1, 0x70, 4, 0x80, 0x80, 0x80, 0x80, 0x10})}),
       "ok"},
      {"table without nulls",
       with({section(4, {1, 0x64, 0x70, 0, 0})}),
       "invalid: offset 0xb: expected an initializer of a table of (ref func), found none"},
      {"shared table",
       with({section(4, {1, 0x70, 3, 0, 1})}),
       "malformed: offset 0xc: expected table limits, found byte 0x03"},
      {"table with an initializer",
       with({section(4, {1, 0x40, 0, 0x70, 0, 0, 0xd0, 0x70, 0x0b})}),
       "ok"},
      {"table with an initializer of another type",
       with({section(4, {1, 0x40, 0, 0x70, 0, 0, 0xd0, 0x6f, 0x0b})}),
       "invalid: offset 0x10: expected a constant expression of type [funcref], found type "
       "[externref]"},
      {"minimum past the maximum",
       with({section(5, {1, 1, 2, 1})}),
       "invalid: offset 0xc: expected a minimum of at most the maximum 1, found 2"},
      {"memory of 4 GiB", with({section(5, {1, 0, 0x80, 0x80, 0x04})}), "ok"},
      {"memory past 4 GiB",
       with({section(5, {1, 0, 0x81, 0x80, 0x04})}),
       "invalid: offset 0xc: expected a number of pages of at most 65536, found 65537"},
      {"shared memory", with({section(5, {1, 3, 1, 2})}), "ok"},
      {"shared memory without a maximum",
       with({section(5, {1, 2, 1})}),
       "invalid: offset 0xb: expected a maximum size of a shared memory, found none"},
      {"memory64", with({section(5, {1, 4, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40})}), "ok"},
      {"memory64 that is too large",
       with({section(5, {1, 4, 0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40})}),
       "invalid: offset 0xc: expected a number of pages of at most 281474976710656, found "
       "281474976710657"},
      {"limits",
       with({section(5, {1, 8, 1})}),
       "malformed: offset 0xb: expected memory limits, found byte 0x08"},
      {"two memories", with({section(5, {2, 0, 1, 0, 1})}), "ok"},
      {"mutability",
       with({section(6, {1, 0x7f, 2, 0x41, 0, 0x0b})}),
       "malformed: offset 0xc: expected a global's mutability, found byte 0x02"},
      {"extended constants", with({section(6, {1, 0x7f, 0, 0x41, 1, 0x41, 2, 0x6c, 0x0b})}), "ok"},
      {"initializer of another type",
       with({section(6, {1, 0x7f, 0, 0x42, 1, 0x0b})}),
       "invalid: offset 0xd: expected a constant expression of type [i32], found type [i64]"},
      {"initializer without a value",
       with({section(6, {1, 0x7f, 0, 0x0b})}),
       "invalid: offset 0xd: expected a constant expression of type [i32], found type []"},
      {"initializer with two values",
       with({section(6, {1, 0x7f, 0, 0x41, 1, 0x41, 1, 0x0b})}),
       "invalid: offset 0xd: expected a constant expression of type [i32], found type [i32 i32]"},
      {"operand of a sum",
       with({section(6, {1, 0x7f, 0, 0x42, 1, 0x41, 1, 0x6a, 0x0b})}),
       "invalid: offset 0x11: i32.add: expected operands [i32 i32], found [i64 i32]"},
      {"instruction that is not constant",
       with({section(6, {1, 0x7f, 0, 0x41, 1, 0x45, 0x0b})}),
       "invalid: offset 0xf: expected a constant instruction, found i32.eqz"},
      {"earlier global",
       with({section(6, {2, 0x7f, 0, 0x41, 1, 0x0b, 0x7f, 0, 0x23, 0, 0x0b})}),
       "ok"},
      {"own global",
       with({section(6, {2, 0x7f, 0, 0x41, 1, 0x0b, 0x7f, 0, 0x23, 1, 0x0b})}),
       "invalid: offset 0x12: expected the index of an earlier global (below 1), found 1"},
      {"imported mutable global",
       with({section(2, {1, 0, 0, 3, 0x7f, 1}), section(6, {1, 0x7f, 0, 0x23, 0, 0x0b})}),
       "invalid: offset 0x15: expected a constant global, found mutable global 0"},
      {"imported constant global",
       with({section(2, {1, 0, 0, 3, 0x7f, 0}), section(6, {1, 0x7f, 0, 0x23, 0, 0x0b})}),
       "ok"},
  });
}

TEST_CASE("decoder: exports and the start function") {
  check({
      {"two names",
       with({section(5, {1, 0, 1}), section(7, {2, 1, 'a', 2, 0, 1, 'b', 2, 0})}),
       "ok"},
      {"one name twice",
       with({section(5, {1, 0, 1}), section(7, {2, 1, 'a', 2, 0, 1, 'a', 2, 0})}),
       "invalid: offset 0x14: expected export names to differ, found \"a\" again"},
      {"missing memory",
       with({section(7, {1, 1, 'a', 2, 0})}),
       "invalid: offset 0xe: expected a memory index below 0, found 0"},
      {"kind",
       with({section(7, {1, 1, 'a', 5, 0})}),
       "malformed: offset 0xd: expected an export kind, found byte 0x05"},
      {"start", with({kVoidType, kOneFunction, section(8, {0}), kEmptyBody}), "ok"},
      {"missing start",
       with({kVoidType, section(8, {0})}),
       "invalid: offset 0x10: expected a function index below 0, found 0"},
      {"start with a parameter",
       with({section(1, {1, 0x60, 1, 0x7f, 0}), kOneFunction, section(8, {0}), kEmptyBody}),
       "invalid: offset 0x15: expected a start function of type [] -> [], found 1 parameters and 0 "
       "results"},
  });
}

TEST_CASE("decoder: element segments in their eight forms") {
  const Bytes kTables = section(4, {2, 0x70, 0, 4, 0x6f, 0, 4});
  auto module = [&](const Bytes& segment) {
    Bytes contents{1};
    contents.raw(segment);
    return with({kVoidType, kOneFunction, kTables, section(9, contents), kEmptyBody});
  };
  check({
      {"0", module({0, 0x41, 0, 0x0b, 1, 0}), "ok"},
      {"1", module({1, 0, 1, 0}), "ok"},
      {"2", module({2, 0, 0x41, 0, 0x0b, 0, 1, 0}), "ok"},
      {"3", module({3, 0, 1, 0}), "ok"},
      {"4", module({4, 0x41, 0, 0x0b, 1, 0xd2, 0, 0x0b}), "ok"},
      {"5", module({5, 0x6f, 1, 0xd0, 0x6f, 0x0b}), "ok"},
      {"6", module({6, 1, 0x41, 0, 0x0b, 0x6f, 1, 0xd0, 0x6f, 0x0b}), "ok"},
      {"7", module({7, 0x70, 1, 0xd2, 0, 0x0b}), "ok"},
      {"8", module({8}), "malformed: offset 0x1e: expected element segment flags below 8, found 8"},
      {"kind",
       module({1, 1, 1, 0}),
       "malformed: offset 0x1f: expected an element kind, found byte 0x01"},
      {"missing function",
       module({1, 0, 1, 1}),
       "invalid: offset 0x21: expected a function index below 1, found 1"},
      {"missing table",
       module({2, 2, 0x41, 0, 0x0b, 0, 0}),
       "invalid: offset 0x1f: expected a table index below 2, found 2"},
      {"functions for a table of externref",
       module({2, 1, 0x41, 0, 0x0b, 0, 0}),
       "invalid: offset 0x1e: expected an element segment of type externref, found (ref func)"},
      {"offset of another type",
       module({0, 0x42, 0, 0x0b, 0}),
       "invalid: offset 0x1f: expected a constant expression of type [i32], found type [i64]"},
      {"count",
       module({1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f}),
       "limit exceeded: offset 0x20: expected at most 10000000 elements, found 4294967295"},
  });
}

TEST_CASE("decoder: data segments and their count") {
  const Bytes kMemory = section(5, {1, 0, 1});
  check({
      {"active", with({kMemory, section(11, {1, 0, 0x41, 0, 0x0b, 1, 'x'})}), "ok"},
      {"passive", with({section(11, {1, 1, 1, 'x'})}), "ok"},
      {"with a memory", with({kMemory, section(11, {1, 2, 0, 0x41, 0, 0x0b, 0})}), "ok"},
      {"flags",
       with({section(11, {1, 3})}),
       "malformed: offset 0xb: expected data segment flags below 3, found 3"},
      {"no memory",
       with({section(11, {1, 0, 0x41, 0, 0x0b, 0})}),
       "invalid: offset 0xb: expected a memory index below 0, found 0"},
      {"size",
       with({section(11, {1, 1, 2, 'x'})}),
       "malformed: offset 0xe: expected a data segment, found end of data section"},
      {"count too high",
       with({section(12, {1})}),
       "malformed: offset 0xb: expected 1 data segments as the data count section says, found 0"},
      {"count too low",
       with({section(12, {0}), section(11, {1, 1, 0})}),
       "malformed: offset 0x10: expected 0 data segments as the data count section says, found 1"},
  });
}

TEST_CASE("decoder: function bodies and locals") {
  auto module = [](const Bytes& body) {
    Bytes contents{1};
    return with({kVoidType, kOneFunction, section(10, contents.u32(body.size()).raw(body))});
  };
  Bytes huge{1};
  huge.u32(8'000'000).raw(0);
  check({
      {"limit", module({1, 0xd0, 0x86, 0x03, 0x7f, 0x0b}), "ok"},
      {"one more",
       module({1, 0xd1, 0x86, 0x03, 0x7f, 0x0b}),
       "limit exceeded: offset 0x16: expected at most 50000 locals, found 50001"},
      {"more than 32 bits",
       module({2, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 1, 0x7f, 0x0b}),
       "malformed: offset 0x16: expected fewer than 2^32 locals, found 4294967296"},
      {"empty",
       module({}),
       "malformed: offset 0x16: expected a count of local declarations, found end of function "
       "body"},
      {"no end",
       module({0}),
       "malformed: offset 0x17: expected an instruction, found end of function body"},
      {"after the end",
       module({0, 0x0b, 0x01}),
       "malformed: offset 0x18: expected end of function body, found 1 more bytes"},
      {"size",
       with({kVoidType, kOneFunction, section(10, huge)}),
       "limit exceeded: offset 0x15: expected a function body size of at most 7654321, found "
       "8000000"},
  });
}

TEST_CASE("decoder: index spaces begin with the imports and names are found") {
  Bytes imports{3};
  imports.name("env").name("f").raw({0, 0});
  imports.name("env").name("g").raw({3, 0x7f, 0});
  imports.name("env").name("h").raw({0, 0});
  Bytes exports{2};
  exports.name("run").raw({0, 2}).name("mem").raw({2, 0});
  Bytes names;
  names.name("name");
  names.raw(section(1, Bytes{3, 0}.name("first").raw(2).name("third").raw(9).name("nothing")));
  names.raw(section(7, Bytes{1, 0}.name("__stack_pointer")));
  Bytes bytes = with({section(0, names),
                      kVoidType,
                      section(2, imports),
                      section(3, {2, 0, 0}),
                      section(5, {1, 1, 1, 9}),
                      section(7, exports),
                      section(10, {2, 2, 0, 0x0b, 3, 0, 1, 0x0b})});
  Result<std::shared_ptr<const Module>> result = decode(bytes.bytes());
  REQUIRE(result);
  const Module& module = **result;
  CHECK(module.functions.size() == 4);
  CHECK(module.imported_functions == 2);
  CHECK(module.imported_globals == 1);
  CHECK(module.imports[2].index == 1);
  CHECK(module.memories[0].limits == Limits{1, 9});
  CHECK(module.body(3).size == 2);
  REQUIRE(module.find_export("mem") != nullptr);
  CHECK(module.find_export("mem")->kind == ExternalKind::Memory);
  CHECK(module.find_export("none") == nullptr);
  CHECK(module.function_name(0) == "first");
  CHECK(module.function_name(1) == "env.h");
  CHECK(module.function_name(2) == "third");
  CHECK(module.function_name(3) == "func[3]");
  CHECK(module.names.globals.at(0) == "__stack_pointer");
  CHECK(module.names.functions.size() == 2);
  CHECK(module.referenced_functions == std::vector<bool>{false, false, true, false});
}

TEST_CASE("decoder: a broken name section costs the names, not the module") {
  Bytes names;
  names.name("name").raw({1, 4, 1, 0, 9, 'x'});
  Result<std::shared_ptr<const Module>> module =
      decode(with({kVoidType, kOneFunction, kEmptyBody, section(0, names)}).bytes());
  REQUIRE(module);
  CHECK((*module)->function_name(0) == "func[0]");
}

TEST_CASE("decoder: a file that cannot be read is an error with its name") {
  Result<std::shared_ptr<const Module>> module = load_file("/nonexistent/a.wasm");
  REQUIRE(!module);
  CHECK(to_string(module.error()) == "cannot read: /nonexistent/a.wasm: No such file or directory");
  CHECK(to_string(load_file("/").error()) == "cannot read: /: Is a directory");
}

TEST_CASE("decoder: a module that needs what is left out is refused") {
  const Bytes two_tables = with({section(4, {2, 0x70, 0, 0, 0x70, 0, 0})});
  const Bytes two_memories = with({section(5, {2, 0, 0, 0, 0})});
  const Bytes large_index = with({section(5, {1, 4, 0})});
  const Bytes large_size = with({section(5, {1, 0, 0x80, 0x80, 0x80, 0x80, 0x10})});
  auto without = [](const Bytes& bytes, const Proposals& proposals) {
    auto module = decode(bytes.bytes(), proposals);
    return module ? "ok" : to_string(module.error());
  };
  CHECK(without(two_tables, {.multi_memory = false, .memory64 = false}) == "ok");
  CHECK(without(two_tables, {.multi_table = false}) ==
        "invalid: offset 0x11: expected one table at most, found 2");
  CHECK(without(two_memories, {.multi_table = false, .memory64 = false}) == "ok");
  CHECK(without(two_memories, {.multi_memory = false}) ==
        "invalid: offset 0xf: expected one memory at most, found 2");
  CHECK(without(large_index, {.multi_memory = false, .multi_table = false}) == "ok");
  CHECK(without(large_index, {.memory64 = false}) ==
        "malformed: offset 0xb: expected memory limits, found byte 0x04");
  CHECK(without(large_size, {}) ==
        "invalid: offset 0xc: expected a number of pages of at most 65536, found 4294967296");
  CHECK(without(large_size, {.memory64 = false}).starts_with("malformed: offset 0xc: "));
}

}  // namespace
}  // namespace wali::loader
