#include <array>
#include <span>
#include <string_view>

#include "wali/cli/commands.h"

namespace {

struct Command {
  std::string_view name;
  int (*run)(std::span<char* const> words);
};

constexpr std::array kCommands{
    Command{"run", wali::cli::run_command},
    Command{"assemble", wali::cli::assemble_command},
    Command{"disasm", wali::cli::disasm_command},
    Command{"trace", wali::cli::trace_command},
    Command{"syscalls", wali::cli::syscalls_command},
    Command{"validate", wali::cli::validate_command},
    Command{"wast", wali::cli::wast_command},
};

}  // namespace

int main(int argc, char** argv) {
  std::span<char* const> words(argv + 1, argc > 0 ? argc - 1 : 0);
  if (!words.empty()) {
    for (const Command& command : kCommands) {
      if (words.front() == command.name) return command.run(words.subspan(1));
    }
  }
  return wali::cli::run_command(words);
}
