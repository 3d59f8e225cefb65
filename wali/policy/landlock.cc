#include <fcntl.h>
#include <fmt/format.h>
#include <link.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "wali/policy/kernel_rules.h"

namespace wali::sys {

namespace {

// Newer than the host's headers: the structure of ABI 6 and what came with ABI 2, 3 and 6.
struct RulesetAttributes {
  uint64_t handled_access_fs, handled_access_net, scoped;
};
constexpr uint64_t kRefer = 1 << 13, kTruncate = 1 << 14, kScopeSignal = 1 << 1;
constexpr int kAbiOfRefer = 2, kAbiOfTruncate = 3, kAbiOfScopes = 6;

constexpr uint64_t kReadAccess = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr uint64_t kFileAccess =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;
constexpr uint64_t kWriteAccess =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM | kRefer | kTruncate;

std::unexpected<std::string> failed(std::string_view what) {
  return std::unexpected(fmt::format("policy: {}: {}", what, strerror(errno)));
}

class Ruleset {
 public:
  Ruleset(int descriptor, uint64_t handled) : descriptor_(descriptor), handled_(handled) {}
  Ruleset(const Ruleset&) = delete;
  Ruleset& operator=(const Ruleset&) = delete;
  ~Ruleset() { close(descriptor_); }

  bool allow(const char* path, uint64_t access) const {
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat status;
    bool done = fstat(fd, &status) == 0;
    if (!S_ISDIR(status.st_mode)) access &= kFileAccess;
    landlock_path_beneath_attr rule{access & handled_, fd};
    done = done &&
           syscall(SYS_landlock_add_rule, descriptor_, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    int error = errno;
    close(fd);
    errno = error;
    return done;
  }
  bool restrict_self() const {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_landlock_restrict_self, descriptor_, 0) == 0;
  }

 private:
  int descriptor_;
  uint64_t handled_;
};

// To run another module the engine is executed again, and with it come its libraries.
void allow_engine(const Ruleset& rules) {
  rules.allow("/proc/self/exe", LANDLOCK_ACCESS_FS_READ_FILE);
  dl_iterate_phdr(
      [](dl_phdr_info* library, size_t, void* data) {
        if (library->dlpi_name != nullptr && library->dlpi_name[0] == '/')
          static_cast<const Ruleset*>(data)->allow(library->dlpi_name,
                                                   LANDLOCK_ACCESS_FS_READ_FILE);
        return 0;
      },
      const_cast<Ruleset*>(&rules));
}

}  // namespace

std::expected<void, std::string> restrict_paths_and_signals(const Policy& policy) {
  if (!policy.paths && policy.signals_others) return {};
  long abi =
      syscall(SYS_landlock_create_ruleset, nullptr, size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 0) return failed("rules for paths and signals need Landlock");
  if (!policy.signals_others && abi < kAbiOfScopes) {
    errno = EOPNOTSUPP;
    return failed("this kernel's Landlock has no rules for signals");
  }
  RulesetAttributes attributes{};
  if (policy.paths) {
    // Without kRefer nothing at all can be moved from one folder to another, so no rule is evaded.
    attributes.handled_access_fs = kReadAccess | kWriteAccess;
    if (abi < kAbiOfRefer) attributes.handled_access_fs &= ~kRefer;
    if (abi < kAbiOfTruncate) {
      errno = EOPNOTSUPP;
      return failed("this kernel's Landlock does not know truncate(2)");
    }
  }
  if (!policy.signals_others) attributes.scoped = kScopeSignal;
  size_t size = abi < kAbiOfScopes ? sizeof(uint64_t) : sizeof attributes;
  auto descriptor = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
  if (descriptor < 0) return failed("cannot make rules for paths and signals");
  Ruleset rules(descriptor, attributes.handled_access_fs);
  if (policy.paths) {
    for (const std::string& path : policy.paths->read) {
      if (!rules.allow(path.c_str(), kReadAccess)) return failed(path);
    }
    for (const std::string& path : policy.paths->write) {
      if (!rules.allow(path.c_str(), kReadAccess | kWriteAccess)) return failed(path);
    }
    allow_engine(rules);
  }
  if (!rules.restrict_self()) return failed("cannot restrict paths and signals");
  return {};
}

}  // namespace wali::sys
