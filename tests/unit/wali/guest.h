#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/memory/linear_memory.h"
#include "tests/support/host_features.h"
#include "wali/syscall_table.h"

namespace wali::sys::test {

using wali::test::host_has;
using wali::test::HostFeature;
using wali::test::needs;

/// A process without an engine.
class TestProcess : public Process {
 public:
  TestProcess() : Process({"program.wasm", "second"}) {}
  std::string engine_path() const override { return "/bin/echo"; }
};

/// A thread that makes calls over real linear memory, as compiled code would: through bindings.
class Guest {
 public:
  explicit Guest(memory::BoundsMode bounds = memory::BoundsMode::Guard);

  /// Calls with the type of the ABI. Arguments are numbers of any integer type.
  template <typename... Numbers>
  int64_t call(std::string_view name, Numbers... numbers) {
    return call_words(name, {static_cast<uint64_t>(static_cast<int64_t>(numbers))...});
  }
  int64_t call_words(std::string_view name, std::vector<uint64_t> words);
  /// Calls any import with a declared type; the first result, or `words[0]` as it was.
  uint64_t call_import(std::string_view import,
                       const loader::FunctionType& type,
                       std::vector<uint64_t> words);

  /// A place in linear memory for `size` bytes; consecutive calls answer distinct ones.
  uint32_t room(uint32_t size);
  uint32_t string(std::string_view text);
  template <typename T>
  uint32_t place(const T& value) {
    uint32_t at = room(sizeof value);
    REQUIRE(caller_->store(at, value));
    return at;
  }
  template <typename T>
  T read(uint32_t at) {
    auto value = caller_->load<T>(at);
    REQUIRE(value.has_value());
    return *value;
  }
  std::string bytes(uint32_t at, size_t length);
  /// An address in linear memory that nobody may touch.
  uint32_t bad_address() const { return 0xfffff000; }

  Caller& caller() { return *caller_; }
  TestProcess& process() { return process_; }
  memory::LinearMemory& memory() { return *memory_; }
  jit::InstanceData* instance() { return &instance_; }

 private:
  std::unique_ptr<memory::LinearMemory> memory_;
  TestProcess process_;
  std::unique_ptr<Caller> caller_;
  jit::ThreadData thread_;
  jit::InstanceData instance_;
  uint32_t next_ = 1024;
};

/// A directory of its own, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline loader::FunctionType type_of(std::string_view params, std::string_view results = "l") {
  auto values = [](std::string_view letters) {
    std::vector<loader::ValueType> types;
    for (char letter : letters) {
      types.push_back(letter == 'i'   ? loader::ValueType::I32
                      : letter == 'l' ? loader::ValueType::I64
                      : letter == 'd' ? loader::ValueType::F64
                                      : loader::ValueType::FuncRef);
    }
    return types;
  };
  return {values(params), values(results)};
}

}  // namespace wali::sys::test
