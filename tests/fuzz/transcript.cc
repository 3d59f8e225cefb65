#include "tests/fuzz/transcript.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <deque>
#include <fstream>
#include <iterator>
#include <limits>
#include <span>

#include "engine/instance.h"
#include "engine/instantiate.h"
#include "engine/invoke.h"
#include "engine/linker.h"
#include "engine/memory_instance.h"
#include "engine/store.h"
#include "engine/trap.h"
#include "engine/type_registry.h"
#include "engine/value.h"
#include "jit/operation.h"
#include "loader/decoder.h"

namespace wali::fuzz {
namespace {

using engine::Value;
using loader::ExternalKind;
using loader::ValueType;

// A module that logs in an endless loop must not fill the memory.
constexpr size_t kMaxTranscript = size_t{4} << 20;

std::string to_text(const Value& value) {
  std::string type = loader::name_of(value.type);
  if (value.type == ValueType::F32 && std::isnan(value.as_f32())) return "nan:f32";
  if (value.type == ValueType::F64 && std::isnan(value.as_f64())) return "nan:f64";
  if (loader::is_reference(value.type)) {
    return fmt::format("{}:{}", value.bits == 0 ? "null" : "ref", type);
  }
  if (value.type == ValueType::V128) {
    return fmt::format("{:#018x}{:016x}:{}", value.high_bits, value.bits, type);
  }
  return fmt::format("{:#x}:{}", value.bits, type);
}

std::string to_text(std::span<const Value> values) {
  std::string text;
  for (const Value& value : values) {
    text += ' ';
    text += to_text(value);
  }
  return text;
}

std::string_view kind_of(jit::TrapReason reason) {
  switch (reason) {
    case jit::TrapReason::Unreachable:
      return "unreachable";
    case jit::TrapReason::MemoryOutOfBounds:
    case jit::TrapReason::UnalignedAtomic:
      return "memory";
    case jit::TrapReason::IntegerDivideByZero:
      return "divide by zero";
    case jit::TrapReason::IntegerOverflow:
    case jit::TrapReason::InvalidConversionToInteger:
      return "overflow";
    case jit::TrapReason::UninitializedElement:
    case jit::TrapReason::IndirectCallTypeMismatch:
      return "element";
    case jit::TrapReason::UndefinedElement:
    case jit::TrapReason::TableOutOfBounds:
      return "table";
    case jit::TrapReason::StackExhausted:
      return "stack";
    case jit::TrapReason::NullReference:
    case jit::TrapReason::NullFunctionReference:
    case jit::TrapReason::NullExceptionReference:
      return "null";
    case jit::TrapReason::UncaughtException:
      return "exception";
    default:
      return engine::message_of(reason);
  }
}

std::string to_text(const engine::Trap& trap, Detail detail) {
  if (detail != Detail::Full) return std::string(kind_of(trap.reason));
  // Where the stack ends depends on the frames, and what is thrown there on nothing that Wasm says.
  if (trap.reason == jit::TrapReason::StackExhausted || trap.backtrace.empty()) return trap.message;
  const engine::BacktraceFrame& frame = trap.backtrace.front();
  return fmt::format("{} in {} at {:#x}", trap.message, frame.function_index, frame.wasm_offset);
}

// How often each export is called, with other arguments each time.
constexpr size_t kRounds = 2;

Value argument_at(size_t position, ValueType type) {
  constexpr uint64_t kV128[][2] = {{0x8000000000000001, 0x7fffffff80000000},
                                   {0x3f8000007fff8000, 0x4008000000000000},
                                   {~uint64_t{0}, 0x0102030405060708},
                                   {0x00ff80017f000000, 0xcf00000041000000}};
  constexpr uint32_t kI32[] = {7, ~uint32_t{0}, 0x7fffffff, 65536};
  constexpr uint64_t kI64[] = {9, ~uint64_t{0}, 0x7fffffffffffffff, 0x100000000};
  constexpr float kF32[] = {1.5F, -0.0F, 16777216.0F, std::numeric_limits<float>::infinity()};
  constexpr double kF64[] = {2.25, -0.0, 4294967296.5, -std::numeric_limits<double>::infinity()};
  size_t i = position % 4;
  switch (type) {
    case ValueType::I32:
      return Value::i32(kI32[i]);
    case ValueType::I64:
      return Value::i64(kI64[i]);
    case ValueType::F32:
      return Value::f32(kF32[i]);
    case ValueType::F64:
      return Value::f64(kF64[i]);
    case ValueType::V128:
      return Value::v128(kV128[i][0], kV128[i][1]);
    default:
      return Value{type, 0};
  }
}

/// A module of a proposal that wali leaves out on purpose is told apart from one that it should
/// take.
std::string rejection(const Error& error, std::string& refusal) {
  refusal = to_string(error);
  bool is_gc = error.kind == ErrorKind::Unsupported && error.message.contains("gc proposal");
  return is_gc ? "unsupported\n" : "rejected\n";
}

uint32_t hash_of(const jit::MemoryData& memory) {
  uint32_t hash = 0x811c9dc5;
  for (uint64_t at = 0; at < memory.byte_size; at += sizeof(uint32_t)) {
    uint32_t word;
    std::memcpy(&word, memory.base + at, sizeof word);
    hash = std::rotl((hash ^ word) * 0x01000193, 13);
  }
  return hash;
}

class Run {
 public:
  explicit Run(const RunOptions& options) : options_(options) {}

