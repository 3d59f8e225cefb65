#include <Zydis/Zydis.h>
#include <fmt/format.h>

#include <cstring>
#include <iterator>
#include <map>

#include "wali/cli/disasm/disassembler.h"

namespace wali::cli {
namespace {

class X64Disassembler final : public Disassembler {
 public:
  X64Disassembler(std::span<const std::byte> code, uint32_t offset) : code_(code), offset_(offset) {
    ZydisDecoderInit(&decoder_, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
    ZydisFormatterInit(&formatter_, ZYDIS_FORMATTER_STYLE_INTEL);
  }

  std::expected<std::vector<DisassembledLine>, std::string> lines(uint32_t begin,
                                                                  uint32_t end) override {
    std::vector<DisassembledLine> result;
    data_.clear();
    for (uint32_t at = begin; at < end;) {
      auto data = data_.find(at);
      if (data == data_.end()) {
        at += decode(at, end, result);
        continue;
      }
      auto next = std::next(data);
      uint32_t data_end = next == data_.end() ? end : next->first;
      add_data(at, data_end, data->second, result);
      at = data_end;
    }
    return result;
  }

 private:
  enum class DataKind : uint8_t { JumpTable, Constant };

  const std::byte* at(uint32_t offset) const { return code_.data() + (offset - offset_); }

  uint32_t decode(uint32_t offset, uint32_t end, std::vector<DisassembledLine>& result) {
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
    DisassembledLine& line = result.emplace_back();
    line.offset = offset;
    ZyanStatus status =
        ZydisDecoderDecodeFull(&decoder_, at(offset), end - offset, &instruction, operands);
    if (!ZYAN_SUCCESS(status)) {
      line.text = fmt::format(".byte {:#04x}", static_cast<unsigned>(*at(offset)));
      return 1;
    }
    char words[256];
    ZydisFormatterFormatInstruction(&formatter_,
                                    &instruction,
                                    operands,
                                    instruction.operand_count_visible,
                                    words,
                                    sizeof words,
                                    offset,
                                    nullptr);
    line.text = words;
    for (const ZydisDecodedOperand& operand : std::span(operands, instruction.operand_count)) {
      if (operand.type != ZYDIS_OPERAND_TYPE_MEMORY) continue;
      // The pinned register always holds the InstanceData.
      if (operand.mem.base == ZYDIS_REGISTER_R14) {
        line.instance_field = static_cast<uint32_t>(operand.mem.disp.value);
      }
      note_data(instruction, operand.mem, offset);
    }
    return instruction.length;
  }

  // What an instruction addresses relative to itself lies behind the function's instructions.
  void note_data(const ZydisDecodedInstruction& instruction,
                 const ZydisDecodedOperandMem& operand,
                 uint32_t offset) {
    if (operand.base != ZYDIS_REGISTER_RIP) return;
    int64_t target = offset + instruction.length + operand.disp.value;
    bool is_table = instruction.mnemonic == ZYDIS_MNEMONIC_LEA;
    data_[static_cast<uint32_t>(target)] = is_table ? DataKind::JumpTable : DataKind::Constant;
  }

  void add_data(uint32_t begin,
                uint32_t end,
                DataKind kind,
                std::vector<DisassembledLine>& result) {
    for (uint32_t offset = begin; offset + sizeof(int32_t) <= end; offset += sizeof(int32_t)) {
      int32_t word;
      std::memcpy(&word, at(offset), sizeof word);
      DisassembledLine& line = result.emplace_back();
      line.offset = offset;
      line.text = kind == DataKind::JumpTable
                      ? fmt::format(".long 0x{:016X}",
                                    static_cast<uint32_t>(static_cast<int64_t>(begin) + word))
                      : fmt::format(".long {:#010x}", static_cast<uint32_t>(word));
    }
  }

  std::span<const std::byte> code_;
  uint32_t offset_;
  ZydisDecoder decoder_;
  ZydisFormatter formatter_;
  std::map<uint32_t, DataKind> data_;  // of the present function, by code offset
};

}  // namespace

std::unique_ptr<Disassembler> make_x64_disassembler(std::span<const std::byte> code,
                                                    uint32_t offset) {
  return std::make_unique<X64Disassembler>(code, offset);
}

}  // namespace wali::cli
