#include "wali/syscall_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <new>
#include <vector>

#include "wali/handlers.h"
#include "wali/trace/tracer.h"

namespace wali::sys {

namespace {

constexpr int16_t None = kNoNumber;
constexpr Support Full{Level::Full}, Partial{Level::Partial}, Absent{Level::Absent, ENOSYS};
constexpr Support Refused(int error) {
  return {Level::Refused, error};
}

constexpr long host_number([[maybe_unused]] int16_t x64, [[maybe_unused]] int16_t aarch64) {
#if defined(__x86_64__)
  return x64;
#else
  return aarch64;
#endif
}

template <typename... Kinds>
struct Arguments {
  static constexpr size_t kWidth = (size_t{0} + ... + Kinds::kOperands.size());

  static constexpr auto kOffsets = [] {
    std::array<uint8_t, sizeof...(Kinds) + 1> offsets{};
    [[maybe_unused]] size_t at = 0, i = 0;
    ((offsets[i++] = static_cast<uint8_t>(at), at += Kinds::kOperands.size()), ...);
    return offsets;
  }();
  static constexpr auto kOperands = [] {
    std::array<Operand, kWidth> operands{};
    [[maybe_unused]] size_t at = 0;
    ((std::ranges::copy(Kinds::kOperands, operands.begin() + at), at += Kinds::kOperands.size()),
     ...);
    return operands;
  }();

  template <typename Kind>
  static void print(TraceLine& line, const uint64_t* words) {
    line.set_words(words);
    const Kind argument = Kind::decode(line.caller(), words);
    if constexpr (Kind::kPrintTime != PrintTime::After)
      argument.print(line);
    else if constexpr (requires { argument.look_before(line); })
      argument.look_before(line);
  }
  template <typename Kind>
  static void print_after(TraceLine& line, const uint64_t* words) {
    line.set_words(words);
    if constexpr (Kind::kPrintTime != PrintTime::Before)
      Kind::decode(line.caller(), words).print_after(line);
  }
  template <typename Kind>
  static consteval Returns returns() {
    if constexpr (requires { Kind::kReturns; }) return Kind::kReturns;
    return Returns::Always;
  }
  static const std::array<ArgumentInfo, sizeof...(Kinds)>& infos() {
    static const std::array<ArgumentInfo, sizeof...(Kinds)> infos = [] {
      size_t i = 0;
      return std::array<ArgumentInfo, sizeof...(Kinds)>{ArgumentInfo{Kinds::name(),
                                                                     kOffsets[i++],
                                                                     Kinds::kPrintTime,
                                                                     returns<Kinds>(),
                                                                     &print<Kinds>,
                                                                     &print_after<Kinds>}...};
    }();
    return infos;
  }

