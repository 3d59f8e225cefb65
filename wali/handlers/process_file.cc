#include "wali/handlers/process_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>
#include <optional>
#include <vector>

#include "engine/memory/linear_memory.h"
#include "wali/handlers/own_program.h"
#include "wali/host_call.h"
#include "wali/process.h"

namespace wali::sys {

namespace {

/// "/proc/PID/NAME" or "/proc/PID/task/TID/NAME".
struct ProcessFile {
  std::string folder;  // up to the last slash
  int process;
  std::string_view name;
};

std::optional<ProcessFile> parse(std::string_view path) {
  constexpr std::string_view kRoot = "/proc/";
  size_t slash = path.rfind('/');
  if (!path.starts_with(kRoot) || slash < kRoot.size()) return std::nullopt;
  ProcessFile file{std::string(path.substr(0, slash)), 0, path.substr(slash + 1)};
  auto [end, error] =
      std::from_chars(path.data() + kRoot.size(), path.data() + path.size(), file.process);
  if (error != std::errc() || *end != '/') return std::nullopt;
  return file;
}

std::string content_of(const std::string& path) {
  std::string text;
  int64_t fd = short_host_call(SYS_openat, AT_FDCWD, path.c_str(), O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return text;
  std::array<char, 4096> piece;
  for (;;) {
    int64_t length = short_host_call(SYS_read, fd, piece.data(), static_cast<long>(piece.size()));
    if (length <= 0) break;
    text.append(piece.data(), static_cast<size_t>(length));
  }
  short_host_call(SYS_close, fd);
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) (text += word) += '\0';
  return text;
}

std::string environment() {
  std::string text;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
    (text += *entry) += '\0';
  return text;
}

// The members of proc_pid_stat(5) that are addresses: code, stack and data, of which zero is told
// to who may not know them anyway.
std::string status_line(const ProcessFile& file) {
  constexpr int kAddresses[] = {26, 27, 28, 29, 30, 45, 46, 47, 48, 49, 50, 51};
  std::string text = content_of(file.folder + "/stat");
  size_t name_end = text.rfind(')');
  if (name_end == text.npos) return {};
  std::string line = text.substr(0, name_end + 1);
  int member = 2;
  for (size_t at = name_end + 2; at < text.size();) {
    size_t end = std::min(text.find_first_of(" \n", at), text.size());
    bool is_address = std::ranges::find(kAddresses, ++member) != std::end(kAddresses);
    line += ' ';
    line += is_address ? "0" : text.substr(at, end - at);
    at = end + 1;
  }
  return line + "\n";
}

void append_mapping(std::string& text, const memory::Region& region) {
  fmt::format_to(std::back_inserter(text),
                 "{:08x}-{:08x} {}{}-{} 00000000 00:00 0 \n",
                 region.begin,
                 region.end,
                 (region.protection & PROT_READ) != 0 ? 'r' : '-',
                 (region.protection & PROT_WRITE) != 0 ? 'w' : '-',
                 region.backing == memory::Backing::Shared ? 's' : 'p');
}

std::string mappings(const Caller& caller, const ProcessFile& file, bool with_sizes) {
  std::string text;
  if (file.process != getpid()) return text;  // of another guest nothing is known
  for (const memory::Region& region : caller.memory().mappings().regions()) {
    append_mapping(text, region);
    if (with_sizes)
      fmt::format_to(std::back_inserter(text), "Size: {:>18} kB\n", region.range().length() / 1024);
  }
  return text;
}

bool runs_engine(const ProcessFile& file) {
  if (file.process == getpid()) return true;
  struct stat program;
  return stat(fmt::format("/proc/{}/exe", file.process).c_str(), &program) == 0 &&
         is_engine_file(program.st_dev, program.st_ino);
}

}  // namespace

std::array<char, 32> descriptor_link(int fd) {
  std::array<char, 32> link;
  std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", fd);
  return link;
}

std::string path_of_descriptor(int fd) {
  std::array<char, 4096> target;
  int64_t length = short_host_call(SYS_readlinkat,
                                   AT_FDCWD,
                                   descriptor_link(fd).data(),
                                   target.data(),
                                   static_cast<long>(target.size()));
  return length <= 0 ? std::string() : std::string(target.data(), static_cast<size_t>(length));
}

bool shows_engine(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "cmdline", "environ", "maps", "numa_maps", "smaps", "smaps_rollup", "stat"};
  std::optional<ProcessFile> file = parse(name);
  if (!file || std::ranges::find(kNames, file->name) == std::end(kNames)) return false;
  bool needs_own_process = file->name == "cmdline" || file->name == "environ";
  return needs_own_process ? file->process == getpid() : runs_engine(*file);
}

bool lists_addresses(std::string_view name) {
  std::optional<ProcessFile> file = parse(name);
  return file && file->name == "map_files" && runs_engine(*file);
}

SyscallResult open_process_file(const Caller& caller, std::string_view name, bool close_on_exec) {
  std::optional<ProcessFile> file = parse(name);
  if (!file) return failed(EACCES);
  std::string text;
  if (file->name == "cmdline")
    text = joined(caller.process().arguments());
  else if (file->name == "environ")
    text = environment();
  else if (file->name == "maps" || file->name == "smaps")
    text = mappings(caller, *file, file->name == "smaps");
  else if (file->name == "stat")
    text = status_line(*file);
  int fd = memfd_create("process", MFD_ALLOW_SEALING | (close_on_exec ? MFD_CLOEXEC : 0));
  if (fd < 0) return failed(errno);
  for (size_t done = 0; done < text.size();) {
    int64_t written =
        short_host_call(SYS_write, fd, text.data() + done, static_cast<long>(text.size() - done));
    if (written <= 0) {
      short_host_call(SYS_close, fd);
      return failed(ENOMEM);
    }
    done += static_cast<size_t>(written);
  }
  short_host_call(SYS_lseek, fd, 0, SEEK_SET);
  short_host_call(
      SYS_fcntl, fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  return fd;
}

}  // namespace wali::sys
