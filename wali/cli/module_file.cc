#include "wali/cli/module_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "loader/decoder.h"
#include "wali/cli/exit_codes.h"

namespace wali::cli {

namespace {

FileFailure file_failure(const std::string& path, const Error& error) {
  if (error.kind == ErrorKind::Io) {
    bool is_missing = access(path.c_str(), F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
    return {error.message, is_missing ? kNotFound : kOwnFailure};
  }
  constexpr uint64_t kMagicSize = 4;
  if (error.kind == ErrorKind::Malformed && error.offset < kMagicSize) {
    return {path + ": not a WebAssembly module (it begins neither with \\0asm nor like text)",
            kCannotExecute};
  }
  return {describe(path, error), exit_code_of(error.kind)};
}

}  // namespace

std::expected<std::shared_ptr<const loader::Module>, FileFailure> open_module(
    const std::string& path) {
  auto module = loader::load_file(path);
  if (!module) return std::unexpected(file_failure(path, module.error()));
  return std::move(*module);
}

std::expected<std::vector<std::byte>, FileFailure> read_binary(const std::string& path) {
  auto bytes = loader::read_binary(path);
  if (!bytes) return std::unexpected(file_failure(path, bytes.error()));
  return std::move(*bytes);
}

std::string describe(const std::string& path, const Error& error) {
  const char* kind = "";
  switch (error.kind) {
    case ErrorKind::Malformed:
      kind = "malformed module: ";
      break;
    case ErrorKind::Invalid:
      kind = "invalid module: ";
      break;
    case ErrorKind::Unsupported:
      kind = "not supported: ";
      break;
    case ErrorKind::Unlinkable:
    case ErrorKind::Io:
    case ErrorKind::Resource:
      break;
  }
  if (error.offset == Error::kNoOffset) return fmt::format("{}: {}{}", path, kind, error.message);
  if (auto place = loader::place_in_file(path, error.offset); place.line != 0) {
    return fmt::format("{}: {}{}:{}: {}", path, kind, place.line, place.column, error.message);
  }
  return fmt::format("{}: {}at byte {:#x}: {}", path, kind, error.offset, error.message);
}

}  // namespace wali::cli
