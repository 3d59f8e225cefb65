#include <cstddef>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

namespace {

/// Whether a load or store of so many bytes takes the offset: scaled by them, or a few bytes.
bool is_access_offset(uint64_t offset, uint32_t bytes) {
  return offset < 256 || (offset % bytes == 0 && offset / bytes < 1 << 12);
}

}  // namespace

// Addresses.

bool MacroAssembler::checks_bounds(uint32_t memory) const {
  return bounds_ == BoundsMode::Explicit ||
         module_.memories[memory].index == loader::IndexType::I64;
}

/// Only the index is compared with the size, which another thread may have raised. The offset and
/// the width reach at most the inaccessible pages behind the memory, where the access faults;
/// whole pages of a larger offset come off the size first.
Address MacroAssembler::check_bounds(Address address) {
  constexpr uint64_t kWidestAccess = 16;
  constexpr uint32_t kPageBits = 16;
  static_assert(loader::kPageSize == 1 << kPageBits &&
                loader::kPageSize + kWidestAccess <= memory::kExplicitGuard);
  if (!checks_bounds(address.memory)) return address;
  if (address.offset >= memory::kMaxMemoryBytes) {
    assembler_.b(cold_out_of_bounds(address));
    return {.memory = address.memory};
  }
  uint64_t pages = address.offset / loader::kPageSize;
  bool is_constant = address.index == kNone;
  if (is_constant && pages < module_.memories[address.memory].limits.min) return address;
  Label out_of_bounds = cold_out_of_bounds(address);
  assembler_.ldr(gp64(kScratch), instance_field(layout_.memory_offset(address.memory), 8));
  assembler_.ldr(gp64(kScratch), at(kScratch, offsetof(MemoryData, byte_size), 8));
  if (!is_constant && address.offset + kWidestAccess <= memory::kExplicitGuard) {
    assembler_.cmp(gp64(address.index), gp64(kScratch));
    branch(CondCode::kHS, out_of_bounds);
    return address;
  }
  assembler_.lsr(gp64(kScratch), gp64(kScratch), kPageBits);
  load_integer_constant(kOperandScratch, pages);
  assembler_.subs(gp64(kScratch), gp64(kScratch), gp64(kOperandScratch));
  branch(CondCode::kLS, out_of_bounds);
  if (!is_constant) {
    assembler_.lsl(gp64(kScratch), gp64(kScratch), kPageBits);
    assembler_.cmp(gp64(address.index), gp64(kScratch));
    branch(CondCode::kHS, out_of_bounds);
  }
  return address;
}

/// An index of 32 bits is extended by the instruction that uses it.
asmjit::arm::Shift MacroAssembler::index_extension(uint32_t memory) const {
  bool is_wide = module_.memories[memory].index == loader::IndexType::I64;
  return is_wide ? a64::lsl(0) : a64::uxtw(0);
}

/// The register with the memory's base.
Register MacroAssembler::memory_base(uint32_t memory) {
  if (memory == 0) return kMemoryBase;
  a64::Gp base = gp64(kOperandScratch);
  assembler_.ldr(base, instance_field(layout_.memory_offset(memory), 8));
  assembler_.ldr(base, at(kOperandScratch, offsetof(MemoryData, base), 8));
  return kOperandScratch;
}

/// An operand for `address`, of which the second scratch register may be a part; the first one may
/// be lost.
a64::Mem MacroAssembler::memory_operand(Address address, uint32_t bytes) {
  constexpr uint64_t kLow = (1 << 12) - 1;
  a64::Gp base = gp64(memory_base(address.memory));
  a64::Gp sum = gp64(kOperandScratch);
  uint64_t offset = address.offset;
  if (offset >= 1 << 24) {
    load_integer_constant(kScratch, offset);
    assembler_.add(sum, base, gp64(kScratch));
    base = sum;
    offset = 0;
  } else if (offset > kLow && !is_access_offset(offset, bytes)) {
    assembler_.add(sum, base, offset & ~kLow);
    base = sum;
    offset &= kLow;
  }
  bool has_index = address.index != kNone;
  if (!has_index && is_access_offset(offset, bytes)) {
    return a64::ptr(base, static_cast<int32_t>(offset));
  }
  if (has_index && offset > kLow) {
    assembler_.add(sum, base, gp64(address.index), index_extension(address.memory));
    return a64::ptr(sum, static_cast<int32_t>(offset));
  }
  if (offset != 0) {
    assembler_.add(sum, base, offset);
    base = sum;
  }
  if (!has_index) return a64::ptr(base);
  bool is_wide = module_.memories[address.memory].index == loader::IndexType::I64;
  a64::Gp index = gp(is_wide ? Width::W64 : Width::W32, address.index);
  return a64::ptr(base, index, index_extension(address.memory));
}

/// The host's address of `address` in the second scratch register; the first one may be lost.
void MacroAssembler::host_address(Address address) {
  a64::Mem operand = memory_operand(address, 1);
  a64::Gp to = gp64(kOperandScratch);
  a64::GpX base(operand.baseId());
  if (operand.hasIndex()) {
    assembler_.add(to, base, gp64(address.index), index_extension(address.memory));
  } else if (operand.offset() != 0 || base.id() != to.id()) {
    assembler_.add(to, base, operand.offset());
  }
}

