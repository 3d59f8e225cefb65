#include "tests/fuzz/libfuzzer/wrap.h"

#include "tests/unit/loader/module_builder.h"

namespace wali::fuzz {
namespace {

using loader::test::Bytes;
using loader::test::section;
using enum loader::ValueType;

struct Signature {
  std::vector<loader::ValueType> params, results;
};

const std::vector<Signature>& signatures() {
  static const std::vector<Signature> kSignatures = {
      {{}, {}},
      {{I32, I32}, {I32}},
      {{I64, I64}, {I64}},
      {{F32, F64}, {F64, F32}},
      {{I32, I64, F32, F64, V128}, {V128}},
      {{FuncRef, ExternRef, ExnRef}, {FuncRef}},
      {{I32, I32, I32, I32, I32, I32, I32, I32, I32, I64, V128, F64},
       {I32, I32, I32, I32, I32, V128}},
      {{loader::concrete(0, loader::Nullability::Nullable),
        loader::concrete(1, loader::Nullability::NonNull)},
       {I32}},
      {{I32, F64}, {}},
  };
  return kSignatures;
}

/// Everything in front of the code section; the function under test comes last.
Bytes prefix(uint32_t type) {
  uint32_t count = static_cast<uint32_t>(signatures().size());
  Bytes types;
  types.u32(count);
  for (const Signature& each : signatures()) types.raw(0x60).types(each.params).types(each.results);
  Bytes imports;
  imports.u32(2);
  imports.name("e").name("f").raw(0).u32(1);
  imports.name("e").name("g").raw(3).raw(0x7e).raw(0);
  Bytes functions;
  functions.u32(2).u32(0).u32(type);
  Bytes module = loader::test::header();
  module.raw(section(1, types)).raw(section(2, imports)).raw(section(3, functions));
  // Tables of functions, of host references and of exceptions, the second with 64-bit indices.
  module.raw(section(4, {3, 0x70, 0, 4, 0x6f, 4, 4, 0x69, 1, 0, 9}));
  // Memories: shared, with 64-bit addresses, plain.
  module.raw(section(5, {3, 3, 1, 4, 4, 1, 0, 1}));
  // Tags: without payload, and with two numbers.
  module.raw(section(13, {2, 0, 0, 0, 8}));
  Bytes globals;
  globals.u32(5);
  globals.raw({0x7f, 1, 0x41, 7, 0x0b, 0x7d, 1, 0x43, 0, 0, 0, 0, 0x0b, 0x70, 1, 0xd0, 0x70, 0x0b});
  globals.raw({0x7b, 1, 0xfd, 0x0c, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0x0b});
  globals.raw({0x7c, 0, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b});
  module.raw(section(6, globals));
  // Functions 0 to 2 may be named by ref.func.
  return module.raw(section(9, {2, 3, 0, 3, 0, 1, 2, 1, 0, 1, 1})).raw(section(12, {1}));
}

}  // namespace

std::vector<std::byte> module_around(std::span<const uint8_t> input) {
  static const auto kPrefixes = [] {
    std::vector<std::vector<std::byte>> prefixes;
    for (uint32_t i = 0; i < signatures().size(); ++i) prefixes.push_back(prefix(i).bytes());
    return prefixes;
  }();
  static const std::vector<std::byte> kData = section(11, {1, 1, 2, 'h', 'i'}).bytes();
  std::vector<std::byte> module = kPrefixes[input.empty() ? 0 : input[0] % kPrefixes.size()];
  if (!input.empty()) input = input.subspan(1);
  // The code section: a function that does nothing, and the one under test.
  Bytes body_size = Bytes().u32(input.size());
  Bytes code = Bytes().raw(10).u32(4 + body_size.size() + input.size()).raw({2, 2, 0, 0x0b});
  code.raw(body_size);
  auto append = [&](const std::byte* bytes, size_t size) {
    module.insert(module.end(), bytes, bytes + size);
  };
  append(code.bytes().data(), code.size());
  append(reinterpret_cast<const std::byte*>(input.data()), input.size());
  append(kData.data(), kData.size());
  return module;
}

}  // namespace wali::fuzz