  template <typename Function>
  static auto apply(Function function, const Caller& caller, const uint64_t* words) {
    return [&]<size_t... I>(std::index_sequence<I...>) {
      return function(Kinds::decode(caller, words + kOffsets[I])...);
    }(std::index_sequence_for<Kinds...>());
  }
};

// The one place where the host's own lack of memory becomes the guest's.
template <auto kHandler, typename... Kinds>
jit::HostResult call_handler(void*, jit::InstanceData* instance, uint64_t* values) {
  Caller& caller = Caller::of(instance);
  try {
    values[0] = static_cast<uint64_t>(Arguments<Kinds...>::apply(
        [&](const Kinds&... kinds) { return encode(kHandler(caller, kinds...)); }, caller, values));
  } catch (const std::bad_alloc&) {
    values[0] = static_cast<uint64_t>(int64_t{-ENOMEM});
  }
  if constexpr ((std::same_as<Kinds, ExitStatus> || ...)) {
    if (caller.has_ended) return jit::HostResult::Trap;
  }
  return jit::HostResult::Ok;
}

template <auto kHandler, typename... Kinds>
jit::HostResult call_auxiliary(void*, jit::InstanceData* instance, uint64_t* values) {
  Caller& caller = Caller::of(instance);
  values[0] = static_cast<uint64_t>(Arguments<Kinds...>::apply(
      [&](const Kinds&... kinds) { return kHandler(caller, kinds...); }, caller, values));
  return jit::HostResult::Ok;
}

template <long kNumber, typename... Kinds>
jit::HostResult call_kernel(void*, jit::InstanceData* instance, uint64_t* values) {
  static_assert(kNumber >= 0 && Arguments<Kinds...>::kWidth <= 6);
  values[0] = static_cast<uint64_t>(Arguments<Kinds...>::apply(
      [](const Kinds&... kinds) {
        return std::apply([](auto... words) { return host_call_words(kNumber, words...); },
                          std::tuple_cat(kinds.kernel()...));
      },
      Caller::of(instance),
      values));
  return jit::HostResult::Ok;
}

template <int kError>
jit::HostResult answer_error(void*, jit::InstanceData*, uint64_t* values) {
  values[0] = static_cast<uint64_t>(int64_t{-kError});
  return jit::HostResult::Ok;
}

jit::HostResult answer_zero(void*, jit::InstanceData*, uint64_t* values) {
  values[0] = 0;
  return jit::HostResult::Ok;
}

/// The operands are: an address that does not matter, the number as on x86-64, six arguments.
jit::HostResult call_by_number(void*, jit::InstanceData* instance, uint64_t* values) {
  const SyscallRow* row = find_syscall(static_cast<int>(values[1]));
  if (row == nullptr) return answer_error<ENOSYS>(nullptr, instance, values);
  uint64_t words[6];
  std::copy_n(values + 2, 6, words);
  jit::HostResult result = make_call(*row, instance, words);
  values[0] = words[0];
  return result;
}

constexpr int kHighestErrno = 133;

/// By error.
constexpr auto kErrorAnswers = []<int... kErrors>(std::integer_sequence<int, kErrors...>) {
  return std::array<jit::HostCallback, sizeof...(kErrors)>{&answer_error<kErrors>...};
}(std::make_integer_sequence<int, kHighestErrno + 1>());

template <typename... Kinds>
Callable callable(std::string_view name, jit::HostCallback entry) {
  using List = Arguments<Kinds...>;
  return {name, List::kOperands, List::infos(), entry};
}

template <Support kSupport, auto kHandler, typename... Kinds>
SyscallRow handler_row(std::string_view name, int16_t x64, int16_t aarch64) {
  jit::HostCallback entry;
  if constexpr (kSupport.level == Level::Full || kSupport.level == Level::Partial)
    entry = &call_handler<kHandler, Kinds...>;
  else
    entry = &answer_error<kSupport.error>;
  return {callable<Kinds...>(name, entry), x64, aarch64, kSupport};
}

template <int16_t kX64, int16_t kAarch64, typename... Kinds>
SyscallRow kernel_row(std::string_view name, Support support) {
  return {callable<Kinds...>(name, &call_kernel<host_number(kX64, kAarch64), Kinds...>),
          kX64,
          kAarch64,
          support};
}

#define SYSCALL(name, x64, aarch64, support, ...) \
  handler_row<support, &sys_##name __VA_OPT__(, ) __VA_ARGS__>(#name, x64, aarch64),
#define KERNEL(name, x64, aarch64, support, ...) \
  kernel_row<x64, aarch64 __VA_OPT__(, ) __VA_ARGS__>(#name, support),

std::vector<SyscallRow>& table() {
  static std::vector<SyscallRow> rows = {
#include "wali/syscalls.def"
  };
  return rows;
}

#define ALIAS(...)
std::vector<SyscallRow>& variants() {
  static std::vector<SyscallRow> rows = {
#include "wali/aliases.def"
  };
  return rows;
}
#undef ALIAS
#undef KERNEL
#undef SYSCALL

struct Alias {
  std::string_view alias, name;
};
#define SYSCALL(...)
#define ALIAS(alias, name) {#alias, #name},
constexpr Alias kAliases[] = {
#include "wali/aliases.def"
};
#undef ALIAS
#undef SYSCALL

struct Note {
  std::string_view name, text;
};
constexpr Note kNotes[] = {
    {"rt_sigqueueinfo", "what would look like a fault gets EPERM"},
    {"rt_tgsigqueueinfo", "what would look like a fault gets EPERM"},
    {"pidfd_send_signal", "what would look like a fault gets EPERM"},
    {"clone", "as fork; threads are made by __wasm_thread_spawn"},
    {"get_robust_list", "the calling thread's own"},
    {"personality", "can be asked for, not changed"},
    {"membarrier", "all commands but those for restartable sequences"},
    {"fanotify_init", "could watch and hold up every process of the system"},
    {"fanotify_mark", "could watch and hold up every process of the system"},
    {"open_by_handle_at", "would open files past the permissions of their folders"},
};

#define AUXILIARY(import, name, result, ...)                                                \
  {callable<__VA_ARGS__>(#import, &call_auxiliary<&aux_##name __VA_OPT__(, ) __VA_ARGS__>), \
   AuxiliaryResult::result,                                                                 \
   false},
#define ENGINE(import, name, result, ...) \
  {callable<__VA_ARGS__>(#import, nullptr), AuxiliaryResult::result, true},
#define NUMBER(import, name, result, ...) \
  {callable<__VA_ARGS__>(#import, &call_by_number), AuxiliaryResult::result, false},
#define ZERO(import, name, result, ...) \
  {callable<__VA_ARGS__>(#import, &answer_zero), AuxiliaryResult::result, false},
std::vector<AuxiliaryRow>& auxiliary_table() {
  static std::vector<AuxiliaryRow> rows = {
#include "wali/auxiliary.def"
  };
  return rows;
}
#undef ZERO
#undef NUMBER
#undef ENGINE
#undef AUXILIARY

/// A callable behind another type than its own: data of call_adapted.
struct Adapted {
  jit::HostCallback callback;  // the target's entry or the tracer, and its data
  void* data;
  size_t declared;         // how many of its operands the import has
  uint64_t sign_extended;  // bit n: operand n is declared i32 and means a signed 64-bit number
  AuxiliaryResult result;
};

jit::HostResult call_adapted(void* data, jit::InstanceData* instance, uint64_t* values) {
  const Adapted& adapted = *static_cast<const Adapted*>(data);
  uint64_t words[8] = {};
  for (size_t i = 0; i < adapted.declared; ++i) {
    words[i] = adapted.sign_extended >> i & 1
                   ? static_cast<uint64_t>(int64_t{static_cast<int32_t>(values[i])})
                   : values[i];
  }
  jit::HostResult result = adapted.callback(adapted.data, instance, words);
  if (adapted.result == AuxiliaryResult::I64) values[0] = words[0];
  if (adapted.result == AuxiliaryResult::I32) values[0] = static_cast<uint32_t>(words[0]);
  return result;
}

/// Objects that stubs point to live as long as the process.
template <typename T>
T* keep_for_life(T value) {
  static std::mutex mutex;
  static auto& kept = *new std::deque<T>;
  std::scoped_lock lock(mutex);
  return &kept.emplace_back(std::move(value));
}

std::optional<AuxiliaryResult> result_of(const loader::FunctionType& type) {
  if (type.results.empty()) return AuxiliaryResult::None;
  if (type.results.size() > 1) return std::nullopt;
  if (type.results[0] == loader::ValueType::I32) return AuxiliaryResult::I32;
  if (type.results[0] == loader::ValueType::I64) return AuxiliaryResult::I64;
  return std::nullopt;
}

std::optional<Binding> bind(const Callable& target,
                            AuxiliaryResult own_result,
                            const loader::FunctionType& type) {
  std::optional<AuxiliaryResult> result = result_of(type);
  if (!result) return std::nullopt;
  for (loader::ValueType parameter : type.params) {
    if (!loader::is_integer(parameter) && !loader::is_float(parameter)) return std::nullopt;
  }
  const TracedCall* traced = traced_call(target);
  jit::HostCallback callback = traced != nullptr ? &trace_call : target.entry;
  void* data = traced != nullptr ? const_cast<TracedCall*>(traced) : nullptr;
  Adapted adapted{callback, data, std::min(type.params.size(), target.operands.size()), 0, *result};
  for (size_t i = 0; i < adapted.declared; ++i) {
    if (target.operands[i] == Operand::S64 && type.params[i] == loader::ValueType::I32)
      adapted.sign_extended |= uint64_t{1} << i;
  }
  bool direct = adapted.declared == target.operands.size() && adapted.sign_extended == 0 &&
                *result == AuxiliaryResult::I64 && own_result == AuxiliaryResult::I64;
  if (direct) return Binding{callback, data};
  return Binding{&call_adapted, keep_for_life(adapted)};
}

constexpr std::string_view kPrefix = "SYS_";

}  // namespace

std::string_view name_of(Level level) {
  constexpr std::string_view kNames[] = {"full", "partial", "absent", "refused"};
  return kNames[static_cast<size_t>(level)];
}

std::span<const SyscallRow> syscalls() {
  return table();
}

std::span<const SyscallRow> syscall_variants() {
  return variants();
}

std::span<const AuxiliaryRow> auxiliaries() {
  return auxiliary_table();
}

const SyscallRow* find_syscall(std::string_view name) {
  static const std::vector<const SyscallRow*> by_name = [] {
    std::vector<const SyscallRow*> sorted;
    for (const SyscallRow& row : table()) sorted.push_back(&row);
    for (const SyscallRow& row : variants()) sorted.push_back(&row);
    std::ranges::sort(sorted, {}, [](const SyscallRow* row) { return row->name; });
    return sorted;
  }();
  for (const Alias& alias : kAliases) {
    if (alias.alias == name) name = alias.name;
  }
  auto found =
      std::ranges::lower_bound(by_name, name, {}, [](const SyscallRow* row) { return row->name; });
  return found != by_name.end() && (*found)->name == name ? *found : nullptr;
}

const SyscallRow* find_syscall(int x64_number) {
  if (x64_number < 0) return nullptr;
  auto found = std::ranges::find(table(), x64_number, &SyscallRow::x64_number);
  return found == table().end() ? nullptr : &*found;
}

void deny_call(std::string_view name, int error) {
  // What reaches the same handler in another way.
  constexpr std::pair<std::string_view, std::string_view> kOtherWays[] = {
      {"mmap", "mmap2"}, {"clone", "__wasm_thread_spawn"}, {"vfork", "vfork"}};
  auto deny = [error](auto& rows, std::string_view wanted) {
    for (auto& row : rows) {
      if (row.name == wanted) row.entry = kErrorAnswers[static_cast<size_t>(error)];
    }
  };
  deny(table(), name);
  for (const auto& [call, other] : kOtherWays) {
    if (call != name) continue;
    deny(variants(), other);
    deny(auxiliary_table(), other);
  }
}

jit::HostResult make_call(const SyscallRow& row, jit::InstanceData* instance, uint64_t* words) {
  if (const TracedCall* traced = traced_call(row))
    return trace_call(const_cast<TracedCall*>(traced), instance, words);
  return row.entry(nullptr, instance, words);
}

std::string signature_of(const Callable& row) {
  std::string text = fmt::format("{}(", row.name);
  for (const ArgumentInfo& argument : row.arguments) {
    if (argument.first_operand != 0) text += ", ";
    text += argument.name;
  }
  return text + ")";
}

std::string wasm_signature_of(const SyscallRow& row) {
  std::string text = "(";
  for (size_t i = 0; i < row.operands.size(); ++i) {
    if (i != 0) text += ' ';
    text += is_64_bit(row.operands[i]) ? "i64" : "i32";
  }
  return text + ") -> i64";
}

std::string_view note_of(const SyscallRow& row) {
  auto found = std::ranges::find(kNotes, row.name, &Note::name);
  if (found != std::end(kNotes)) return found->text;
  return row.support.level == Level::Refused ? "could reach the engine or the system behind it"
                                             : "";
}

std::optional<Binding> bind_syscall(std::string_view import_name,
                                    const loader::FunctionType& type) {
  if (!import_name.starts_with(kPrefix)) return std::nullopt;
  import_name.remove_prefix(kPrefix.size());
  const Callable* target = find_syscall(import_name);
  if (target == nullptr) {
    std::string& name = *keep_for_life(std::string(import_name));
    target = keep_for_life(callable<>(name, &answer_error<ENOSYS>));
  }
  return bind(*target, AuxiliaryResult::I64, type);
}

std::optional<Binding> bind_import(std::string_view import_name, const loader::FunctionType& type) {
  if (import_name.starts_with(kPrefix)) return bind_syscall(import_name, type);
  auto found = std::ranges::find(auxiliary_table(), import_name, &AuxiliaryRow::name);
  if (found == auxiliary_table().end() || found->by_engine) return std::nullopt;
  return bind(*found, found->result, type);
}

}  // namespace wali::sys
