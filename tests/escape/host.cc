#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linker.h"
#include "engine/memory/linear_memory.h"
#include "wali/caller.h"
#include "wali/cli/commands.h"

// `wali run` for programs that attack it. It tells them where its memory lies and says afterwards
// whether any of that has changed: pages of data and of code that nobody but an intruder writes to,
// all code of the process, and the map of linear memory.

namespace wali::test {
namespace {

constexpr size_t kPage = 4096;
constexpr uint8_t kDataByte = 0xa5, kCodeByte = 0xc3;

struct Code {
  unsigned long from, to;
  uint64_t digest;
};

uint8_t* data_page = nullptr;
uint8_t* code_page = nullptr;
uint8_t* word_page = nullptr;
uint32_t thread_id = 0;
std::vector<Code> known_code;

uint64_t digest(std::span<const uint8_t> bytes) {
  uint64_t value = 0;
  size_t at = 0;
  for (; at + sizeof value <= bytes.size(); at += sizeof value) {
    uint64_t word;
    memcpy(&word, bytes.data() + at, sizeof word);
    value = (value ^ word) * 0x100000001b3;
    value ^= value >> 29;
  }
  return value;
}

std::span<const uint8_t> bytes_of(const Code& code) {
  return {reinterpret_cast<const uint8_t*>(code.from), code.to - code.from};
}

/// Nothing if procfs cannot be read, which a guest may bring about.
std::string map_of_process() {
  std::string text;
  int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  std::array<char, 4096> piece;
  for (ssize_t length; fd >= 0 && (length = read(fd, piece.data(), piece.size())) > 0;)
    text.append(piece.data(), static_cast<size_t>(length));
  if (fd >= 0) close(fd);
  return text;
}

/// All executable pages. One that can be written as well is a finding.
std::vector<Code> find_code(std::string& findings) {
  std::vector<Code> code;
  std::string map = map_of_process();
  for (size_t at = 0; at < map.size();) {
    size_t end = map.find('\n', at);
    std::string line = map.substr(at, end - at);
    at = end + 1;
    unsigned long from, to;
    char permissions[5];
    if (sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, permissions) != 3) continue;
    bool is_kernels = line.ends_with("[vdso]") || line.ends_with("[vsyscall]");
    if (permissions[2] != 'x' || is_kernels) continue;
    if (permissions[1] == 'w') findings += "executable and writable: " + line + "\n";
    if (permissions[0] != 'r') continue;
    code.push_back({from, to, 0});
    code.back().digest = digest(bytes_of(code.back()));
  }
  return code;
}

bool holds_only(const uint8_t* page, uint8_t byte) {
  for (size_t i = 0; i < kPage; ++i) {
    if (page[i] != byte) return false;
  }
  return true;
}

uint8_t* make_page(uint8_t byte, int protection) {
  auto* page = static_cast<uint8_t*>(
      mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  memset(page, byte, kPage);
  mprotect(page, kPage, protection);
  return page;
}

void make_canaries() {
  data_page = make_page(kDataByte, PROT_READ | PROT_WRITE);
  code_page = make_page(kCodeByte, PROT_READ | PROT_EXEC);
  word_page = make_page(0, PROT_READ | PROT_WRITE);
}

jit::HostResult answer(uint64_t* values, uint64_t value) {
  values[0] = value;
  return jit::HostResult::Ok;
}

jit::HostResult data_address(void*, jit::InstanceData*, uint64_t* values) {
  return answer(values, reinterpret_cast<uint64_t>(data_page));
}
jit::HostResult code_address(void*, jit::InstanceData*, uint64_t* values) {
  return answer(values, reinterpret_cast<uint64_t>(code_page));
}
jit::HostResult base_address(void*, jit::InstanceData* instance, uint64_t* values) {
  return answer(values, reinterpret_cast<uint64_t>(instance->memory_base));
}
jit::HostResult instance_address(void*, jit::InstanceData* instance, uint64_t* values) {
  return answer(values, reinterpret_cast<uint64_t>(instance));
}
jit::HostResult stack_address(void*, jit::InstanceData*, uint64_t* values) {
  return answer(values, reinterpret_cast<uint64_t>(__builtin_frame_address(0)));
}

jit::HostResult thread_word(void*, jit::InstanceData*, uint64_t* values) {
  thread_id = static_cast<uint32_t>(gettid());
  memcpy(word_page, &thread_id, sizeof thread_id);
  return answer(values, reinterpret_cast<uint64_t>(word_page));
}

/// -1 if the host has no such file.
jit::HostResult send_memory(void*, jit::InstanceData*, uint64_t* values) {
  int memory = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
  char byte = 0;
  iovec part{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof memory)> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* item = CMSG_FIRSTHDR(&message);
  item->cmsg_level = SOL_SOCKET;
  item->cmsg_type = SCM_RIGHTS;
  item->cmsg_len = CMSG_LEN(sizeof memory);
  memcpy(CMSG_DATA(item), &memory, sizeof memory);
  ssize_t sent = sendmsg(static_cast<int>(values[0]), &message, 0);
  if (memory >= 0) close(memory);
  return answer(values, sent == 1 ? 0 : ~uint64_t{0});
}

/// What has been changed, in words; empty if nothing has.
std::string find_damage(const sys::Caller& caller) {
  std::string findings;
  if (!holds_only(data_page, kDataByte)) findings += "the engine's data has been written to\n";
  if (!holds_only(code_page, kCodeByte)) findings += "the engine's code has been written to\n";
  if (memcmp(word_page, &thread_id, sizeof thread_id) != 0)
    findings += "a word of the engine's has been written to\n";
  std::vector<Code> code = find_code(findings);
  if (known_code.empty()) known_code = code;
  for (const Code& known : known_code) {
    // Mappings of equal kind become one where they meet.
    auto holds = [&](const Code& each) { return each.from <= known.from && each.to >= known.to; };
    if (code.empty()) break;
    if (std::ranges::none_of(code, holds))
      findings += "code has gone\n";
    else if (digest(bytes_of(known)) != known.digest)
      findings += "code has changed\n";
  }
  std::string audit = caller.memory().audit();
  if (!audit.starts_with("/proc/self/maps")) findings += audit;
  return findings;
}

/// 0 if nothing has been reached. The first call notes what code there is.
jit::HostResult check(void*, jit::InstanceData* instance, uint64_t* values) {
  std::string findings = find_damage(sys::Caller::of(instance));
  if (findings.empty()) return answer(values, 0);
  findings.insert(0, "ESCAPED: ");
  [[maybe_unused]] ssize_t written = write(STDERR_FILENO, findings.data(), findings.size());
  return answer(values, 1);
}

/// As check, but an escape ends the process in a way that no guest can bring about by itself.
jit::HostResult check_or_die(void*, jit::InstanceData* instance, uint64_t* values) {
  check(nullptr, instance, values);
  if (values[0] != 0) __builtin_trap();
  return jit::HostResult::Ok;
}

void define_imports(engine::Linker& linker) {
  struct Import {
    const char* name;
    jit::HostCallback callback;
  };
  constexpr Import kImports[] = {{"data_address", data_address},
                                 {"code_address", code_address},
                                 {"base_address", base_address},
                                 {"instance_address", instance_address},
                                 {"stack_address", stack_address},
                                 {"thread_word", thread_word},
                                 {"check", check},
                                 {"check_or_die", check_or_die}};
  for (const Import& import : kImports) {
    linker.define_host_function(
        "test", import.name, {{}, {loader::ValueType::I64}}, {import.callback});
  }
  linker.define_host_function(
      "test", "send_memory", {{loader::ValueType::I32}, {loader::ValueType::I64}}, {send_memory});
}

}  // namespace
}  // namespace wali::test

int main(int argc, char** argv) {
  wali::test::make_canaries();
  std::span<char* const> words(argv + 1, argc > 0 ? static_cast<size_t>(argc - 1) : 0);
  if (!words.empty() && std::string_view(words.front()) == "run") words = words.subspan(1);
  return wali::cli::run_command_with(words, wali::test::define_imports);
}
