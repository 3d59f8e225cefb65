#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <expected>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/store.h"
#include "engine/trap.h"
#include "engine/type_registry.h"
#include "wali/cli/compile_choices.h"
#include "wali/cli/disasm/disassembler.h"
#include "wali/cli/disasm/instruction_text.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"
#include "wali/cli/module_file.h"

// Both languages run down the page together: each Wasm instruction is printed above the machine
// code that the compiler was emitting when it reached it. Where several Wasm instructions became
// one, they stand above it as a group.

namespace wali::cli {
namespace {

class Listing {
 public:
  Listing(const loader::Module& module,
          const jit::SideTables& side_tables,
          Disassembler& disassembler)
      : module_(module), side_tables_(side_tables), disassembler_(disassembler), layout_(module) {}

  std::expected<void, std::string> print(const jit::FunctionCode& function) {
    auto lines = disassembler_.lines(function.begin, function.end);
    if (!lines) return std::unexpected(std::move(lines.error()));
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
    print_machine_code(function, *lines);
    print_wasm_up_to(wasm_end_);
    append("\n");
    write_all(STDOUT_FILENO, std::string_view(text_.data(), text_.size()));
    return {};
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

  void print_machine_code(const jit::FunctionCode& function,
                          std::span<const DisassembledLine> lines) {
    auto sites = side_tables_.sites_of(function);
    auto site = sites.begin();
    for (const DisassembledLine& line : lines) {
      std::string note;
      for (; site != sites.end() && site->code_offset <= line.offset; ++site) {
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
      append("{:30}{:6x}  {}", "", line.offset, line.text);
      if (line.instance_field) {
        std::string name = layout_.name_at(*line.instance_field);
        if (!name.empty()) append("  ; {}", name);
      }
      if (!note.empty()) append("  ; {}", note);
      append("\n");
    }
  }

  const loader::Module& module_;
  const jit::SideTables& side_tables_;
  Disassembler& disassembler_;
  const jit::InstanceLayout layout_;
  fmt::memory_buffer text_;
  uint32_t wasm_offset_ = 0;
  uint32_t wasm_end_ = 0;
  int indent_ = 0;
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

int disassemble(std::span<char* const> words) {
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
    complain(
        "{} (usage: wali disasm [--isa=ISA] [--cpu=CPU] FILE [FUNCTION], the function by index or "
        "name)",
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
  std::span<const jit::FunctionCode> functions = (*code)->side_tables().functions();
  if (!wanted.empty()) {
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
    functions = std::span(function, 1);
  }
  if (functions.empty()) return 0;
  uint32_t begin = functions.front().begin;
  std::span<const std::byte> bytes((*code)->function_code(functions.front().function).data(),
                                   functions.back().end - begin);
  auto disassembler = make_disassembler(options.isa, bytes, begin);
  if (!disassembler) {
    complain("{}", disassembler.error());
    return kOwnFailure;
  }
  Listing listing(**module, (*code)->side_tables(), **disassembler);
  for (const jit::FunctionCode& function : functions) {
    if (auto printed = listing.print(function); !printed) {
      complain("{}", printed.error());
      return kOwnFailure;
    }
  }
  return 0;
}

}  // namespace
}  // namespace wali::cli

int main(int argc, char** argv) {
  return wali::cli::disassemble({argv + 1, static_cast<size_t>(argc > 0 ? argc - 1 : 0)});
}
