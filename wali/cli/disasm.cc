#include <Zydis/Zydis.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstring>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/store.h"
#include "engine/trap.h"
#include "engine/type_registry.h"
#include "wali/cli/commands.h"
#include "wali/cli/compile_choices.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/instruction_text.h"
#include "wali/cli/message.h"
#include "wali/cli/module_file.h"

// Both languages run down the page together: each Wasm instruction is printed above the machine
// code that the compiler was emitting when it reached it. Where several Wasm instructions became
// one, they stand above it as a group.

namespace wali::cli {
namespace {

class Listing {
 public:
  Listing(const loader::Module& module, const jit::CompiledModule& code)
      : module_(module), code_(code), layout_(module) {
    ZydisDecoderInit(&decoder_, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
    ZydisFormatterInit(&formatter_, ZYDIS_FORMATTER_STYLE_INTEL);
  }

  void print(const jit::FunctionCode& function) {
    const loader::FunctionBody& body = module_.body(function.function);
    text_.clear();
    append("function {} {}: {}\n  {} bytes of Wasm, {} bytes of machine code, frame of {} bytes\n",
           function.function,
           module_.function_name(function.function),
           engine::to_string(module_.function_type(function.function)),
           body.size,
           function.end - function.begin,
           function.frame_size);
    wasm_offset_ = body.offset;
    wasm_end_ = body.offset + body.size;
    indent_ = 0;
    print_machine_code(function);
    print_wasm_up_to(wasm_end_);
    append("\n");
    write_all(STDOUT_FILENO, std::string_view(text_.data(), text_.size()));
  }

 private:
  template <typename... Arguments>
  void append(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  // Every instruction that begins before `end`.
  void print_wasm_up_to(uint32_t end) {
    while (wasm_offset_ < std::min(end, wasm_end_)) {
      InstructionText instruction = instruction_at(module_, wasm_offset_);
      int change = instruction.indent_change;
      if (change < 0) indent_ = std::max(0, indent_ + change);
      append("{:#8x}  {:{}}{}\n", wasm_offset_, "", 2 * indent_, instruction.text);
      if (change > 0) indent_ += change;
      wasm_offset_ = instruction.next;
    }
  }

  void print_machine_code(const jit::FunctionCode& function) {
    auto sites = code_.side_tables().sites_of(function);
    auto site = sites.begin();
    uint32_t at = function.begin;
    data_.clear();
    while (at < function.end) {
      if (auto data = data_.find(at); data != data_.end()) {
        auto next = std::next(data);
        uint32_t end = next == data_.end() ? function.end : next->first;
        print_data(at, end, data->second);
        at = end;
        continue;
      }
      std::string note;
      for (; site != sites.end() && site->code_offset <= at; ++site) {
        switch (site->kind) {
          case jit::SiteKind::Position:
            print_wasm_up_to(site->wasm_offset + 1);
            break;
          case jit::SiteKind::Trap:
          case jit::SiteKind::BoundsCheck:
            note = fmt::format(
                "trap at {:#x}: {}", site->wasm_offset, engine::message_of(site->reason));
            break;
          case jit::SiteKind::MemoryAccess:
          case jit::SiteKind::Call:
            break;
        }
      }
      at += print_instruction(at, function.end, note);
    }
  }

  uint32_t print_instruction(uint32_t at, uint32_t end, const std::string& note) {
    const std::byte* address = code_.code().begin() + at;
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
    char words[256];
    ZyanStatus status =
        ZydisDecoderDecodeFull(&decoder_, address, end - at, &instruction, operands);
    if (ZYAN_SUCCESS(status)) {
      // Addresses as offsets from the beginning of the module's code: the same in every run.
      ZydisFormatterFormatInstruction(&formatter_,
                                      &instruction,
                                      operands,
                                      instruction.operand_count_visible,
                                      words,
                                      sizeof words,
                                      at,
                                      nullptr);
      append("{:30}{:6x}  {}", "", at, words);
      for (const ZydisDecodedOperand& operand : std::span(operands, instruction.operand_count)) {
        if (operand.type != ZYDIS_OPERAND_TYPE_MEMORY) continue;
        append_field(operand.mem);
        note_data(instruction, operand.mem, at);
      }
    } else {
      instruction.length = 1;
      append("{:30}{:6x}  .byte {:#04x}", "", at, static_cast<unsigned>(*address));
    }
    if (!note.empty()) append("  ; {}", note);
    append("\n");
    return instruction.length;
  }

  enum class DataKind : uint8_t { JumpTable, Constant };

  // What an instruction addresses relative to itself lies behind the function's instructions.
  void note_data(const ZydisDecodedInstruction& instruction,
                 const ZydisDecodedOperandMem& operand,
                 uint32_t at) {
    if (operand.base != ZYDIS_REGISTER_RIP) return;
    int64_t target = at + instruction.length + operand.disp.value;
    bool is_table = instruction.mnemonic == ZYDIS_MNEMONIC_LEA;
    data_[static_cast<uint32_t>(target)] = is_table ? DataKind::JumpTable : DataKind::Constant;
  }

  void print_data(uint32_t begin, uint32_t end, DataKind kind) {
    for (uint32_t at = begin; at + sizeof(int32_t) <= end; at += sizeof(int32_t)) {
      int32_t word;
      std::memcpy(&word, code_.code().begin() + at, sizeof word);
      append("{:30}{:6x}  .long ", "", at);
      if (kind == DataKind::JumpTable) {
        append("0x{:016X}\n", static_cast<uint32_t>(static_cast<int64_t>(begin) + word));
      } else {
        append("{:#010x}\n", static_cast<uint32_t>(word));
      }
    }
  }

  // The pinned register always holds the InstanceData.
  void append_field(const ZydisDecodedOperandMem& operand) {
    if (operand.base != ZYDIS_REGISTER_R14) return;
    std::string name = layout_.name_at(static_cast<uint32_t>(operand.disp.value));
    if (!name.empty()) append("  ; {}", name);
  }

  const loader::Module& module_;
  const jit::CompiledModule& code_;
  const jit::InstanceLayout layout_;
  ZydisDecoder decoder_;
  ZydisFormatter formatter_;
  fmt::memory_buffer text_;
  uint32_t wasm_offset_ = 0;
  uint32_t wasm_end_ = 0;
  int indent_ = 0;
  std::map<uint32_t, DataKind> data_;  // of the present function, by code offset
};

// By index, else by the name that people see; the first of several with the same name.
std::optional<uint32_t> find_function(const loader::Module& module, std::string_view wanted) {
  uint32_t index;
  auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), index);
  if (error == std::errc{} && end == wanted.data() + wanted.size()) {
    if (index < module.functions.size()) return index;
    return std::nullopt;
  }
  if (const loader::Export* found = module.find_export(wanted);
      found != nullptr && found->kind == loader::ExternalKind::Function) {
    return found->index;
  }
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    if (module.function_name(i) == wanted) return i;
  }
  return std::nullopt;
}

}  // namespace

