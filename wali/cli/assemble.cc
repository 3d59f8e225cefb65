#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "wali/cli/commands.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"
#include "wali/cli/module_file.h"

namespace wali::cli {

int assemble_command(std::span<char* const> words) {
  if (words.size() != 2 || words[0][0] == '-') {
    complain("usage: wali assemble FILE OUTPUT");
    return kOwnFailure;
  }
  auto bytes = read_binary(words[0]);
  if (!bytes) {
    complain("{}", bytes.error().message);
    return bytes.error().exit_code;
  }
  std::FILE* file = std::fopen(words[1], "wbe");
  bool is_written =
      file != nullptr && std::fwrite(bytes->data(), 1, bytes->size(), file) == bytes->size();
  if (file != nullptr && std::fclose(file) != 0) is_written = false;
  if (!is_written) {
    complain("{}: {}", words[1], std::strerror(errno));
    return kOwnFailure;
  }
  return 0;
}

}  // namespace wali::cli
