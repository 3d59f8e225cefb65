#include <linux/futex.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstring>

#include "wali/argument.h"
#include "wali/trace/signal_text.h"

// How the tracer shows arguments of the calls about processes, threads and signals.

namespace wali::sys {

void StringArray::print(TraceLine& line) const {
  if (value == 0) return line.append_address(value);
  line.text() += '[';
  for (uint32_t i = 0;; ++i) {
    auto item = line.caller().load<uint32_t>(value + 4 * i);
    if (!item || *item == 0) break;
    if (i != 0) line.text() += ", ";
    if (i == line.style().string_limit) {
      line.text() += "...";
      break;
    }
    line.append_string(*item);
  }
  line.text() += ']';
}

void Environment::print(TraceLine& line) const {
  constexpr uint32_t kCounted = 65536;
  if (line.style().is_verbose) return StringArray{value}.print(line);
  line.append_address(value);
  if (value == 0) return;
  uint32_t count = 0;
  while (count < kCounted && line.caller().load<uint32_t>(value + 4 * count).value_or(0) != 0) {
    ++count;
  }
  line.append(
      " /* {}{} var{} */", count == kCounted ? "at least " : "", count, count == 1 ? "" : "s");
}

void Signal::print(TraceLine& line) const {
  value >= 1 && value <= kSignalCount ? void(line.text() += signal_name(value))
                                      : line.append("{}", value);
}

void InProcessors::print(TraceLine& line) const {
  auto size = std::min<uint64_t>(line.word(-1), 128);
  line.text() += '[';
  bool is_first = true;
  for (uint32_t cpu = 0; cpu < 8 * size; ++cpu) {
    auto byte = line.caller().load<uint8_t>(value + cpu / 8);
    if (!byte) {
      line.text().pop_back();
      return line.append_address(value);
    }
    if ((*byte >> cpu % 8 & 1) == 0) continue;
    line.append("{}{}", is_first ? "" : " ", cpu);
    is_first = false;
  }
  line.text() += ']';
}

void OutProcessors::print_after(TraceLine& line) const {
  line.has_failed() ? line.append_address(value) : InProcessors{value}.print(line);
}

void OutPages::print_after(TraceLine& line) const {
  constexpr uint64_t kPage = 4096;
  if (line.has_failed()) return line.append_address(value);
  uint64_t count = (line.word(-1) + kPage - 1) / kPage;
  line.text() += '[';
  for (uint32_t i = 0; i < count; ++i) {
    auto page = line.caller().load<uint8_t>(value + i);
    if (i != 0) line.text() += ", ";
    if (!page || i == line.style().string_limit) {
      line.text() += "...";
      break;
    }
    line.append("{}", *page & 1);
  }
  line.text() += ']';
}

namespace {

enum class FutexUse : uint8_t { Nothing, Timeout, TimeoutMask, Count, CountValue };

struct FutexShape {
  uint32_t command;
  FutexUse use;
};
constexpr FutexShape kFutexShapes[] = {
    {FUTEX_WAIT, FutexUse::Timeout},
    {FUTEX_LOCK_PI, FutexUse::Timeout},
    {13 /* FUTEX_LOCK_PI2 */, FutexUse::Timeout},
    {FUTEX_WAIT_BITSET, FutexUse::TimeoutMask},
    {FUTEX_WAKE_BITSET, FutexUse::TimeoutMask},
    {FUTEX_REQUEUE, FutexUse::Count},
    {FUTEX_CMP_REQUEUE, FutexUse::CountValue},
    {FUTEX_WAKE_OP, FutexUse::CountValue},
    {FUTEX_CMP_REQUEUE_PI, FutexUse::CountValue},
    {FUTEX_WAIT_REQUEUE_PI, FutexUse::Timeout},
};

FutexUse use_of(uint32_t operation) {
  auto shape = std::ranges::find(kFutexShapes, operation & FUTEX_CMD_MASK, &FutexShape::command);
  return shape == std::end(kFutexShapes) ? FutexUse::Nothing : shape->use;
}

bool has_second_word(uint32_t operation) {
  FutexUse use = use_of(operation);
  return use == FutexUse::Count || use == FutexUse::CountValue ||
         (operation & FUTEX_CMD_MASK) == FUTEX_WAIT_REQUEUE_PI;
}

void append_wake_operation(TraceLine& line, uint32_t value) {
  uint32_t operation = value >> 28, compare = value >> 24 & 15;
  if ((operation & FUTEX_OP_OPARG_SHIFT) != 0) line.text() += "FUTEX_OP_OPARG_SHIFT<<28|";
  line.append_name(kFutexOpNames, operation & 7);
  auto number = [](uint32_t bits) { return bits == 0 ? "0" : fmt::format("{:#x}", bits); };
  line.append("<<28|{}<<12|", number(value >> 12 & 0xfff));
  line.append_name(kFutexCompareNames, compare);
  line.append("<<24|{}", number(value & 0xfff));
}

}  // namespace

void FutexOperation::print(TraceLine& line) const {
  auto named = std::ranges::find(kFutexNames.values, value & FUTEX_CMD_MASK, &NamedValue::value);
  if (named == kFutexNames.values.end()) return line.append_name(kFutexNames, value);
  line.text() += named->name;
  if ((value & FUTEX_PRIVATE_FLAG) != 0) line.text() += "_PRIVATE";
  if ((value & FUTEX_CLOCK_REALTIME) != 0) line.text() += "|FUTEX_CLOCK_REALTIME";
}

void FutexTimeout::print(TraceLine& line) const {
  auto operation = static_cast<uint32_t>(line.word(-2));
  if ((operation & FUTEX_CMD_MASK) == FUTEX_WAKE_BITSET) return;
  switch (use_of(operation)) {
    case FutexUse::Nothing:
      return;
    case FutexUse::Count:
    case FutexUse::CountValue:
      return line.append("{}", value);
    case FutexUse::Timeout:
    case FutexUse::TimeoutMask: {
      auto time = line.caller().load<timespec>(value);
      time ? Structure<timespec>::print(line, *time) : line.append_address(value);
    }
  }
}

void FutexWord::print(TraceLine& line) const {
  if (has_second_word(static_cast<uint32_t>(line.word(-3)))) line.append_address(value);
}

void FutexValue::print(TraceLine& line) const {
  auto operation = static_cast<uint32_t>(line.word(-4));
  FutexUse use = use_of(operation);
  if ((operation & FUTEX_CMD_MASK) == FUTEX_WAKE_OP)
    append_wake_operation(line, static_cast<uint32_t>(value));
  else if (use == FutexUse::TimeoutMask && value == -1)
    line.text() += "FUTEX_BITSET_MATCH_ANY";
  else if (use == FutexUse::TimeoutMask)
    line.append("{:#x}", static_cast<uint32_t>(value));
  else if (use == FutexUse::CountValue)
    line.append("{}", value);
}

namespace {

enum class PrctlUse : uint8_t {
  Numbers,
  Nothing,
  Signal,
  OutInt,
  OutSignal,
  InName,
  OutName,
  Dumpable
};

struct PrctlShape {
  int32_t option;
  PrctlUse use;
  size_t count;  // of arguments behind the option
};
constexpr PrctlShape kPrctlShapes[] = {
    {PR_SET_PDEATHSIG, PrctlUse::Signal, 1},
    {PR_GET_PDEATHSIG, PrctlUse::OutSignal, 1},
    {PR_GET_DUMPABLE, PrctlUse::Nothing, 0},
    {PR_SET_DUMPABLE, PrctlUse::Dumpable, 1},
    {PR_GET_KEEPCAPS, PrctlUse::Nothing, 0},
    {PR_SET_KEEPCAPS, PrctlUse::Numbers, 1},
    {PR_SET_NAME, PrctlUse::InName, 1},
    {PR_GET_NAME, PrctlUse::OutName, 1},
    {PR_SET_TIMERSLACK, PrctlUse::Numbers, 1},
    {PR_GET_TIMERSLACK, PrctlUse::Nothing, 0},
    {PR_SET_CHILD_SUBREAPER, PrctlUse::Numbers, 1},
    {PR_GET_CHILD_SUBREAPER, PrctlUse::OutInt, 1},
    {PR_SET_NO_NEW_PRIVS, PrctlUse::Numbers, 4},
    {PR_GET_NO_NEW_PRIVS, PrctlUse::Numbers, 4},
    {PR_CAPBSET_READ, PrctlUse::Numbers, 1},
    {PR_CAPBSET_DROP, PrctlUse::Numbers, 1},
};
constexpr PrctlShape kOtherPrctl = {0, PrctlUse::Numbers, 4};

}  // namespace

namespace {

int32_t option_of(const TraceLine& line) {
  return static_cast<int32_t>(line.word(-static_cast<int>(line.place())));
}

const PrctlShape& shape_of(int32_t option) {
  auto found = std::ranges::find(kPrctlShapes, option, &PrctlShape::option);
  return found != std::end(kPrctlShapes) ? *found : kOtherPrctl;
}

}  // namespace

void PrctlArgument::print(TraceLine& line) const {
  const PrctlShape& shape = shape_of(option_of(line));
  if (line.place() > shape.count) return;
  switch (shape.use) {
    case PrctlUse::Nothing:
    case PrctlUse::OutName:
    case PrctlUse::OutInt:
    case PrctlUse::OutSignal:
      return;
    case PrctlUse::Numbers:
      if (&shape == &kOtherPrctl && value != 0) return line.append("{:#x}", value);
      return line.append("{}", value);
    case PrctlUse::Dumpable:
      return line.append_name(kDumpableNames, value);
    case PrctlUse::Signal:
      return Signal{static_cast<int32_t>(value)}.print(line);
    case PrctlUse::InName:
      return line.append_string(static_cast<uint32_t>(value));
  }
}

void PrctlArgument::print_after(TraceLine& line) const {
  int32_t option = option_of(line);
  const PrctlShape& shape = shape_of(option);
  if (option == PR_GET_DUMPABLE && line.place() == 1 && line.result() >= 0)
    kDumpableNames.append(line.note(), static_cast<uint64_t>(line.result()));
  if (line.place() > shape.count) return;
  auto address = static_cast<uint32_t>(value);
  if (shape.use == PrctlUse::OutName)
    return line.has_failed() ? line.append_address(address) : line.append_string(address);
  if (shape.use != PrctlUse::OutInt && shape.use != PrctlUse::OutSignal) return;
  auto number = line.caller().load<int32_t>(address);
  if (!number || line.has_failed()) return line.append_address(address);
  line.text() += '[';
  shape.use == PrctlUse::OutSignal ? Signal{*number}.print(line) : line.append("{}", *number);
  line.text() += ']';
}

void Structure<int32_t>::print(TraceLine& line, const int32_t& value) {
  line.append("[{}]", value);
}
void Structure<uint32_t>::print(TraceLine& line, const uint32_t& value) {
  line.append("[{}]", static_cast<int32_t>(value));
}
void Structure<int64_t>::print(TraceLine& line, const int64_t& value) {
  line.append("[{}]", value);
}
void Structure<Pair>::print(TraceLine& line, const Pair& values) {
  line.text() += '[';
  line.append_descriptor(values[0]);
  line.text() += ", ";
  line.append_descriptor(values[1]);
  line.text() += ']';
}
void Structure<Parameter>::print(TraceLine& line, const Parameter& value) {
  line.append("[{}]", value.priority);
}

void Structure<WaitStatus>::print(TraceLine& line, const WaitStatus& value) {
  int status = value.value;
  if (WIFSTOPPED(status))
    line.append("[{{WIFSTOPPED(s) && WSTOPSIG(s) == {}}}]", signal_name(WSTOPSIG(status)));
  else if (WIFSIGNALED(status))
    line.append("[{{WIFSIGNALED(s) && WTERMSIG(s) == {}{}}}]",
                signal_name(WTERMSIG(status)),
                WCOREDUMP(status) ? " && WCOREDUMP(s)" : "");
  else if (WIFEXITED(status))
    line.append("[{{WIFEXITED(s) && WEXITSTATUS(s) == {}}}]", WEXITSTATUS(status));
  else if (WIFCONTINUED(status))
    line.append("[{{WIFCONTINUED(s)}}]");
  else
    line.append("[{:#x}]", status);
}

void Structure<siginfo_t>::print(TraceLine& line, const siginfo_t& value) {
  line.text() += signal_info_text(value);
}

void Structure<utsname>::print(TraceLine& line, const utsname& value) {
  auto quoted = [&](std::string_view field, const char* text, size_t size) {
    line.text() += field;
    line.append_quoted({text, strnlen(text, size)});
  };
  quoted("{sysname=", value.sysname, sizeof value.sysname);
  quoted(", nodename=", value.nodename, sizeof value.nodename);
  if (!line.style().is_verbose) return line.append(", ...}}");
  quoted(", release=", value.release, sizeof value.release);
  quoted(", version=", value.version, sizeof value.version);
  quoted(", machine=", value.machine, sizeof value.machine);
  quoted(", domainname=", value.domainname, sizeof value.domainname);
  line.text() += '}';
}

void Structure<struct sysinfo>::print(TraceLine& line, const struct sysinfo& value) {
  line.append(
      "{{uptime={}, loads=[{}, {}, {}], totalram={}, freeram={}, sharedram={}, bufferram={}, ",
      value.uptime,
      value.loads[0],
      value.loads[1],
      value.loads[2],
      value.totalram,
      value.freeram,
      value.sharedram,
      value.bufferram);
  line.append("totalswap={}, freeswap={}, procs={}, totalhigh={}, freehigh={}, mem_unit={}}}",
              value.totalswap,
              value.freeswap,
              value.procs,
              value.totalhigh,
              value.freehigh,
              value.mem_unit);
}

void Structure<rusage>::print(TraceLine& line, const rusage& value) {
  line.text() += "{ru_utime=";
  Structure<timeval>::print(line, value.ru_utime);
  line.text() += ", ru_stime=";
  Structure<timeval>::print(line, value.ru_stime);
  if (!line.style().is_verbose) return line.append(", ...}}");
  struct {
    std::string_view name;
    long value;
  } counts[] = {{"maxrss", value.ru_maxrss},
                {"ixrss", value.ru_ixrss},
                {"idrss", value.ru_idrss},
                {"isrss", value.ru_isrss},
                {"minflt", value.ru_minflt},
                {"majflt", value.ru_majflt},
                {"nswap", value.ru_nswap},
                {"inblock", value.ru_inblock},
                {"oublock", value.ru_oublock},
                {"msgsnd", value.ru_msgsnd},
                {"msgrcv", value.ru_msgrcv},
                {"nsignals", value.ru_nsignals},
                {"nvcsw", value.ru_nvcsw},
                {"nivcsw", value.ru_nivcsw}};
  for (const auto& [name, count] : counts) line.append(", ru_{}={}", name, count);
  line.text() += '}';
}

void Structure<rlimit>::print(TraceLine& line, const rlimit& value) {
  auto limit = [&](std::string_view field, rlim_t bytes) {
    line.text() += field;
    if (bytes == RLIM_INFINITY)
      line.text() += "RLIM64_INFINITY";
    else if (bytes > 1024 && bytes % 1024 == 0)
      line.append("{}*1024", bytes / 1024);
    else
      line.append("{}", bytes);
  };
  limit("{rlim_cur=", value.rlim_cur);
  limit(", rlim_max=", value.rlim_max);
  line.text() += '}';
}

void Structure<GuestSigset>::print(TraceLine& line, const GuestSigset& value) {
  line.text() += signal_set_text(value.bits);
}

void Structure<GuestSigaction>::print(TraceLine& line, const GuestSigaction& value) {
  line.text() += "{sa_handler=";
  if (value.handler == SignalAction::kDefault)
    line.text() += "SIG_DFL";
  else if (value.handler == SignalAction::kIgnore)
    line.text() += "SIG_IGN";
  else
    line.append("{:#x}", uint32_t{value.handler});
  line.append(", sa_mask={}, sa_flags=", signal_set_text(value.mask));
  line.append_name(kSigactionFlagNames, static_cast<uint32_t>(value.flags));
  constexpr uint32_t kHasRestorer = 0x04000000;
  if ((value.flags & kHasRestorer) != 0)
    line.append(", sa_restorer={:#x}", uint32_t{value.restorer});
  line.text() += '}';
}

void Structure<GuestStack>::print(TraceLine& line, const GuestStack& value) {
  line.text() += "{ss_sp=";
  line.append_address(value.sp);
  line.text() += ", ss_flags=";
  line.append_name(kStackFlagNames, static_cast<uint32_t>(value.flags));
  line.append(", ss_size={}}}", value.size);
}

void Structure<__user_cap_header_struct>::print(TraceLine& line,
                                                const __user_cap_header_struct& value) {
  line.text() += "{version=";
  line.append_name(kCapVersionNames, value.version);
  line.append(", pid={}}}", value.pid);
}

void Structure<CapabilitySets>::print(TraceLine& line, const CapabilitySets& value) {
  auto append = [&](std::string_view field, uint32_t low, uint32_t high) {
    line.append("{}=", field);
    uint64_t bits = uint64_t{high} << 32 | low;
    std::string_view separator;
    for (const NamedValue& capability : kCapabilityNames.values) {
      uint64_t bit = uint64_t{1} << capability.value;
      if ((bits & bit) == 0) continue;
      line.append("{}1<<{}", separator, capability.name);
      separator = "|";
      bits &= ~bit;
    }
    if (bits != 0) line.append("{}{:#x}", separator, bits);
    if (bits == 0 && separator.empty()) line.text() += '0';
  };
  const auto& [low, high] = value.sets;
  append("{effective", low.effective, high.effective);
  append(", permitted", low.permitted, high.permitted);
  append(", inheritable", low.inheritable, high.inheritable);
  line.text() += '}';
}

}  // namespace wali::sys
