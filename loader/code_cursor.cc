#include "loader/code_cursor.h"

namespace wali::loader {

void CodeCursor::skip_catch_clauses() {
  for (uint32_t count = u32(); count > 0; --count) catch_clause();
}

void CodeCursor::skip_immediates(Opcode opcode) {
  switch (info(opcode).immediate) {
    case Immediate::None:
      return;
    case Immediate::BlockType:
      block_type();
      return;
    case Immediate::Label:
    case Immediate::Function:
    case Immediate::Type:
    case Immediate::Tag:
    case Immediate::Local:
    case Immediate::Global:
    case Immediate::Table:
    case Immediate::Element:
    case Immediate::Data:
    case Immediate::Memory:
    case Immediate::I32:
    case Immediate::I64:
    case Immediate::HeapType:
      return skip_leb();
    case Immediate::TypeTable:
    case Immediate::TableTable:
    case Immediate::ElementTable:
    case Immediate::DataMemory:
    case Immediate::MemoryMemory:
      skip_leb();
      return skip_leb();
    case Immediate::LabelTable:
      for (uint64_t labels = uint64_t{u32()} + 1; labels > 0; --labels) skip_leb();
      return;
    case Immediate::TryTable:
      block_type();
      return skip_catch_clauses();
    case Immediate::MemArg:
      mem_arg();
      return;
    case Immediate::MemArgLane:
      mem_arg();
      return skip(1);
    case Immediate::Fence:
    case Immediate::Lane:
      return skip(1);
    case Immediate::F32:
      return skip(4);
    case Immediate::F64:
      return skip(8);
    case Immediate::V128:
    case Immediate::Shuffle:
      return skip(16);
    case Immediate::ValueTypes:
      for (uint32_t types = u32(); types > 0; --types) value_type();
      return;
  }
}

}  // namespace wali::loader
