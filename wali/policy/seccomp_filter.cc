#include <fmt/format.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "wali/policy/kernel_rules.h"
#include "wali/syscall_table.h"

namespace wali::sys {

namespace {

class Filter {
 public:
  Filter() : filter_(seccomp_init(SCMP_ACT_ALLOW), seccomp_release) {}

  void deny(int number, int error) { add(number, error); }
  void deny_if(int number, int error, scmp_arg_cmp condition) { add(number, error, condition); }
  /// Whether the filter is in force now.
  bool load() {
    // Programs of other architectures have calls of other numbers.
    note(seccomp_attr_set(filter_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(ENOSYS)));
    if (error_ == 0) note(seccomp_load(filter_.get()));
    errno = error_;
    return error_ == 0;
  }

 private:
  template <typename... Conditions>
  void add(int number, int error, Conditions... conditions) {
    if (filter_ == nullptr) return note(-ENOMEM);
    int result = seccomp_rule_add(filter_.get(),
                                  SCMP_ACT_ERRNO(static_cast<uint16_t>(error)),
                                  number,
                                  sizeof...(conditions),
                                  conditions...);
    if (result != -EEXIST) note(result);
  }
  void note(int result) {
    if (result < 0 && error_ == 0) error_ = -result;
  }

  std::unique_ptr<void, decltype(&seccomp_release)> filter_;
  int error_ = 0;
};

// Of the calls that guests are refused the engine needs these itself, be it when it is executed
// anew.
bool engine_needs(std::string_view name) {
  return name == "rt_sigreturn" || name == "arch_prctl" || name == "rseq";
}

int number_of(const SyscallRow& row) {
#if defined(__x86_64__)
  return row.x64_number;
#else
  return row.aarch64_number;
#endif
}

}  // namespace

std::expected<void, std::string> filter_engine_calls(const Policy& policy) {
  Filter filter;
  for (const SyscallRow& row : syscalls()) {
    if (row.support.level != Level::Refused || number_of(row) < 0 || engine_needs(row.name))
      continue;
    filter.deny(number_of(row), row.support.error);
  }
  constexpr unsigned long kForeignSpaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS |
                                           CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
                                           CLONE_NEWNET;
  for (unsigned long flag = 1; flag <= kForeignSpaces; flag <<= 1) {
    if ((kForeignSpaces & flag) != 0)
      filter.deny_if(SCMP_SYS(clone), EPERM, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
  }
  constexpr unsigned long kQuery = 0xffffffff;
  filter.deny_if(SCMP_SYS(personality), EPERM, SCMP_A0(SCMP_CMP_NE, kQuery));
  for (int option : {PR_SET_MM, PR_SET_SECCOMP, PR_SET_SYSCALL_USER_DISPATCH}) {
    filter.deny_if(SCMP_SYS(prctl), EPERM, SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(option)));
  }
  // A module that is executed needs code of its own, and the filter holds for it as well.
  if (policy.exec == ExecRule::None) {
    for (int number : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
      filter.deny_if(number, EACCES, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
    filter.deny(SCMP_SYS(execve), EPERM);
    filter.deny(SCMP_SYS(execveat), EPERM);
  }
  if (filter.load()) return {};
  return std::unexpected(fmt::format("policy: cannot confine the engine: {}", strerror(errno)));
}

}  // namespace wali::sys
