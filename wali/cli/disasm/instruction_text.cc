#include "wali/cli/disasm/instruction_text.h"

#include <fmt/format.h>

#include <bit>
#include <iterator>
#include <string_view>

#include "engine/type_registry.h"
#include "engine/value.h"
#include "loader/code_cursor.h"
#include "loader/opcode.h"
#include "wali/cli/values.h"

namespace wali::cli {
namespace {

using loader::Immediate;
using loader::Opcode;

class ImmediatePrinter {
 public:
  ImmediatePrinter(const loader::Module& module, loader::CodeCursor& cursor, std::string& text)
      : module_(module), cursor_(cursor), text_(text) {}

  void print(Opcode opcode) {
    const loader::OpcodeInfo& info = loader::info(opcode);
    switch (info.immediate) {
      case Immediate::None:
        break;
      case Immediate::BlockType:
        block_type();
        break;
      case Immediate::LabelTable:
        label_table();
        break;
      case Immediate::Function:
        function();
        break;
      case Immediate::Type:
        append(" {}", engine::to_string(module_.types[cursor_.u32()]));
        break;
      case Immediate::TypeTable:
        type_and_table();
        break;
      case Immediate::Label:
      case Immediate::Tag:
      case Immediate::Local:
      case Immediate::Global:
      case Immediate::Table:
      case Immediate::Element:
      case Immediate::Data:
      case Immediate::Memory:
        index();
        break;
      case Immediate::TableTable:
      case Immediate::ElementTable:
      case Immediate::DataMemory:
      case Immediate::MemoryMemory:
        index();
        index();
        break;
      case Immediate::MemArg:
        mem_arg(info);
        break;
      case Immediate::I32:
        append(" {}", cursor_.s32());
        break;
      case Immediate::I64:
        append(" {}", cursor_.s64());
        break;
      case Immediate::F32:
        number({loader::ValueType::F32, cursor_.f32_bits()});
        break;
      case Immediate::F64:
        number({loader::ValueType::F64, cursor_.f64_bits()});
        break;
      case Immediate::ValueTypes:
        for (uint32_t count = cursor_.u32(); count > 0; --count) value_type();
        break;
      case Immediate::HeapType:
        append(" {}", loader::heap_name_of(cursor_.heap_type()));
        break;
      case Immediate::TryTable:
        block_type();
        for (uint32_t count = cursor_.u32(); count > 0; --count) catch_clause();
        break;
      case Immediate::MemArgLane:
        mem_arg(info);
        append(" {}", cursor_.byte());
        break;
      case Immediate::Lane:
        append(" {}", cursor_.byte());
        break;
      case Immediate::Shuffle:
        for (int i = 0; i < 16; ++i) append(" {}", cursor_.byte());
        break;
      case Immediate::V128:
        text_ += " i32x4";
        for (int i = 0; i < 4; ++i) append(" 0x{:08x}", cursor_.f32_bits());
        break;
      case Immediate::Fence:
        cursor_.skip_immediates(opcode);
        break;
    }
  }

 private:
  template <typename... Arguments>
  void append(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }

  void index() { append(" {}", cursor_.u32()); }
  void value_type() { append(" {}", loader::name_of(cursor_.value_type())); }

  // As the text format has it, without the type that the instruction already names.
  void number(const engine::Value& value) {
    std::string text = format_value(value);
    append(" {}", text.substr(0, text.rfind(':')));
  }

  void block_type() {
    loader::BlockType type = cursor_.block_type();
    if (type.kind == loader::BlockType::Kind::Value)
      append(" (result {})", loader::name_of(type.value));
    if (type.kind == loader::BlockType::Kind::TypeIndex) {
      append(" {}", engine::to_string(module_.types[type.type_index]));
    }
  }

  void catch_clause() {
    constexpr std::string_view kNames[] = {"catch", "catch_ref", "catch_all", "catch_all_ref"};
    constexpr uint8_t kFirstWithoutTag = 2;
    uint8_t kind = cursor_.byte();
    append(" ({}", kNames[kind]);
    if (kind < kFirstWithoutTag) index();
    append(" {})", cursor_.u32());
  }

  void label_table() {
    constexpr uint32_t kShown = 16;
    uint32_t count = cursor_.u32() + 1;
    for (uint32_t i = 0; i < count; ++i) {
      uint32_t label = cursor_.u32();
      if (i < kShown || i + 1 == count) append(" {}", label);
      if (i == kShown && i + 1 < count) append(" ... ({} labels)", count);
    }
  }

  void function() {
    uint32_t index = cursor_.u32();
    append(" {} ;; {}", index, module_.function_name(index));
  }

  void type_and_table() {
    uint32_t type = cursor_.u32();
    if (uint32_t table = cursor_.u32(); table != 0) append(" {}", table);
    append(" {}", engine::to_string(module_.types[type]));
  }

  void mem_arg(const loader::OpcodeInfo& info) {
    loader::MemArg arg = cursor_.mem_arg();
    if (arg.memory != 0) append(" {}", arg.memory);
    if (arg.offset != 0) append(" offset={}", arg.offset);
    if (arg.align_log2 != info.access_width_log2)
      append(" align={}", uint64_t{1} << arg.align_log2);
  }

  const loader::Module& module_;
  loader::CodeCursor& cursor_;
  std::string& text_;
};

int indent_change(Opcode opcode) {
  switch (opcode) {
    case Opcode::block:
    case Opcode::loop:
    case Opcode::if_:
    case Opcode::try_:
    case Opcode::try_table:
      return 1;
    case Opcode::end:
    case Opcode::delegate:
      return -1;
    default:
      return 0;
  }
}

}  // namespace

InstructionText instruction_at(const loader::Module& module, uint32_t offset) {
  const std::byte* begin = module.bytes.data();
  loader::CodeCursor cursor(begin + offset);
  Opcode opcode = cursor.opcode();
  InstructionText result{std::string(loader::info(opcode).text), 0, indent_change(opcode)};
  ImmediatePrinter(module, cursor, result.text).print(opcode);
  result.next = static_cast<uint32_t>(cursor.at() - begin);
  return result;
}

}  // namespace wali::cli
