#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "wali/cli/disasm/disassembler.h"

// No library that Debian has reads AArch64's code, so GNU objdump does: it gets the code of all
// functions as a file without a name, and its lines are read as the functions are asked for.

namespace wali::cli {
namespace {

constexpr uint32_t kInstructionBytes = 4;
constexpr char kProgram[] = "aarch64-linux-gnu-objdump";
constexpr char kPackage[] = "binutils-aarch64-linux-gnu";

struct RawLine {
  uint32_t offset;
  uint32_t word;
  std::string text;
};

std::optional<uint32_t> parse_hex(std::string_view digits) {
  uint32_t value;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// "  10c:\t10000191 \tadr\tx17, 0x13c" and the like; nothing for headings.
std::optional<RawLine> parse_line(std::string_view line) {
  size_t colon = line.find(":\t");
  size_t text = line.find(" \t");
  size_t first = line.find_first_not_of(' ');
  if (colon == line.npos || text == line.npos || text < colon) return std::nullopt;
  auto offset = parse_hex(line.substr(first, colon - first));
  auto word = parse_hex(line.substr(colon + 2, text - colon - 2));
  if (!offset || !word) return std::nullopt;
  RawLine result = {*offset, *word, std::string(line.substr(text + 2))};
  for (std::string_view comment : {"//", ";"}) {
    result.text.resize(std::min(result.text.find(comment), result.text.size()));
  }
  while (!result.text.empty() && std::string_view(" \t\n").contains(result.text.back())) {
    result.text.pop_back();
  }
  for (char& each : result.text) {
    if (each == '\t') each = ' ';
  }
  return result;
}

bool is_adr(uint32_t word) {
  return (word & 0x9f000000) == 0x10000000;
}
bool is_literal_load(uint32_t word) {
  return (word & 0x3b000000) == 0x18000000;
}
bool is_branch(uint32_t word) {
  bool is_plain = (word & 0x7c000000) == 0x14000000;
  bool has_condition = (word & 0xff000010) == 0x54000000;
  bool tests_register = (word & 0x7c000000) == 0x34000000;
  return is_plain || has_condition || tests_register;
}

/// The code offset that the instruction contains, relative to itself.
std::optional<uint32_t> target_of(const RawLine& line) {
  size_t address = line.text.rfind("0x");
  bool has_target = is_adr(line.word) || is_literal_load(line.word) || is_branch(line.word);
  if (!has_target || address == std::string::npos) return std::nullopt;
  return parse_hex(std::string_view(line.text).substr(address + 2));
}

std::string text_of(const RawLine& line) {
  auto target = target_of(line);
  if (!target) return line.text;
  return fmt::format("{}0x{:016X}", line.text.substr(0, line.text.rfind("0x")), *target);
}

/// The offset in an access based on x28, which always holds the InstanceData.
std::optional<uint32_t> instance_field(const RawLine& line) {
  constexpr std::string_view kBase = "[x28, #";
  size_t at = line.text.find(kBase);
  if (at == std::string::npos) return std::nullopt;
  const char* digits = line.text.c_str() + at + kBase.size();
  uint32_t value;
  auto [end, error] = std::from_chars(digits, line.text.c_str() + line.text.size(), value);
  if (error != std::errc{} || *end != ']') return std::nullopt;
  return value;
}

class Aarch64Disassembler final : public Disassembler {
 public:
  Aarch64Disassembler(FILE* output, pid_t program, int code)
      : output_(output), program_(program), code_(code) {}
  ~Aarch64Disassembler() override {
    std::fclose(output_);
    close(code_);
    free(line_);
    while (waitpid(program_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  std::expected<std::vector<DisassembledLine>, std::string> lines(uint32_t begin,
                                                                  uint32_t end) override {
    std::vector<RawLine> raw;
    uint32_t next = begin;
    while (next < end && read_line()) {
      auto line = parse_line(line_);
      if (!line || line->offset < begin) continue;
      if (line->offset != next) break;
      next += kInstructionBytes;
      raw.push_back(std::move(*line));
    }
    if (next != end) return std::unexpected(fmt::format("{} did not read the code", kProgram));

    // Constants lie behind the instructions.
    uint32_t data = end;
    for (const RawLine& line : raw) {
      if (is_literal_load(line.word)) data = std::min(data, target_of(line).value_or(end));
    }
    std::vector<DisassembledLine> result;
    for (const RawLine& line : raw) {
      bool is_data = line.offset >= data;
      result.push_back({.offset = line.offset,
                        .text = is_data ? fmt::format(".long {:#010x}", line.word) : text_of(line),
                        .instance_field = is_data ? std::nullopt : instance_field(line)});
    }
    return result;
  }

 private:
  bool read_line() { return getline(&line_, &line_bytes_, output_) > 0; }

  FILE* output_;
  pid_t program_;
  int code_;  // open as long as the program may read it
  char* line_ = nullptr;
  size_t line_bytes_ = 0;
};

/// A file that is gone once nobody has it open.
std::expected<std::string, std::string> write_code(std::span<const std::byte> code, int& file) {
  file = memfd_create("wali-disasm", MFD_CLOEXEC);
  if (file < 0) return std::unexpected(std::strerror(errno));
  for (std::span<const std::byte> rest = code; !rest.empty();) {
    ssize_t written = write(file, rest.data(), rest.size());
    if (written < 0) return std::unexpected(std::strerror(errno));
    rest = rest.subspan(static_cast<size_t>(written));
  }
  return fmt::format("/proc/{}/fd/{}", getpid(), file);
}

}  // namespace

std::expected<std::unique_ptr<Disassembler>, std::string> make_aarch64_disassembler(
    std::span<const std::byte> code, uint32_t offset) {
  int file = -1;
  auto path = write_code(code, file);
  int ends[2] = {-1, -1};
  if (path && pipe2(ends, O_CLOEXEC) != 0) path = std::unexpected(std::strerror(errno));
  if (!path) {
    if (file >= 0) close(file);
    return std::unexpected(fmt::format("no file for the code: {}", path.error()));
  }
  std::string base = fmt::format("--adjust-vma={:#x}", offset);
  const char* words[] = {kProgram,
                         "-D",
                         "-z",
                         "-b",
                         "binary",
                         "-m",
                         "aarch64",
                         "-M",
                         "no-notes",
                         base.c_str(),
                         path->c_str(),
                         nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  pid_t program;
  int error =
      posix_spawnp(&program, kProgram, &actions, nullptr, const_cast<char* const*>(words), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    close(file);
    return std::unexpected(
        fmt::format("AArch64's code is listed by {}, of the Debian package {}, which cannot be "
                    "started: {}",
                    kProgram,
                    kPackage,
                    std::strerror(error)));
  }
  return std::make_unique<Aarch64Disassembler>(fdopen(ends[0], "r"), program, file);
}

}  // namespace wali::cli
