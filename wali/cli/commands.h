#pragma once

#include <span>

namespace wali::engine {
class Linker;
}

/// What the words after `wali` can ask for. Each command gets the words after its own name and
/// returns the exit status.
namespace wali::cli {

int run_command(std::span<char* const> words);
/// As run_command; the module may import more than a program can.
using DefineImports = void (*)(engine::Linker&);
int run_command_with(std::span<char* const> words, DefineImports define_more);
int assemble_command(std::span<char* const> words);
int disasm_command(std::span<char* const> words);
int trace_command(std::span<char* const> words);
int syscalls_command(std::span<char* const> words);
int validate_command(std::span<char* const> words);
int wast_command(std::span<char* const> words);

}  // namespace wali::cli
