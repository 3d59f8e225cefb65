#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <random>
#include <string>
#include <vector>

#include "loader/decoder.h"
#include "tests/fuzz/transcript.h"

/// Damages a module in many ways and checks that each result is either refused with a message or
/// runs. A child process works through the mutants until one ends it; the parent, which sees in
/// shared memory how far it came, judges that end and starts the next child behind it. Guest code
/// may run for ever by right, so it is stopped after a while; time spent loading, or death by any
/// signal, is a failure.
namespace {

using wali::fuzz::Phase;

constexpr const char* kKeepFolder = "fuzz-failures";
constexpr int kStoppedExit = 3;
constexpr int kLoadTimeoutExit = 4;
constexpr suseconds_t kRunMicroseconds = 15'000;
constexpr time_t kLoadSeconds = 20;
// So that a mutant's huge memory is refused instead of filling the machine.
[[maybe_unused]] constexpr rlim_t kMaxData = rlim_t{3} << 30;
constexpr uint64_t kImportResult = static_cast<uint64_t>(-ENOSYS);

using Bytes = std::vector<std::byte>;

struct Mutation {
  size_t size;  // of the prefix that is kept
  size_t at;    // of the byte that changes, if it lies inside
  std::byte value;
};

/// What the child reports.
struct Progress {
  std::atomic<size_t> next;
  std::atomic<Phase> phase;
  std::atomic<size_t> refused, ran;
};

Progress* progress;

std::vector<Mutation> all_mutations(const Bytes& original) {
  std::vector<Mutation> mutations;
  mutations.reserve(original.size() * 256);
  for (size_t size = 0; size < original.size(); ++size) {
    mutations.push_back({size, original.size(), std::byte{0}});
  }
  for (size_t at = 0; at < original.size(); ++at) {
    for (int change = 1; change < 256; ++change) {
      mutations.push_back({original.size(), at, original[at] ^ std::byte(change)});
    }
  }
  return mutations;
}

std::vector<Mutation> random_mutations(const Bytes& original, size_t count, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Mutation> mutations;
  while (mutations.size() < count) {
    size_t at = random() % original.size();
    if (random() % 4 == 0) {
      mutations.push_back({at, original.size(), std::byte{0}});
    } else {
      mutations.push_back({original.size(), at, original[at] ^ std::byte(1 + random() % 255)});
    }
  }
  return mutations;
}

Bytes apply(const Bytes& original, const Mutation& mutation) {
  Bytes bytes(original.begin(), original.begin() + static_cast<ptrdiff_t>(mutation.size));
  if (mutation.at < bytes.size()) bytes[mutation.at] = mutation.value;
  return bytes;
}

/// CPU time is spent: fine while the guest runs.
void time_is_up(int) {
  _exit(progress->phase.load() == Phase::Run ? kStoppedExit : kLoadTimeoutExit);
}

void set_timer(time_t seconds, suseconds_t microseconds) {
  itimerval timer{.it_interval = {}, .it_value = {.tv_sec = seconds, .tv_usec = microseconds}};
  setitimer(ITIMER_VIRTUAL, &timer, nullptr);
}

void enter(Phase phase) {
  progress->phase = phase;
  if (phase == Phase::Load) {
    set_timer(kLoadSeconds, 0);
  } else {
    set_timer(0, kRunMicroseconds);
  }
}

[[noreturn]] void run_child(const Bytes& original, const std::vector<Mutation>& mutations) {
  rlimit core{0, 0};
  setrlimit(RLIMIT_CORE, &core);
#if !defined(__SANITIZE_ADDRESS__)
  rlimit data{kMaxData, kMaxData};
  setrlimit(RLIMIT_DATA, &data);
#endif
  struct sigaction action{};
  action.sa_handler = time_is_up;
  action.sa_flags = SA_ONSTACK;
  sigaction(SIGVTALRM, &action, nullptr);
  const wali::fuzz::RunOptions options{.import_result = kImportResult, .on_phase = enter};
  for (size_t i = progress->next; i < mutations.size(); i = ++progress->next) {
    std::string refusal;
    wali::fuzz::transcript_of(apply(original, mutations[i]), options, refusal);
    set_timer(0, 0);
    ++(refusal.empty() ? progress->ran : progress->refused);
  }
  _exit(0);
}

std::string describe(const Mutation& mutation, const Bytes& original) {
  if (mutation.size < original.size()) return fmt::format("cut to {} bytes", mutation.size);
  return fmt::format("byte {:#x} from {:#04x} to {:#04x}",
                     mutation.at,
                     std::to_integer<int>(original[mutation.at]),
                     std::to_integer<int>(mutation.value));
}

void save(const Bytes& bytes, const std::string& path) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()),
             static_cast<std::streamsize>(bytes.size()));
}

/// The number of mutants that failed.
size_t test(const char* path, const Bytes& original, const std::vector<Mutation>& mutations) {
  new (progress) Progress{};
  size_t failed = 0;
  size_t stopped = 0;
  while (progress->next < mutations.size()) {
    std::fflush(stdout);
    pid_t child = fork();
    if (child < 0) {
      fmt::print("fork: {}\n", strerror(errno));
      return failed + 1;
    }
    if (child == 0) run_child(original, mutations);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
    const Mutation& mutation = mutations[progress->next];
    ++progress->next;
    if (WIFEXITED(status) && WEXITSTATUS(status) == kStoppedExit) {
      ++stopped;
      continue;
    }
    ++failed;
    std::string end = WIFSIGNALED(status) ? fmt::format("killed by {}", strsignal(WTERMSIG(status)))
                      : WEXITSTATUS(status) == kLoadTimeoutExit
                          ? "loading does not end"
                          : fmt::format("exit {}", WEXITSTATUS(status));
    std::filesystem::create_directories(kKeepFolder);
    std::string kept = fmt::format("{}/mutant-{}.wasm", kKeepFolder, progress->next.load() - 1);
    save(apply(original, mutation), kept);
    fmt::print("{}: {}: {} while {} (kept as {})\n",
               path,
               describe(mutation, original),
               end,
               progress->phase.load() == Phase::Run ? "running" : "loading",
               kept);
  }
  fmt::print("{}: {} refused, {} ran, {} stopped while running\n",
             path,
             progress->refused.load(),
             progress->ran.load(),
             stopped);
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: mutate_module all|COUNT SEED FILE...\n");
    return 2;
  }
  void* shared =
      mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 2;
  progress = new (shared) Progress{};
  std::string mode = argv[1];
  size_t passed = 0;
  size_t failed = 0;
  for (int i = 3; i < argc; ++i) {
    auto binary = wali::loader::read_binary(argv[i]);
    if (!binary) {
      fmt::print("{}: {}\n", argv[i], to_string(binary.error()));
      ++failed;
      continue;
    }
    const Bytes& original = *binary;
    auto mutations = mode == "all" ? all_mutations(original)
                                   : random_mutations(original,
                                                      std::strtoul(argv[1], nullptr, 10),
                                                      std::strtoul(argv[2], nullptr, 10));
    size_t failures = test(argv[i], original, mutations);
    failed += failures;
    passed += mutations.size() - failures;
  }
  fmt::print("{} passed, {} failed, 0 skipped\n", passed, failed);
  return failed != 0 ? 1 : 0;
}
