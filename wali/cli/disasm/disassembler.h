#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jit/compile_options.h"

namespace wali::cli {

/// One instruction, or one word of the data that instructions address relative to themselves.
/// Addresses in the text are offsets from the beginning of the module's code: the same in every
/// run.
struct DisassembledLine {
  uint32_t offset = 0;
  std::string text;
  std::optional<uint32_t> instance_field;  // offset in InstanceData of what it addresses
};

class Disassembler {
 public:
  virtual ~Disassembler() = default;
  /// The lines of the code [begin, end), a function, or what keeps it from being read. Functions
  /// are asked for in ascending order.
  virtual std::expected<std::vector<DisassembledLine>, std::string> lines(uint32_t begin,
                                                                          uint32_t end) = 0;
};

/// A disassembler for `code`, which begins at `offset` in the module's code and outlives it.
/// x86-64's is built in; AArch64's is a program of the system, so that it may be missing.
std::expected<std::unique_ptr<Disassembler>, std::string> make_disassembler(
    jit::Isa isa, std::span<const std::byte> code, uint32_t offset);

std::unique_ptr<Disassembler> make_x64_disassembler(std::span<const std::byte> code,
                                                    uint32_t offset);
std::expected<std::unique_ptr<Disassembler>, std::string> make_aarch64_disassembler(
    std::span<const std::byte> code, uint32_t offset);

}  // namespace wali::cli
