#include "engine/store.h"
#include "wali/cli/commands.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"
#include "wali/cli/module_file.h"

namespace wali::cli {

int validate_command(std::span<char* const> words) {
  if (words.size() != 1 || words[0][0] == '-') {
    complain("usage: wali validate FILE");
    return kOwnFailure;
  }
  std::string path = words[0];
  auto module = open_module(path);
  if (!module) {
    complain("{}", module.error().message);
    return module.error().exit_code;
  }
  auto store = engine::Store::create();
  auto code = store ? (*store)->code_of(*module) : std::unexpected(store.error());
  if (!code) {
    complain("{}", describe(path, code.error()));
    return exit_code_of(code.error().kind);
  }
  return 0;
}

}  // namespace wali::cli