  std::string transcript(std::vector<std::byte> bytes, std::string& refusal) {
    enter(Phase::Load);
    auto module = loader::decode(std::move(bytes));
    if (!module) {
      return rejection(module.error(), refusal);
    }
    auto store =
        engine::Store::create({.compile = {.cpu = options_.cpu, .bounds = options_.bounds}});
    if (!store) {
      return rejection(store.error(), refusal);
    }
    engine::Linker linker;
    define_stubs(**module, linker);
    // Compiled apart from instantiation, which may run a start function.
    if (auto code = (*store)->code_of(*module); !code) {
      return rejection(code.error(), refusal);
    }
    enter(Phase::Run);
    auto instance = engine::instantiate(**store, *module, linker);
    if (!instance) {
      if (auto* error = std::get_if<Error>(&instance.error())) {
        log(rejection(*error, refusal));
      } else {
        log(fmt::format("instantiate => trap: {}\n",
                        to_text(std::get<engine::Trap>(instance.error()), options_.detail)));
      }
      return std::move(text_);
    }
    call_exports(**store, **instance);
    if (options_.detail != Detail::Brief) show_state(**instance);
    return std::move(text_);
  }

 private:
  struct Stub {
    Run* run;
    std::string name;
    loader::FunctionType type;
  };

  /// What the other side of the comparison can neither pass nor see.
  bool is_hidden(ValueType type) const {
    return (type == ValueType::V128 && options_.detail != Detail::Full) ||
           loader::heap_of(type) == ValueType::ExnRef;
  }
  bool is_hidden(const loader::FunctionType& type) const {
    auto hidden = [this](ValueType each) { return is_hidden(each); };
    return std::ranges::any_of(type.params, hidden) || std::ranges::any_of(type.results, hidden);
  }

  void enter(Phase phase) {
    if (options_.on_phase) options_.on_phase(phase);
  }

  void log(std::string_view text) {
    if (text_.size() < kMaxTranscript) text_ += text;
  }

  static jit::HostResult call_stub(void* data, jit::InstanceData*, uint64_t* values) {
    auto& stub = *static_cast<Stub*>(data);
    std::vector<Value> arguments;
    arguments.reserve(stub.type.params.size());
    const uint64_t* word = values;
    for (ValueType type : stub.type.params) {
      arguments.push_back({type, word[0], loader::is_vector(type) ? word[1] : 0});
      word += jit::words_of(type);
    }
    std::string shown = stub.run->options_.detail == Detail::Brief ? "" : to_text(arguments);
    stub.run->log(fmt::format("{}{}\n", stub.name, shown));
    for (ValueType type : stub.type.results) {
      values[0] = loader::is_integer(type) ? stub.run->options_.import_result : 0;
      if (type == ValueType::I32) values[0] &= 0xffffffff;
      if (loader::is_vector(type)) values[1] = 0;
      values += jit::words_of(type);
    }
    return jit::HostResult::Ok;
  }

  void define_stubs(const loader::Module& module, engine::Linker& linker) {
    for (const loader::Import& import : module.imports) {
      if (import.kind != ExternalKind::Function) continue;
      const loader::FunctionType& type = module.function_type(import.index);
      stubs_.push_back({this, fmt::format("{}.{}", import.module, import.name), type});
      linker.define_host_function(
          import.module, import.name, type, {.callback = call_stub, .data = &stubs_.back()});
    }
  }

  void call_exports(engine::Store& store, engine::Instance& instance) {
    const jit::FunctionRecord* reset = instance.find_function("hangLimitInitializer");
    if (reset != nullptr && !engine::canonical_type(reset->type_id).params.empty()) reset = nullptr;
    size_t rounds = options_.detail == Detail::Brief ? 1 : kRounds;
    for (size_t round = 0; round < rounds; ++round) {
      for (const loader::Export& exported : instance.module().exports) {
        if (exported.kind != ExternalKind::Function) continue;
        if (is_hidden(instance.module().function_type(exported.index))) continue;
        if (reset != nullptr && !engine::invoke(store, *reset, {})) log("the reset trapped\n");
        call_export(store, instance, exported, round);
      }
    }
  }

  void call_export(engine::Store& store,
                   engine::Instance& instance,
                   const loader::Export& exported,
                   size_t round) {
    const loader::FunctionType& type = instance.module().function_type(exported.index);
    std::vector<Value> arguments;
    arguments.reserve(type.params.size());
    for (size_t i = 0; i < type.params.size(); ++i) {
      arguments.push_back(argument_at(i + round, type.params[i]));
    }
    auto results = engine::invoke(store, instance.function(exported.index), arguments);
    log(results
            ? fmt::format("{} =>{}\n", exported.name, to_text(*results))
            : fmt::format(
                  "{} => trap: {}\n", exported.name, to_text(results.error(), options_.detail)));
  }

  void show_state(engine::Instance& instance) {
    for (const loader::Export& exported : instance.module().exports) {
      if (exported.kind == ExternalKind::Memory) {
        const jit::MemoryData& memory = *instance.memory(exported.index).data();
        log(fmt::format("memory {} {} {:x}\n",
                        exported.name,
                        memory.byte_size / loader::kPageSize,
                        hash_of(memory)));
      } else if (exported.kind == ExternalKind::Global &&
                 !is_hidden(instance.module().globals[exported.index].value)) {
        const auto& words = instance.global(exported.index, instance.data()).words;
        Value value{instance.module().globals[exported.index].value, words[0], words[1]};
        if (value.type == ValueType::I32 || value.type == ValueType::F32) value.bits &= 0xffffffff;
        log(fmt::format("global {} {}\n", exported.name, to_text(value)));
      }
    }
  }

  const RunOptions& options_;
  std::deque<Stub> stubs_;
  std::string text_;
};

}  // namespace

std::vector<std::byte> read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return {begin, begin + text.size()};
}

std::string transcript_of(std::vector<std::byte> bytes,
                          const RunOptions& options,
                          std::string& refusal) {
  return Run(options).transcript(std::move(bytes), refusal);
}

}  // namespace wali::fuzz
