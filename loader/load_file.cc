#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "loader/decoder.h"
#include "loader/implementation_limits.h"
#include "loader/text/assembler.h"

namespace wali::loader {
namespace {

std::unexpected<Error> io_failure(const std::string& path) {
  return failure(ErrorKind::Io, fmt::format("{}: {}", path, std::strerror(errno)));
}

/// A pipe has no size, so the size asked for at first is only a guess.
Result<std::vector<std::byte>> read_all(int fd, const std::string& path) {
  struct stat status;
  if (::fstat(fd, &status) != 0) return io_failure(path);
  constexpr size_t kFirstGuess = 65536;
  std::vector<std::byte> bytes;
  bytes.resize(S_ISREG(status.st_mode) && status.st_size < int64_t{limits::kModuleSize}
                   ? static_cast<size_t>(status.st_size) + 1
                   : kFirstGuess);
  size_t size = 0;
  for (;;) {
    ssize_t got = ::read(fd, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_failure(path);
    if (got == 0) break;
    size += static_cast<size_t>(got);
    if (size > limits::kModuleSize) {
      return failure(
          ErrorKind::Resource,
          fmt::format(
              "{}: expected a module of at most {} bytes, found more", path, limits::kModuleSize));
    }
    if (size == bytes.size()) bytes.resize(size * 2);
  }
  bytes.resize(size);
  return bytes;
}

/// By its contents, or by its name if they are broken: then the error should speak of text.
bool is_text(const std::string& path, std::span<const std::byte> bytes) {
  if (text::looks_like_text(bytes)) return true;
  return path.ends_with(".wat") && (bytes.empty() || bytes.front() != std::byte{0});
}

Result<std::vector<std::byte>> read_file(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return io_failure(path);
  Result<std::vector<std::byte>> bytes = read_all(fd, path);
  ::close(fd);
  return bytes;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Result<std::vector<std::byte>> read_binary(const std::string& path) {
  std::vector<std::byte> bytes = TRY(read_file(path));
  if (is_text(path, bytes)) return text::assemble(as_text(bytes));
  return bytes;
}

Result<std::shared_ptr<const Module>> load_file(const std::string& path) {
  return decode(TRY(read_binary(path)));
}

text::Place place_in_file(const std::string& path, uint64_t offset) {
  struct stat status;
  bool can_be_read_again = ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
  if (!can_be_read_again) return {};
  auto bytes = read_file(path);
  if (!bytes || !is_text(path, *bytes)) return {};
  return text::place_of(as_text(*bytes), offset);
}

}  // namespace wali::loader
