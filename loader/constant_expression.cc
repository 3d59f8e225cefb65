#include "loader/constant_expression.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "loader/opcode.h"

namespace wali::loader {
namespace {

class ConstantExpressionReader {
 public:
  ConstantExpressionReader(ByteReader& reader, Module& module) : reader_(reader), module_(module) {}

  Result<ConstantExpression> read(ValueType expected) {
    uint32_t begin = reader_.offset();
    for (;;) {
      uint32_t at = reader_.offset();
      uint8_t byte = TRY(reader_.byte("a constant expression"));
      Opcode opcode = opcode_of(byte);
      if (is_prefix(byte)) opcode = opcode_of(byte, TRY(reader_.u32("an instruction")));
      if (opcode == Opcode::end) break;
      TRY(instruction(opcode, byte, at));
    }
    if (stack_.size() != 1 || !is_subtype(stack_[0], expected)) {
      return failure(ErrorKind::Invalid,
                     begin,
                     fmt::format("expected a constant expression of type [{}], found type [{}]",
                                 name_of(expected),
                                 stack_names()));
    }
    return ConstantExpression{begin, reader_.offset() - begin};
  }

 private:
  Result<void> instruction(Opcode opcode, uint8_t byte, uint32_t at) {
    switch (opcode) {
      case Opcode::i32_const:
        TRY(reader_.s32("an i32 constant"));
        stack_.push_back(ValueType::I32);
        return {};
      case Opcode::i64_const:
        TRY(reader_.s64("an i64 constant"));
        stack_.push_back(ValueType::I64);
        return {};
      case Opcode::f32_const:
        TRY(reader_.skip(4, "an f32 constant"));
        stack_.push_back(ValueType::F32);
        return {};
      case Opcode::f64_const:
        TRY(reader_.skip(8, "an f64 constant"));
        stack_.push_back(ValueType::F64);
        return {};
      case Opcode::v128_const:
        TRY(reader_.skip(16, "a v128 constant"));
        stack_.push_back(ValueType::V128);
        return {};
      case Opcode::ref_null:
        stack_.push_back(TRY(reader_.heap_type("a heap type", module_.canonical_types)));
        return {};
      case Opcode::ref_func:
        return ref_func(at);
      case Opcode::global_get:
        return global_get(at);
      case Opcode::i32_add:
      case Opcode::i32_sub:
      case Opcode::i32_mul:
        return binary(opcode, ValueType::I32, at);
      case Opcode::i64_add:
      case Opcode::i64_sub:
      case Opcode::i64_mul:
        return binary(opcode, ValueType::I64, at);
      case Opcode::kInvalid:
        if (byte == kPrefixGc) {
          return failure(
              ErrorKind::Unsupported,
              at,
              fmt::format("instruction 0x{:02x} belongs to the gc proposal, which is not supported",
                          byte));
        }
        return reader_.unexpected_byte(at, "an instruction", byte);
      default:
        return failure(ErrorKind::Invalid,
                       at,
                       fmt::format("expected a constant instruction, found {}", info(opcode).text));
    }
  }

  Result<void> ref_func(uint32_t at) {
    uint32_t function = TRY(reader_.u32("a function index"));
    if (function >= module_.functions.size()) {
      return failure(
          ErrorKind::Invalid,
          at,
          fmt::format(
              "expected a function index below {}, found {}", module_.functions.size(), function));
    }
    module_.referenced_functions[function] = true;
    uint32_t type = module_.canonical_types[module_.functions[function]];
    stack_.push_back(concrete(type, Nullability::NonNull));
    return {};
  }

  Result<void> global_get(uint32_t at) {
    uint32_t global = TRY(reader_.u32("a global index"));
    if (global >= module_.globals.size()) {
      return failure(ErrorKind::Invalid,
                     at,
                     fmt::format("expected the index of an earlier global (below {}), found {}",
                                 module_.globals.size(),
                                 global));
    }
    const GlobalType& type = module_.globals[global];
    if (type.mutability == Mutability::Variable) {
      return failure(ErrorKind::Invalid,
                     at,
                     fmt::format("expected a constant global, found mutable global {}", global));
    }
    stack_.push_back(type.value);
    return {};
  }

  Result<void> binary(Opcode opcode, ValueType type, uint32_t at) {
    size_t size = stack_.size();
    if (size < 2 || stack_[size - 1] != type || stack_[size - 2] != type) {
      return failure(ErrorKind::Invalid,
                     at,
                     fmt::format("{}: expected operands [{} {}], found [{}]",
                                 info(opcode).text,
                                 name_of(type),
                                 name_of(type),
                                 stack_names()));
    }
    stack_.pop_back();
    return {};
  }

  std::string stack_names() const {
    constexpr size_t kMost = 4;
    std::string names;
    size_t first = stack_.size() > kMost ? stack_.size() - kMost : 0;
    if (first > 0) names += "...";
    for (size_t i = first; i < stack_.size(); ++i) {
      if (!names.empty()) names += ' ';
      names += name_of(stack_[i]);
    }
    return names;
  }

  ByteReader& reader_;
  Module& module_;
  std::vector<ValueType> stack_;
};

}  // namespace

Result<ConstantExpression> read_constant_expression(ByteReader& reader,
                                                    Module& module,
                                                    ValueType expected) {
  return ConstantExpressionReader(reader, module).read(expected);
}

}  // namespace wali::loader
