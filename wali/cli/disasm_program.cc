#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "wali/cli/commands.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"

namespace wali::cli {

// A program of its own, beside this one, since its disassembler is a shared library.
int disasm_command(std::span<char* const> words) {
  std::error_code error;
  std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  std::string program = self.empty() ? "wali-disasm" : self.parent_path() / "wali-disasm";
  std::vector<char*> arguments{program.data()};
  arguments.insert(arguments.end(), words.begin(), words.end());
  arguments.push_back(nullptr);
  execvp(program.c_str(), arguments.data());
  complain("{}: {}", program, std::strerror(errno));
  return kOwnFailure;
}

}  // namespace wali::cli
