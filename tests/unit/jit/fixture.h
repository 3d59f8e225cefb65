#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "jit/operation.h"
#include "jit/thunks.h"

namespace wali::jit::test {

/// A thread with two instances, each with a memory base to tell them by. Nothing bounds its stack.
struct Guest {
  Guest() {
    for (int i = 0; i < 2; ++i) {
      instances[i].memory_base = &bases[i];
      instances[i].thread = &thread;
      instances[i].id = i;
      peers[i] = &instances[i];
    }
    thread.peers = peers;
  }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  std::byte bases[2];
  ThreadData thread;
  InstanceData instances[2];
  InstanceData* peers[2];
};

/// One letter for each type: i, l, f, d, v, r (a reference).
inline std::vector<loader::ValueType> types(std::string_view letters) {
  using enum loader::ValueType;
  std::vector<loader::ValueType> result;
  for (char letter : letters) {
    switch (letter) {
      case 'i':
        result.push_back(I32);
        break;
      case 'l':
        result.push_back(I64);
        break;
      case 'f':
        result.push_back(F32);
        break;
      case 'd':
        result.push_back(F64);
        break;
      case 'v':
        result.push_back(V128);
        break;
      case 'r':
        result.push_back(ExternRef);
        break;
      default:
        FAIL("no such type");
    }
  }
  return result;
}

inline loader::FunctionType function_type(std::string_view params, std::string_view results) {
  return {types(params), types(results)};
}

/// A different value for each place, all 64 bits in use, so that whatever should be cut is seen.
inline uint64_t dirty_value(size_t place, uint64_t salt) {
  return (place + 1) * 0x9e3779b97f4a7c15 ^ salt;
}

/// What of `value` belongs to a value of this type.
inline uint64_t clean_value(loader::ValueType type, uint64_t value) {
  bool is_32_bit = type == loader::ValueType::I32 || type == loader::ValueType::F32;
  return is_32_bit ? static_cast<uint32_t>(value) : value;
}

/// The type that each word of `values` belongs to.
inline std::vector<loader::ValueType> types_of_words(const std::vector<loader::ValueType>& types) {
  std::vector<loader::ValueType> words;
  for (loader::ValueType type : types) words.insert(words.end(), words_of(type), type);
  return words;
}

constexpr uint64_t kParamSalt = 0x1111111111111111;
constexpr uint64_t kResultSalt = 0x2222222222222222;

/// A host function that notes what it is given and returns dirty values.
struct Recorder {
  loader::FunctionType type;
  HostResult answer = HostResult::Ok;
  int calls = 0;
  InstanceData* caller = nullptr;
  void* exit_sp = nullptr;
  const void* return_address = nullptr;
  std::vector<uint64_t> arguments = {};

  static HostResult call(void* data, InstanceData* caller, uint64_t* values) {
    auto* self = static_cast<Recorder*>(data);
    ++self->calls;
    CHECK(reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) % 16 == 0);
    self->caller = caller;
    self->exit_sp = caller->thread->exit_sp;
    self->return_address = *static_cast<void**>(self->exit_sp);
    self->arguments.assign(values, values + count_words(self->type.params));
    for (size_t i = 0; i < count_words(self->type.results); ++i) {
      values[i] = dirty_value(i, kResultSalt);
    }
    return self->answer;
  }

  /// Enters `code`, of this type, with dirty arguments and checks all that crosses.
  void check_round_trip(Thunks& thunks, const void* code, InstanceData* instance) {
    auto entry = thunks.entry(type);
    REQUIRE(entry.has_value());
    std::vector<loader::ValueType> params = types_of_words(type.params);
    std::vector<loader::ValueType> results = types_of_words(type.results);
    std::vector<uint64_t> values(std::max(params.size(), results.size()) + 1);
    for (size_t i = 0; i < params.size(); ++i) values[i] = dirty_value(i, kParamSalt);
    values.back() = 0x5a5a;
    CHECK((*entry)(code, instance, values.data()));
    CHECK(values.back() == 0x5a5a);
    REQUIRE(arguments.size() == params.size());
    for (size_t i = 0; i < arguments.size(); ++i) {
      CAPTURE(i);
      CHECK(arguments[i] == clean_value(params[i], dirty_value(i, kParamSalt)));
    }
    for (size_t i = 0; i < results.size(); ++i) {
      CAPTURE(i);
      CHECK(values[i] == clean_value(results[i], dirty_value(i, kResultSalt)));
    }
  }
};

/// Signatures that use every register and both directions of the stack, alone and together.
inline std::vector<std::pair<std::string, std::string>> signatures() {
  std::vector<std::pair<std::string, std::string>> all;
  for (size_t count = 0; count <= 20; ++count) {
    for (char letter : {'i', 'l', 'f', 'd', 'v', 'r'}) {
      all.emplace_back(std::string(count, letter), "");
      all.emplace_back("", std::string(count, letter));
      all.emplace_back(std::string(count, letter), std::string(20 - count, letter));
    }
    std::string mixed;
    for (size_t i = 0; i < count; ++i) mixed += "ivfldr"[(i * 5 + i / 4) % 6];
    all.emplace_back(mixed, "");
    all.emplace_back(mixed, mixed);
    all.emplace_back(mixed, "dif" + mixed);
    all.emplace_back("", mixed);
  }
  return all;
}

}  // namespace wali::jit::test