int disasm_command(std::span<char* const> words) {
  CLI::App app;
  app.set_help_flag();
  jit::CompileOptions options{.positions = true};
  add_compile_options(app, options, CodeUse::List);
  std::string path, wanted;
  app.add_option("FILE", path)->required();
  app.add_option("FUNCTION", wanted);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    complain("{} (usage: wali disasm [--cpu=CPU] FILE [FUNCTION], the function by index or name)",
             error.what());
    return kOwnFailure;
  }
  auto module = open_module(path);
  if (!module) {
    complain("{}", module.error().message);
    return module.error().exit_code;
  }
  auto store = engine::Store::create({.compile = options});
  auto code = store ? (*store)->code_of(*module) : std::unexpected(store.error());
  if (!code) {
    complain("{}", describe(path, code.error()));
    return exit_code_of(code.error().kind);
  }
  Listing listing(**module, **code);
  if (wanted.empty()) {
    for (const jit::FunctionCode& function : (*code)->side_tables().functions())
      listing.print(function);
    return 0;
  }
  std::optional<uint32_t> index = find_function(**module, wanted);
  if (!index) {
    complain("{}: no function {}", path, wanted);
    return kOwnFailure;
  }
  const jit::FunctionCode* function = (*code)->side_tables().function(*index);
  if (function == nullptr) {
    complain("{}: function {} is imported and has no code", path, wanted);
    return kOwnFailure;
  }
  listing.print(*function);
  return 0;
}

}  // namespace wali::cli