void MacroAssembler::effective_address(Register to, Register index, uint64_t offset) {
  if (index == kNone) {
    load_integer_constant(to, offset);
  } else {
    add_constant(to, index, static_cast<int64_t>(offset));
  }
}

// Loads and stores.

void MacroAssembler::load_integer(MemoryShape shape, Register to, const a64::Mem& source) {
  add_site(SiteKind::MemoryAccess);
  a64::Gp wide = gp(width_of(shape.type), to);
  switch (shape.bytes) {
    case 1:
      shape.sign_extend ? assembler_.ldrsb(wide, source) : assembler_.ldrb(gp32(to), source);
      break;
    case 2:
      shape.sign_extend ? assembler_.ldrsh(wide, source) : assembler_.ldrh(gp32(to), source);
      break;
    case 4:
      if (shape.sign_extend && shape.type == loader::ValueType::I64) {
        assembler_.ldrsw(wide, source);
      } else {
        assembler_.ldr(gp32(to), source);
      }
      break;
    default:
      assembler_.ldr(wide, source);
      break;
  }
}

void MacroAssembler::load(MemoryShape shape, Register to, Address address) {
  a64::Mem source = memory_operand(address, shape.bytes);
  if (!is_float_class(shape.type)) {
    load_integer(shape, to, source);
    return;
  }
  add_site(SiteKind::MemoryAccess);
  load_plain(shape.type, to, source);
}

void MacroAssembler::store_integer(uint32_t bytes, const a64::Mem& target, const a64::Gp& from) {
  add_site(SiteKind::MemoryAccess);
  switch (bytes) {
    case 1:
      assembler_.strb(from.w(), target);
      break;
    case 2:
      assembler_.strh(from.w(), target);
      break;
    case 4:
      assembler_.str(from.w(), target);
      break;
    default:
      assembler_.str(from.x(), target);
      break;
  }
}

void MacroAssembler::store(MemoryShape shape, Address address, Operand value) {
  switch (value.kind) {
    case Operand::Kind::Register: {
      a64::Mem target = memory_operand(address, shape.bytes);
      if (!is_vector_register(value.reg)) {
        store_integer(shape.bytes, target, gp64(value.reg));
      } else {
        add_site(SiteKind::MemoryAccess);
        store_plain(shape.type, target, value.reg);
      }
      break;
    }
    case Operand::Kind::Constant: {
      a64::Mem target = memory_operand(address, shape.bytes);
      uint64_t bits = static_cast<uint64_t>(value.constant);
      if (shape.bytes < 8) bits &= (uint64_t{1} << (8 * shape.bytes)) - 1;
      if (bits == 0) {
        store_integer(shape.bytes, target, zero(Width::W64));
      } else {
        load_integer_constant(kScratch, bits);
        store_integer(shape.bytes, target, gp64(kScratch));
      }
      break;
    }
    case Operand::Kind::Frame:
      store_frame_word(shape, address, value.offset);
      break;
  }
}

/// The address may take both integer scratch registers, so the value waits in the other one.
void MacroAssembler::store_frame_word(MemoryShape shape, Address address, int32_t offset) {
  assembler_.ldr(d(kFloatScratch), frame_word(offset, 8));
  a64::Mem target = memory_operand(address, shape.bytes);
  assembler_.fmov(gp64(kScratch), d(kFloatScratch));
  store_integer(shape.bytes, target, gp64(kScratch));
}

void MacroAssembler::memory_size(uint32_t memory, Register to) {
  assembler_.ldr(gp64(kScratch), instance_field(layout_.memory_offset(memory), 8));
  assembler_.ldr(gp64(to), at(kScratch, offsetof(MemoryData, byte_size), 8));
  assembler_.lsr(gp64(to), gp64(to), 16);
  static_assert(loader::kPageSize == 1 << 16);
}

// Instance.

a64::Mem MacroAssembler::global_operand(uint32_t global, uint32_t bytes) {
  uint32_t offset = layout_.global_offset(global);
  if (global >= module_.imported_globals) return instance_field(offset, bytes);
  assembler_.ldr(gp64(kOperandScratch), instance_field(offset, 8));
  return a64::ptr(gp64(kOperandScratch));
}

void MacroAssembler::global_get(loader::ValueType type, uint32_t global, Register to) {
  load_plain(type, to, global_operand(global, bytes_of(type)));
}

void MacroAssembler::global_set(loader::ValueType type, uint32_t global, Register from) {
  store_plain(type, global_operand(global, bytes_of(type)), from);
}

void MacroAssembler::table_size(uint32_t table, Register to) {
  uint32_t slot = layout_.table_offset(table);
  if (table_is_fixed(module_, table)) {
    assembler_.ldr(gp64(to), instance_field(slot + offsetof(TableSlot, length), 8));
  } else {
    assembler_.ldr(gp64(kScratch), instance_field(slot + offsetof(TableSlot, shared), 8));
    assembler_.ldr(gp64(to), at(kScratch, offsetof(TableData, length), 8));
  }
}

void MacroAssembler::function_reference(uint32_t function, Register to) {
  assembler_.ldr(gp64(to), instance_field(offsetof(InstanceData, functions), 8));
  effective_address(to, to, uint64_t{function} * sizeof(FunctionRecord));
}

}  // namespace wali::jit::aarch64
