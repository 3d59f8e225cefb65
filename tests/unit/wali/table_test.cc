#include <doctest/doctest.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/unit/wali/guest.h"

namespace wali::sys::test {

TEST_CASE("the table: names and numbers are unique") {
  std::set<std::string_view> names;
  std::set<int> x64, aarch64;
  for (const SyscallRow& row : syscalls()) {
    CAPTURE(row.name);
    CHECK(names.insert(row.name).second);
    if (row.x64_number != kNoNumber) CHECK(x64.insert(row.x64_number).second);
    if (row.aarch64_number != kNoNumber) CHECK(aarch64.insert(row.aarch64_number).second);
  }
  CHECK(syscalls().size() == 385);
}

#if defined(__x86_64__)
TEST_CASE("the table: numbers are those of the host's headers") {
  const std::map<std::string_view, long> known = {{"read", SYS_read},
                                                  {"openat", SYS_openat},
                                                  {"fadvise", SYS_fadvise64},
                                                  {"getdents64", SYS_getdents64},
                                                  {"newfstatat", SYS_newfstatat},
                                                  {"futex", SYS_futex},
                                                  {"exit_group", SYS_exit_group},
                                                  {"clock_gettime", SYS_clock_gettime},
                                                  {"epoll_pwait2", SYS_epoll_pwait2},
                                                  {"statx", SYS_statx},
                                                  {"openat2", SYS_openat2},
                                                  {"close_range", SYS_close_range},
                                                  {"faccessat2", SYS_faccessat2},
                                                  {"prlimit64", SYS_prlimit64},
                                                  {"renameat2", SYS_renameat2},
                                                  {"getrandom", SYS_getrandom}};
  for (auto [name, number] : known) {
    CAPTURE(name);
    REQUIRE(find_syscall(name) != nullptr);
    CHECK(find_syscall(name)->x64_number == number);
    CHECK(find_syscall(static_cast<int>(number)) == find_syscall(name));
  }
}
#endif

TEST_CASE("the table: support levels are honest") {
  for (const SyscallRow& row : syscalls()) {
    CAPTURE(row.name);
    CHECK((row.entry != nullptr));
    CHECK((row.support.level == Level::Absent ? row.support.error == ENOSYS : true));
    CHECK((row.support.level == Level::Refused ? row.support.error != 0 : true));
    CHECK((row.support.level == Level::Partial ? !note_of(row).empty() : true));
    CHECK((row.support.level == Level::Full ? note_of(row).empty() : true));
    CHECK(signature_of(row).starts_with(row.name));
  }
}

TEST_CASE("the table: operands follow one another without gaps") {
  for (const SyscallRow& row : syscalls()) {
    CAPTURE(row.name);
    size_t at = 0;
    for (const ArgumentInfo& argument : row.arguments) {
      CHECK(argument.first_operand >= at);
      CHECK(argument.first_operand < row.operands.size());
      CHECK((argument.print != nullptr));
      CHECK((argument.print_after != nullptr));
      CHECK_FALSE(argument.name.empty());
      at = argument.first_operand + 1u;
    }
    CHECK(row.operands.size() <= 6);
  }
}

TEST_CASE("the table: rows without a handler answer their errno") {
  Guest guest;
  for (const SyscallRow& row : syscalls()) {
    if (row.support.level != Level::Absent && row.support.level != Level::Refused) continue;
    CAPTURE(row.name);
    uint64_t words[8] = {};
    CHECK(row.entry(nullptr, guest.instance(), words) == jit::HostResult::Ok);
    CHECK(static_cast<int64_t>(words[0]) == -row.support.error);
  }
}

TEST_CASE("the table: signatures equal the published ones" *
          doctest::skip(std::getenv("WALI_SYSCALL_LIST") == nullptr)) {
  // Tab-separated, with a header line that names the columns.
  std::ifstream file(std::getenv("WALI_SYSCALL_LIST"));
  REQUIRE(file);
  auto split = [](const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    return fields;
  };
  std::string line;
  std::getline(file, line);
  std::vector<std::string> header = split(line);
  auto column = [&](std::string_view name) {
    return static_cast<size_t>(std::ranges::find(header, name) - header.begin());
  };
  size_t rows = 0;
  while (std::getline(file, line)) {
    std::vector<std::string> fields = split(line);
    CAPTURE(fields[0]);
    const SyscallRow* row = find_syscall(fields[0]);
    REQUIRE(row != nullptr);
    std::string published = fields[column("wasm_sig")];
    std::ranges::replace(published, ',', ' ');
    published.replace(published.find("->("), 3, " -> ");
    published.pop_back();
    CHECK(wasm_signature_of(*row) == published);
    auto number = [](int16_t value) { return value < 0 ? "-" : std::to_string(value); };
    CHECK(number(row->x64_number) == fields[column("x86_64")]);
    CHECK(number(row->aarch64_number) == fields[column("aarch64")]);
    ++rows;
  }
  CHECK(rows == syscalls().size());
}

}  // namespace wali::sys::test
