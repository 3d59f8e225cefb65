#include "tests/unit/wali/guest.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "tests/unit/memory/fixture.h"

namespace wali::sys::test {

Guest::Guest(memory::BoundsMode bounds) {
  memory::test::install_fault_handler();
  memory_ = memory::test::make_memory(4, 256, bounds);
  caller_ = std::make_unique<Caller>(*memory_, memory_->base(), process_);
  thread_.host = caller_.get();
  instance_.thread = &thread_;
  instance_.memory_base = memory_->base();
}

int64_t Guest::call_words(std::string_view name, std::vector<uint64_t> words) {
  const SyscallRow* row = find_syscall(name);
  REQUIRE(row != nullptr);
  words.resize(std::max<size_t>(row->operands.size(), 1));
  for (size_t i = 0; i < row->operands.size(); ++i) {
    if (!is_64_bit(row->operands[i])) words[i] = static_cast<uint32_t>(words[i]);
  }
  REQUIRE(row->entry(nullptr, &instance_, words.data()) == jit::HostResult::Ok);
  return static_cast<int64_t>(words[0]);
}

uint64_t Guest::call_import(std::string_view import,
                            const loader::FunctionType& type,
                            std::vector<uint64_t> words) {
  auto binding = bind_import(import, type);
  REQUIRE(binding.has_value());
  words.resize(std::max<size_t>({words.size(), type.params.size(), 1}));
  REQUIRE(binding->callback(binding->data, &instance_, words.data()) == jit::HostResult::Ok);
  return words[0];
}

uint32_t Guest::room(uint32_t size) {
  uint32_t at = next_;
  next_ += (size + 15) & ~15u;
  REQUIRE(next_ < memory_->byte_size());
  return at;
}

uint32_t Guest::string(std::string_view text) {
  uint32_t at = room(static_cast<uint32_t>(text.size()) + 1);
  REQUIRE(caller_->copy_out(at, std::string(text).c_str(), text.size() + 1));
  return at;
}

std::string Guest::bytes(uint32_t at, size_t length) {
  std::string text(length, 0);
  REQUIRE(caller_->copy_in(text.data(), at, length));
  return text;
}

TemporaryDirectory::TemporaryDirectory() {
  path_ = (std::filesystem::temp_directory_path() / "wali-test-XXXXXX").string();
  REQUIRE(mkdtemp(path_.data()) != nullptr);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace wali::sys::test
